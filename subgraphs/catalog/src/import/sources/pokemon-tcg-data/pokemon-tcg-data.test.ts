import { describe, expect, it } from '@jest/globals';
import type { NeutralPrinting, ParsedRecord } from '../../neutral.ts';
import { source as pokemonTcgData } from './source.ts';

const record = {
  id: 'lm1-3',
  name: 'Canopyre',
  supertype: 'Pokémon',
  subtypes: ['Stage 2'],
  hp: '160',
  types: ['Grass'],
  evolvesFrom: 'Bramblaze',
  abilities: [{ name: 'Second Spring', text: 'Attach an Energy.', type: 'Ability' }],
  attacks: [
    { name: 'Forest Verdict', cost: ['Grass'], convertedEnergyCost: 1, damage: '120', text: 'Heal 30.' },
  ],
  weaknesses: [{ type: 'Fire', value: '×2' }],
  convertedRetreatCost: 2,
  number: '3',
  artist: 'Mina Hoshino',
  rarity: 'Rare Holo',
  legalities: { unlimited: 'Legal' },
  images: { small: 'https://x.invalid/3.png', large: 'https://x.invalid/3_hires.png' },
};
const set = (id: string, more: object = {}) => ({
  id,
  name: `Set ${id}`,
  series: 'Lumina',
  printedTotal: 18,
  total: 22,
  releaseDate: '2024/03/22',
  ...more,
});

function parse(
  given: unknown,
  references: readonly unknown[] = [],
  path = 'pokemon/cards/en/lm1.json',
): ParsedRecord {
  return pokemonTcgData.parserFor(references)(given, path);
}

function printing(...given: Parameters<typeof parse>): NeutralPrinting {
  const parsed = parse(...given);
  const [first] = parsed.kind === 'printings' ? parsed.printings : [];
  if (!first) throw new Error(JSON.stringify(parsed));
  return first;
}

