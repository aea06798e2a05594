import { describe, expect, it } from '@jest/globals';
import type { NeutralPrinting, ParsedRecord } from '../../neutral.ts';
import { source as scryfall } from './source.ts';

const record = {
  object: 'card',
  id: '435589bb-27c6-4a6d-9d63-394d5092b9d8',
  oracle_id: '4457ed35-7c10-48c8-9776-456485fdf070',
  name: 'Borrowed Daybreak',
  lang: 'en',
  released_at: '2025-02-14',
  layout: 'normal',
  image_uris: {
    small: 'https://x.invalid/s.jpg',
    normal: 'https://x.invalid/n.jpg',
    large: 'https://x.invalid/l.jpg',
  },
  mana_cost: '{3}{W}',
  cmc: 4,
  type_line: 'Sorcery',
  oracle_text: 'Destroy all creatures.\r\nThen rest.',
  colors: ['W'],
  color_identity: ['W'],
  keywords: ['Rest'],
  legalities: { vintage: 'restricted', modern: 'legal' },
  games: ['paper', 'mtgo'],
  finishes: ['foil', 'nonfoil'],
  set: 'hln',
  set_name: 'Hollow Lantern',
  set_type: 'expansion',
  collector_number: '4',
  rarity: 'rare',
  artist: 'Odile Brandt',
  tcgplayer_id: 32656,
  prices: { usd: '1.54', usd_foil: '12.69', usd_etched: null, eur: null, eur_foil: '4.36', tix: '0.46' },
};

function parse(given: unknown, references: readonly unknown[] = []): ParsedRecord {
  return scryfall.parserFor(references)(given, 'mtg/cards.json');
}

function printing(given: unknown, references: readonly unknown[] = []): NeutralPrinting {
  const parsed = parse(given, references);
  const [first] = parsed.kind === 'printings' ? parsed.printings : [];
  if (!first) throw new Error(JSON.stringify(parsed));
  return first;
}

const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));

