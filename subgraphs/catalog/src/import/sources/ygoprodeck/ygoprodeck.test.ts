import { describe, expect, it } from '@jest/globals';
import type { NeutralPrinting, ParsedRecord } from '../../neutral.ts';
import { source as ygoprodeck } from './source.ts';

const listed = (
  set_code: string,
  set_rarity = 'Common',
  set_price = '0',
  set_name = 'Temple of Tangled Time',
  set_rarity_code = '',
) => ({
  set_name,
  set_code,
  set_rarity,
  set_rarity_code,
  set_price,
});
const record = {
  id: 91000001,
  name: 'Clockwork Marmalade Dragon',
  type: 'Effect Monster',
  frameType: 'effect',
  desc: 'Once per turn:\r\nadd 1 card.',
  atk: 2600,
  def: 1800,
  level: 7,
  race: 'Dragon',
  attribute: 'FIRE',
  archetype: 'Marmalade',
  card_sets: [listed('TATT-EN001', 'Ultra Rare', '6.40', 'Temple of Tangled Time', '(UR)')],
  card_images: [
    { id: 91000024, image_url: 'https://x.invalid/alt.jpg', image_url_small: 'https://x.invalid/alt-s.jpg' },
    { id: 91000001, image_url: 'https://x.invalid/own.jpg', image_url_small: 'https://x.invalid/own-s.jpg' },
  ],
};

function parse(given: unknown, references: readonly unknown[] = []): ParsedRecord {
  return ygoprodeck.parserFor(references)(given, 'yugioh/cards.json');
}

function printings(given: unknown, references: readonly unknown[] = []): readonly NeutralPrinting[] {
  const parsed = parse(given, references);
  if (parsed.kind !== 'printings') throw new Error(JSON.stringify(parsed));
  return parsed.printings;
}

const numbers = (...card_sets: object[]) =>
  printings({ ...record, card_sets }).map(({ set, print }) => [
    set.code,
    print.collectorNumber,
    print.skuNumber,
    print.language,
  ]);