describe('a card of pokemon-tcg-data', () => {
  it('becomes one printing of the set that its id names', () => {
    const { set: its, card, print } = printing(record, [set('lm1', { ptcgoCode: 'LUM' })]);
    expect(its).toEqual({
      key: 'lm1',
      code: 'LUM',
      name: 'Set lm1',
      releasedOn: '2024-03-22',
      type: 'Lumina',
      totalCards: 22,
      stub: false,
    });
    expect(card).toMatchObject({
      name: 'Canopyre',
      typeLine: 'Pokémon — Stage 2',
      rulesText: 'Ability Second Spring: Attach an Energy.\nForest Verdict 120: Heal 30.',
      colors: ['Grass'],
      legalities: [{ format: 'unlimited', status: 'legal' }],
      attributes: { hitPoints: 160, evolvesFrom: 'Bramblaze', retreatCost: 2 },
    });
    expect(print).toMatchObject({
      key: 'lm1-3',
      collectorNumber: '3',
      language: 'EN',
      releasedOn: '2024-03-22',
      finishes: ['HOLO', 'REVERSE_HOLO'],
      firstEdition: false,
      searchCodes: ['LUM 3', 'LM1 3', '3/18', '003/018'],
      images: { small: 'https://x.invalid/3.png', large: 'https://x.invalid/3_hires.png' },
    });
  });

  it('without a sets file has its set by the id, as a hint', () => {
    expect(printing(record).set).toEqual({
      key: 'lm1',
      code: 'LM1',
      name: 'LM1',
      releasedOn: null,
      type: null,
      totalCards: null,
      stub: true,
    });
  });

  it.each(['!', '?', '143a', 'SL5', 'SV009', 'GG33'])('keeps the number %j', (number) => {
    expect(printing({ ...record, id: `lm1-${number}`, number }).print).toMatchObject({
      collectorNumber: number,
      skuNumber: number,
    });
  });

  it('that shares its number with others has what its id says in its SKU', () => {
    const numbers = ['cel25c-15_A1', 'cel25c-15_A2'].map(
      (id) => printing({ ...record, id, number: '15' }).print,
    );
    expect(numbers.map(({ collectorNumber, skuNumber }) => [collectorNumber, skuNumber])).toEqual([
      ['15', '15_a1'],
      ['15', '15_a2'],
    ]);
  });

  it('is the same card as another with its name, kind, hit points, attacks and abilities, and no other', () => {
    const { key } = printing(record).card;
    const reprint = { ...record, id: 'cv2-9', number: '9', rarity: 'Rare', legalities: {}, flavorText: 'x' };
    expect(printing(reprint).card.key).toBe(key);
    for (const other of [
      { hp: '150' },
      { name: 'Canopyre δ' },
      { attacks: [] },
      { abilities: [] },
      { subtypes: ['Basic'] },
    ])
      expect(printing({ ...record, ...other }).card.key).not.toBe(key);
  });

  it.each(['Déjàvulpe δ', 'Pebblong ♂', 'Flabébloom'])('may be called %s', (name) => {
    expect(printing({ ...record, name }).card.name).toBe(name);
  });

  it('may lack its rarity, artist, types and pictures', () => {
    const { rarity: _, artist: __, types: ___, ...bare } = record;
    expect(printing({ ...bare, images: {} }).print).toMatchObject({
      rarity: null,
      artist: null,
      finishes: ['NORMAL'],
      images: { small: null },
    });
  });

  it('of a fork has its rarity in words, and keys that nobody defined', () => {
    expect(printing({ ...record, rarity: 'DoubleRare', flag: { x: 1 } }).print).toMatchObject({
      rarity: 'Double Rare',
      finishes: ['HOLO'],
    });
  });

  it.each([
    ['base1', 'Rare Holo', ['HOLO'], true],
    ['base4', 'Common', ['NORMAL'], false],
    ['neo4', 'Common', ['NORMAL'], true],
    ['ex3', 'Common', ['NORMAL', 'REVERSE_HOLO'], false],
    ['sv1', 'Rare', ['HOLO', 'REVERSE_HOLO'], false],
    ['swsh1', 'Rare', ['NORMAL', 'REVERSE_HOLO'], false],
    ['svp', 'Promo', ['NORMAL', 'HOLO'], false],
  ])('of %s as %s comes in %j', (id, rarity, finishes, firstEdition) => {
    expect(printing({ ...record, id: `${id}-3`, rarity }).print).toMatchObject({ finishes, firstEdition });
  });

  it('of the API has the finishes and prices that it says, first editions left out', () => {
    const { print, set: its } = printing({
      ...record,
      set: set('lm1', { ptcgoCode: 'LUM' }),
      tcgplayer: {
        prices: {
          '1stEditionHolofoil': { market: 99 },
          holofoil: { low: 1.5, market: 2.41 },
          reverseHolofoil: { low: null, mid: 3, market: null },
        },
      },
      cardmarket: { prices: { trendPrice: 2.2, lowPrice: 1, reverseHoloTrend: 0 } },
    });
    expect(its).toMatchObject({ code: 'LUM', name: 'Set lm1', stub: true });
    expect(print.finishes).toEqual(['HOLO', 'REVERSE_HOLO']);
    expect(print.prices).toEqual([
      { finish: 'HOLO', currency: 'USD', marketMinor: 241, lowMinor: 150, source: 'tcgplayer' },
      { finish: 'REVERSE_HOLO', currency: 'USD', marketMinor: 300, lowMinor: null, source: 'tcgplayer' },
      { finish: 'HOLO', currency: 'EUR', marketMinor: 220, lowMinor: 100, source: 'cardmarket' },
    ]);
  });

  it('has the language of its folder, and another key than the English one', () => {
    expect(printing(record, [], 'pokemon/cards/ja/lm1.json').print).toMatchObject({
      language: 'JP',
      key: 'lm1-3:jp',
    });
  });

  it.each([
    [7, 'not a JSON object'],
    [{ ...record, id: undefined }, 'no id'],
    [{ ...record, name: '' }, 'no name'],
    [{ ...record, number: null }, 'no number'],
    [{ ...record, id: '3' }, 'names no set'],
  ])('is a problem that says what is wrong: %#', (given, saying) => {
    expect(parse(given)).toMatchObject({ kind: 'problem', message: expect.stringContaining(saying) });
  });
});

describe('the sets of pokemon-tcg-data', () => {
  const codeOf = (id: string, sets: readonly unknown[]) =>
    printing({ ...record, id: `${id}-1` }, sets).set.code;

  it('have the code of the trade; of those that share it one, and the others their id', () => {
    const sets = [
      set('swsh12pt5gg', { ptcgoCode: 'CRZ' }),
      set('swsh12pt5', { ptcgoCode: 'CRZ' }),
      set('sm115', { ptcgoCode: 'HIF', releaseDate: '2019/08/23' }),
      set('si1'),
    ];
    expect(codeOf('swsh12pt5', sets)).toBe('CRZ');
    expect(codeOf('swsh12pt5gg', sets)).toBe('SWSH12PT5GG');
    expect(codeOf('si1', sets)).toBe('SI1');
    expect(codeOf('sm115', [...sets].reverse())).toBe('HIF');
  });

  it("never have another set's id for a code", () => {
    const sets = [
      set('g1', { ptcgoCode: 'GEN', releaseDate: '2016/02/22' }),
      set('gym1', { ptcgoCode: 'G1', releaseDate: '2000/08/14' }),
    ];
    expect(sets.map(({ id }) => codeOf(id, sets))).toEqual(['GEN', 'GYM1']);
  });

  it('are records of sets, whatever their total says', () => {
    const record = set('lm1', { total: 3 });
    expect(parse(record, [record])).toMatchObject({
      kind: 'set',
      set: { key: 'lm1', totalCards: 3, stub: false },
    });
  });
});