describe('a card of Scryfall', () => {
  it('becomes one printing with all that the catalog keeps', () => {
    expect(parse(record)).toEqual({
      kind: 'printings',
      recordId: record.id,
      printings: [
        {
          set: {
            key: 'hln',
            code: 'HLN',
            name: 'Hollow Lantern',
            releasedOn: '2025-02-14',
            type: 'expansion',
            totalCards: null,
            stub: true,
          },
          card: {
            key: record.oracle_id,
            name: 'Borrowed Daybreak',
            normalizedName: 'borrowed daybreak',
            typeLine: 'Sorcery',
            rulesText: 'Destroy all creatures.\nThen rest.',
            otherNames: [],
            attributes: { manaCost: '{3}{W}', manaValue: 4, colorIdentity: ['W'], layout: 'normal' },
            colors: ['W'],
            keywords: ['Rest'],
            legalities: [
              { format: 'modern', status: 'legal' },
              { format: 'vintage', status: 'restricted' },
            ],
          },
          print: {
            key: record.id,
            printedName: null,
            collectorNumber: '4',
            skuNumber: '4',
            rarity: 'rare',
            language: 'EN',
            artist: 'Odile Brandt',
            releasedOn: '2025-02-14',
            finishes: ['NORMAL', 'FOIL'],
            firstEdition: false,
            variation: null,
            images: record.image_uris,
            searchCodes: ['HLN 4'],
            externalIds: { scryfall: record.id, oracle: record.oracle_id, tcgplayer: '32656' },
            prices: [
              { finish: 'NORMAL', currency: 'USD', marketMinor: 154, lowMinor: null, source: 'tcgplayer' },
              { finish: 'FOIL', currency: 'USD', marketMinor: 1269, lowMinor: null, source: 'tcgplayer' },
              { finish: 'FOIL', currency: 'EUR', marketMinor: 436, lowMinor: null, source: 'cardmarket' },
            ],
          },
        },
      ],
    });
  });

  it.each(['57†', '380★', '*36', 'A-52', 'ORI-60', '60s', 'jk0b', 'T2', 'a1 2007'])(
    'keeps the collector number %j as it stands',
    (collector_number) => {
      expect(printing({ ...record, collector_number }).print).toMatchObject({
        collectorNumber: collector_number,
        skuNumber: collector_number,
      });
    },
  );

  it('whose card an earlier printing told of says all of itself, and of the card its key and name', () => {
    const parsed = scryfall.parserFor([])(record, 'mtg/cards.json', (key) => key === record.oracle_id);
    const { set, card, print } = printing(record);
    expect(parsed).toMatchObject({ printings: [{ set, print, card: { key: card.key, name: card.name } }] });
    expect(parsed).toMatchObject({
      printings: [{ card: { rulesText: null, legalities: [], attributes: {} } }],
    });
  });

  it('with two faces has its pictures, texts, colours and names from them', () => {
    const face = (name: string, color: string, uri: string) => ({
      name,
      mana_cost: '{U}',
      type_line: `Creature — ${name}`,
      oracle_text: `${name} text`,
      colors: [color],
      power: '1+*',
      image_uris: { small: uri, normal: uri, large: uri },
      artist: 'Teo',
    });
    const { card, print } = printing({
      ...without('image_uris', 'oracle_text', 'mana_cost', 'colors', 'artist', 'type_line'),
      name: 'Keeper // Breaker',
      layout: 'modal_dfc',
      card_faces: [
        face('Keeper', 'U', 'https://x.invalid/front.jpg'),
        face('Breaker', 'W', 'https://x.invalid/back.jpg'),
      ],
    });
    expect(card).toMatchObject({
      name: 'Keeper // Breaker',
      typeLine: 'Creature — Keeper // Creature — Breaker',
      rulesText: 'Keeper text\n//\nBreaker text',
      otherNames: ['Keeper', 'Breaker'],
      colors: ['W', 'U'],
      attributes: { manaCost: '{U} // {U}', faces: [{ name: 'Keeper', power: '1+*' }, { name: 'Breaker' }] },
    });
    expect(print).toMatchObject({ artist: 'Teo', images: { small: 'https://x.invalid/front.jpg' } });
  });

  it('that is a token is a printing of its set of tokens, with the faces of one that has two', () => {
    const token = {
      ...without('mana_cost', 'oracle_text', 'prices'),
      name: 'Lantern Moth',
      layout: 'token',
      type_line: 'Token Creature — Insect',
      set: 'thln',
      set_name: 'Hollow Lantern Tokens',
      set_type: 'token',
      collector_number: '3',
    };
    expect(printing(token)).toMatchObject({
      set: { key: 'thln', code: 'THLN', name: 'Hollow Lantern Tokens', type: 'token' },
      card: { name: 'Lantern Moth', typeLine: 'Token Creature — Insect' },
      print: { collectorNumber: '3', finishes: printing(record).print.finishes },
    });
    const side = (name: string) => ({ object: 'card_face', name, type_line: 'Token' });
    const two = { ...token, name: 'Moth // Copy', layout: 'double_faced_token' };
    expect(printing({ ...two, card_faces: [side('Moth'), side('Copy')] }).card).toMatchObject({
      name: 'Moth // Copy',
      otherNames: ['Moth', 'Copy'],
    });
  });

  it('that is reversible is a printing of the card that stands on both sides', () => {
    const side = { ...without('id', 'set', 'prices', 'card_faces'), object: 'card_face' };
    const reversible = printing({
      ...without('oracle_id', 'cmc', 'type_line', 'mana_cost', 'oracle_text', 'image_uris', 'colors'),
      id: 'd5dfd236-b1da-4552-b94f-ebf6bb9dafdf',
      name: 'Borrowed Daybreak // Borrowed Daybreak',
      layout: 'reversible_card',
      card_faces: [side, side],
    });
    expect(reversible.card).toEqual(printing(record).card);
    expect(reversible.print).toMatchObject({ variation: 'reversible', images: record.image_uris });
  });

  it('of an older schema needs no prices, finishes, keywords or ids of others, and may have keys that nobody defined', () => {
    const old = {
      ...without('prices', 'finishes', 'keywords', 'tcgplayer_id', 'set_type'),
      foil: true,
      nonfoil: false,
      myId: 7,
    };
    expect(printing(old).print).toMatchObject({ finishes: ['FOIL'], prices: [] });
    expect(printing({ ...old, foil: undefined, nonfoil: undefined }).print.finishes).toEqual(['NORMAL']);
    expect(printing(without('lang')).print.language).toBe('EN');
  });

  it('may have no price at all', () => {
    const nothing = { usd: null, usd_foil: null, eur: null };
    expect(printing({ ...record, prices: nothing }).print.prices).toEqual([]);
  });

  it('has no price in a finish that it does not come in', () => {
    expect(printing({ ...record, finishes: ['foil'] }).print.prices.map(({ finish }) => finish)).toEqual([
      'FOIL',
      'FOIL',
    ]);
  });

  it.each([
    ['he', 'HE'],
    ['ar', 'AR'],
    ['sa', 'SA'],
    ['grc', 'GRC'],
    ['la', 'LA'],
    ['px', 'PX'],
    ['ja', 'JP'],
    ['zhs', 'ZHS'],
  ])('in language %s is in %s', (lang, language) => {
    expect(printing({ ...record, lang }).print.language).toBe(language);
  });

  it.each(['X', 'Junún Efreet', "Lim-Dûl's Paladin", 'L'.repeat(141)])('may be called %s', (name) => {
    expect(printing({ ...record, name }).card.name).toBe(name);
  });

  it('in another language keeps the name that stands on it, and shares its card', () => {
    const translated = printing({ ...record, lang: 'de', printed_name: 'Geborgter Tagesanbruch' });
    expect(translated.print.printedName).toBe('Geborgter Tagesanbruch');
    expect(translated.card).toEqual(printing(record).card);
  });

  it('may have half a mana value and a layout that is new', () => {
    expect(printing({ ...record, cmc: 0.5, layout: 'front_card' }).card.attributes).toMatchObject({
      manaValue: 0.5,
      layout: 'front_card',
    });
  });

  it('says what tells it from the plain printing', () => {
    const special = {
      ...record,
      border_color: 'borderless',
      frame_effects: ['showcase'],
      promo_types: ['prerelease', 'unknown'],
    };
    expect(printing(special).print.variation).toBe('borderless, showcase, prerelease');
  });

  it('is left out when it exists in a client only', () => {
    expect(parse({ ...record, games: ['arena'], digital: true })).toMatchObject({
      kind: 'skipped',
      reason: 'DIGITAL_ONLY',
    });
    expect(parse({ ...without('games'), digital: true })).toMatchObject({
      kind: 'skipped',
      reason: 'DIGITAL_ONLY',
    });
    expect(parse({ ...record, games: [] })).toMatchObject({ kind: 'printings' });
  });

  it('has its set as the list of sets describes it', () => {
    const set = {
      object: 'set',
      code: 'hln',
      name: 'Hollow Lantern!',
      released_at: '2025-02-01',
      set_type: 'core',
      card_count: 301,
    };
    expect(printing(record, [set]).set).toMatchObject({
      name: 'Hollow Lantern!',
      totalCards: 301,
      stub: false,
    });
    expect(parse(set, [set])).toMatchObject({ kind: 'set', set: { code: 'HLN' } });
  });

  it.each([
    [null, 'not a JSON object'],
    ['Borrowed Daybreak', 'not a JSON object'],
    [[], 'not a JSON object'],
    [{}, 'no id'],
    [without('name'), 'no name'],
    [without('set'), 'no set'],
    [without('collector_number'), 'no collector_number'],
    [{ ...record, lang: 'xx' }, 'language'],
    [{ ...record, name: 'N'.repeat(256) }, 'name has 256 characters'],
    [{ ...record, finishes: ['hologram'] }, 'no finish'],
  ])('is a problem that says what is wrong: %#', (given, saying) => {
    expect(parse(given)).toMatchObject({ kind: 'problem', message: expect.stringContaining(saying) });
  });
});