describe('a card of YGOPRODeck', () => {
  it('becomes a printing for each code and rarity', () => {
    const [first, ...others] = printings(record);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      set: { key: 'tatt', code: 'TATT', name: 'Temple of Tangled Time', stub: true },
      card: {
        key: 'clockwork marmalade dragon',
        typeLine: 'Dragon / Effect Monster',
        rulesText: 'Once per turn:\nadd 1 card.',
        keywords: ['Marmalade'],
        attributes: { attack: 2600, defense: 1800, level: 7 },
      },
      print: {
        collectorNumber: 'EN001',
        skuNumber: '001',
        rarity: 'Ultra Rare',
        language: 'EN',
        finishes: ['FOIL'],
        firstEdition: true,
        images: { small: 'https://x.invalid/own-s.jpg', large: 'https://x.invalid/own.jpg' },
        searchCodes: ['TATT-EN001'],
        externalIds: { passcode: '91000001', setCode: 'TATT-EN001' },
        prices: [{ finish: 'FOIL', currency: 'USD', marketMinor: 640, lowMinor: null, source: 'tcgplayer' }],
      },
    });
  });

  it('listed twice with one code and rarity is one printing, with the first price that is one', () => {
    const twice = printings({
      ...record,
      card_sets: [
        listed('MP20-EN003', 'Rare', '0', 'Tin Mega Pack'),
        listed('MP20-EN003', 'rare', '2.50', 'Tin'),
        listed('MP20-EN003', 'Rare', '9', 'Tin'),
      ],
    });
    expect(twice).toHaveLength(1);
    expect(twice[0]?.print.prices.map(({ marketMinor }) => marketMinor)).toEqual([250]);
  });

  it('in several rarities has the plain number in the lowest, whatever their order', () => {
    const rarities = [
      listed('RA01-EN001', 'Secret Rare', '0', 'Bonanza', '(ScR)'),
      listed('RA01-EN001', 'Super Rare', '0', 'Bonanza', '(SR)'),
      listed('RA01-EN001', 'Quarter Century Secret Rare', '0', 'Bonanza'),
    ];
    const inOrder = (sets: object[]) => numbers(...sets).map(([, , number]) => number);
    expect(inOrder(rarities)).toEqual(['001_scr', '001', '001_qcsr']);
    expect(inOrder([...rarities].reverse())).toEqual(['001_qcsr', '001', '001_scr']);
  });

  it('in several rarities says which it is, and in one alone does not', () => {
    const variations = printings({
      ...record,
      card_sets: [
        listed('RA01-EN001', 'Secret Rare', '0', 'Bonanza'),
        listed('RA01-EN001', 'Super Rare', '0', 'Bonanza Special Edition'),
        listed('RA01-EN002', 'Secret Rare', '0', 'Bonanza'),
      ],
    }).map(({ print }) => print.variation);
    expect(variations).toEqual(['Secret Rare', 'Special Edition, Super Rare', null]);
  });

  it('has a set, number and language from its code, also from one without a hyphen', () => {
    expect(
      numbers(
        listed('ROTD-EN045'),
        listed('LOB-005'),
        listed('LOB-E005'),
        listed('SDY-G046'),
        listed('OP08-PT012'),
        listed('SGX3-ENA11'),
        listed('RDS-SE1'),
        listed('SR03-ENTKN'),
        listed('MF03-EN0??'),
        listed('DB5'),
        listed('tatt-fr016'),
      ),
    ).toEqual([
      ['ROTD', 'EN045', '045', 'EN'],
      ['LOB', '005', 'NA005', 'EN'],
      ['LOB', 'E005', 'E005', 'EN'],
      ['SDY', 'G046', 'G046', 'DE'],
      ['OP08', 'PT012', 'PT012', 'PT'],
      ['SGX3', 'ENA11', 'A11', 'EN'],
      ['RDS', 'SE1', 'NASE1', 'EN'],
      ['SR03', 'ENTKN', 'TKN', 'EN'],
      ['MF03', 'EN0??', '0??', 'EN'],
      ['DB', '5', 'NA5', 'EN'],
      ['TATT', 'FR016', 'FR016', 'FR'],
    ]);
  });

  it.each(['2', 'New', 'Reprint', 'European debut'])('has no rarity %j, which is none', (rarity) => {
    const [only, ...others] = printings({ ...record, card_sets: [listed('TATT-EN001', rarity)] });
    expect(others).toEqual([]);
    expect(only?.print).toMatchObject({ rarity: null, finishes: ['NORMAL'] });
    const beside = printings({
      ...record,
      card_sets: [listed('TATT-EN001', rarity), listed('TATT-EN001', 'Rare')],
    });
    expect(beside.map(({ print }) => print.rarity)).toEqual(['Rare']);
  });

  it('has no price where the feed says "0"', () => {
    expect(printings({ ...record, card_sets: [listed('TATT-EN001', 'Rare', '0')] })[0]?.print.prices).toEqual(
      [],
    );
  });

  it('of the kinds that lack them has no defence and no level, and `?` where that stands on the card', () => {
    const link = {
      ...record,
      type: 'Link Monster',
      atk: -1,
      def: null,
      level: null,
      linkval: 2,
      linkmarkers: ['Left', 'Right'],
    };
    const { attributes } = printings(link)[0]?.card ?? {};
    expect(attributes).toMatchObject({ attack: '?', linkRating: 2, linkMarkers: ['Left', 'Right'] });
    expect(Object.keys(attributes ?? {})).toEqual(expect.not.arrayContaining(['defense', 'level']));
  });

  it.each(['☆ Sovereign ☆', 'Dragon ★', '"Whisperer" in the Gears'])('may be called %s', (name) => {
    expect(printings({ ...record, name })[0]?.card.name).toBe(name);
  });

  it('in an alternate artwork has the same card and printings', () => {
    const keys = (id: number) => printings({ ...record, id }).map(({ card, print }) => [card.key, print.key]);
    expect(keys(91000024)).toEqual(keys(91000001));
  });

  it('of a product has the name of the set that it belongs to', () => {
    const special = listed('EXFO-ENSE1', 'Ultra Rare', '0', 'Extreme Force Special Edition');
    const [only] = printings({ ...record, card_sets: [special] });
    expect(only).toMatchObject({
      set: { code: 'EXFO', name: 'Extreme Force' },
      print: { variation: 'Special Edition' },
    });
  });

  it('has its set as the list of sets describes it, the shortest name of its code', () => {
    const sets = [
      {
        set_name: 'Extreme Force Special Edition',
        set_code: 'TATT',
        num_of_cards: 2,
        tcg_date: '2018-02-02',
      },
      { set_name: 'Extreme Force', set_code: 'TATT', num_of_cards: 100, tcg_date: '2018-02-01' },
    ];
    expect(printings(record, sets)[0]?.set).toMatchObject({
      name: 'Extreme Force',
      releasedOn: '2018-02-01',
      totalCards: 100,
      stub: false,
    });
    expect(parse(sets[0], sets)).toMatchObject({ kind: 'set', set: { name: 'Extreme Force' } });
  });

  it('says where it is restricted', () => {
    const banned = {
      ...record,
      banlist_info: { ban_tcg: 'Forbidden', ban_ocg: 'Semi-Limited', ban_goat: 'Limited' },
    };
    expect(printings(banned)[0]?.card.legalities).toEqual([
      { format: 'goat', status: 'limited' },
      { format: 'ocg', status: 'semi_limited' },
      { format: 'tcg', status: 'banned' },
    ]);
  });

  it('is left out when no set holds it, and a list of names is no cards', () => {
    expect(parse({ ...record, card_sets: undefined })).toMatchObject({
      kind: 'skipped',
      reason: 'NOT_PRINTED',
    });
    expect(parse('Dark World Dealings')).toMatchObject({ kind: 'skipped', reason: 'NOT_A_CARD' });
  });

  it.each([
    [null, 'not a JSON object'],
    [{ name: 'x' }, 'no id'],
    [{ ...record, name: null }, 'no name'],
    [{ ...record, card_sets: [listed(`${'S'.repeat(60)}-EN001`)] }, 'set code has 60 characters'],
  ])('is a problem that says what is wrong: %#', (given, saying) => {
    expect(parse(given)).toMatchObject({ kind: 'problem', message: expect.stringContaining(saying) });
  });
});
