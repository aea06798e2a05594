import { describe, expect, it } from '@jest/globals';
import type { NeutralPrinting, ParsedRecord } from '../../neutral.ts';
import { source as onePiece } from './source.ts';

const npm = {
  card_name: 'Captain Barnacle Bess',
  card_number: 'OP91-001',
  rarity: 'L',
  is_alternate_art: false,
  card_type: 'LEADER',
  image_url: 'https://x.invalid/OP91-001.png',
  life: '5',
  cost: '-',
  attributes: ['Slash'],
  power: '5000',
  counter: '-',
  block_icon: '9',
  colors: ['Blue'],
  types: ['Barnacle Pirates', 'Captain'],
  effects: '[When Attacking] Draw 1 card.',
  card_effects: [],
  card_sets: '-TIDE OF LANTERNS- [OP-91]',
  image_name: 'OP91-001',
};
const apitcg = {
  id: 'OP91-001',
  code: 'OP91-001',
  rarity: 'L',
  type: 'LEADER',
  name: 'Captain Barnacle Bess',
  images: { small: 'https://x.invalid/OP91-001.png', large: 'https://x.invalid/OP91-001.png' },
  cost: 5,
  attribute: { name: 'Slash', image: 'https://x.invalid/a.png' },
  power: 5000,
  counter: '-',
  color: 'Blue',
  family: 'Barnacle Pirates/Captain',
  ability: '[When Attacking] Draw 1 card.',
  trigger: '',
  set: { name: '-TIDE OF LANTERNS- [OP91]' },
  notes: [],
};
const vegapull = {
  attributes: ['Slash'],
  block_number: 9,
  category: 'Leader',
  colors: ['Blue'],
  cost: 5,
  counter: null,
  effect: '[When Attacking] Draw 1 card.',
  id: 'OP91-001',
  img_full_url: 'https://x.invalid/OP91-001.png',
  img_url: '../OP91-001.png',
  name: 'Captain Barnacle Bess',
  pack_id: '569191',
  power: 5000,
  rarity: 'Leader',
  trigger: null,
  types: ['Barnacle Pirates', 'Captain'],
};
const pack = {
  id: '569191',
  raw_title: 'BOOSTER PACK -TIDE OF LANTERNS- [OP-91]',
  title_parts: { label: 'OP-91', prefix: 'BOOSTER PACK', title: 'TIDE OF LANTERNS' },
};
const promotions = {
  id: '569901',
  raw_title: 'Promotion card',
  title_parts: { label: null, prefix: null, title: 'Promotion card' },
};

function parse(
  given: unknown,
  references: readonly unknown[] = [],
  path = 'onepiece/cards.json',
): ParsedRecord {
  return onePiece.parserFor(references)(given, path);
}

function printing(...given: Parameters<typeof parse>): NeutralPrinting {
  const parsed = parse(...given);
  const [first] = parsed.kind === 'printings' ? parsed.printings : [];
  if (!first) throw new Error(JSON.stringify(parsed));
  return first;
}

describe('a card of One Piece', () => {
  it('is the same in all three formats, the block aside that one does not say', () => {
    const withoutBlock = ({ card, print, set }: NeutralPrinting) => {
      const { block: _, ...attributes } = card.attributes;
      return { set: { ...set, stub: true }, print, card: { ...card, attributes } };
    };
    const [first, ...others] = [printing(npm), printing(apitcg), printing(vegapull, [pack])].map(
      withoutBlock,
    );
    for (const other of others) expect(other).toEqual(first);
    expect(first).toMatchObject({
      set: { key: 'op91', code: 'OP91', name: 'TIDE OF LANTERNS' },
      card: {
        key: 'OP91-001',
        typeLine: 'Leader — Barnacle Pirates/Captain',
        colors: ['Blue'],
        rulesText: '[When Attacking] Draw 1 card.',
        attributes: { category: 'Leader', life: 5, power: 5000 },
      },
      print: {
        key: 'OP91-001',
        collectorNumber: '001',
        skuNumber: '001',
        rarity: 'Leader',
        language: 'EN',
        finishes: ['NORMAL'],
        variation: null,
        searchCodes: ['OP91-001'],
      },
    });
  });

  it("has a leader's life for its life and no cost, and a character's cost for its cost", () => {
    for (const leader of [npm, apitcg]) expect(printing(leader).card.attributes).not.toHaveProperty('cost');
    const character = printing({ ...apitcg, type: 'CHARACTER', cost: 4 }).card.attributes;
    expect(character).toMatchObject({ cost: 4 });
    expect(character).not.toHaveProperty('life');
  });

  it.each([
    ['_p1', '001_p1', 'alternate art', 'FOIL'],
    ['_p9', '001_p9', 'alternate art', 'FOIL'],
    ['_r1', '001_r1', 'reprint', 'NORMAL'],
  ])('with the mark %s is another printing of the same card', (mark, number, variation, finish) => {
    for (const marked of [
      { ...npm, image_name: `OP91-001${mark}`, is_alternate_art: true },
      { ...apitcg, id: `OP91-001${mark}` },
    ]) {
      const { card, print } = printing(marked);
      expect(card.key).toBe('OP91-001');
      expect(print).toMatchObject({
        key: `OP91-001${mark}`,
        collectorNumber: number,
        skuNumber: number,
        variation,
        finishes: [finish],
      });
    }
  });

  it('of a product without a code, or of another set, belongs to the set of its number and says the product', () => {
    const prize = printing({ ...npm, card_sets: 'Tournament Pack Vol.4' });
    expect(prize).toMatchObject({
      set: { code: 'OP91', name: 'OP91', stub: true },
      print: { variation: 'Tournament Pack Vol.4' },
    });
    const best = printing({ ...npm, image_name: 'OP91-001_r1', card_sets: '-THE BEST- [PRB-01]' });
    expect(best.print.variation).toBe('reprint, THE BEST PRB01');
  });

  it('has nothing where the feed writes `-`, null or nothing', () => {
    const event = {
      ...npm,
      card_type: 'EVENT',
      cost: '2',
      life: '-',
      power: '-',
      attributes: [''],
      effects: '-',
    };
    expect(printing(event).card).toMatchObject({ rulesText: null });
    expect(printing(event).card.attributes).toEqual({
      category: 'Event',
      cost: 2,
      types: npm.types,
      block: 9,
    });
  });

  it.each(['Eustass"Captain"Kid', 'Patch★Work', 'Lovestruck ♡', '“Good Evening, Thieves!”'])(
    'may be called %s',
    (name) => {
      expect(printing({ ...npm, card_name: name }).card.name).toBe(name);
    },
  );

  it('has its set as the reference files describe it, put together', () => {
    const set = {
      id: 'op91',
      code: 'OP-91',
      name: 'Tide of Lanterns',
      releaseDate: '2025/04/25',
      images: {},
    };
    for (const references of [
      [set, pack],
      [pack, set],
    ]) {
      expect(printing(npm, references).set).toMatchObject({
        code: 'OP91',
        releasedOn: '2025-04-25',
        stub: false,
      });
      expect(parse(pack, references)).toMatchObject({ kind: 'set', set: printing(npm, references).set });
    }
    expect(parse(promotions, [promotions])).toMatchObject({ kind: 'skipped', reason: 'NOT_A_CARD' });
  });

  it('has the language of its folder', () => {
    expect(printing(vegapull, [], 'punk/japanese/data/569191.json').print).toMatchObject({
      language: 'JP',
      key: 'OP91-001:jp',
    });
    expect(printing(vegapull, [], 'punk/english/data/569191.json').print.language).toBe('EN');
  });

  it.each([
    [[], 'not a JSON object'],
    [{ id: 'x' }, 'none of the forms'],
    [{ ...npm, card_number: 'nine' }, 'not a card number'],
    [{ ...npm, card_name: '' }, 'no name'],
  ])('is a problem that says what is wrong: %#', (given, saying) => {
    expect(parse(given)).toMatchObject({ kind: 'problem', message: expect.stringContaining(saying) });
  });
});
