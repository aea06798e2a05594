import { describe, expect, it } from '@jest/globals';
import { matchStock, namesOf, type StockCandidate } from './match-stock.ts';
import type { StockLine } from './stock-line.ts';

const candidate = (said: Partial<StockCandidate>): StockCandidate => ({
  printId: 'a',
  name: 'Lightning Bolt',
  setName: 'Magic 2010',
  setCode: 'M10',
  number: '146',
  codes: [],
  rarity: 'common',
  language: 'EN',
  finishes: ['NORMAL', 'FOIL'],
  firstEdition: false,
  productIds: [],
  ...said,
});

const line = (said: Partial<StockLine>): StockLine => ({
  tcgplayerId: null,
  productLine: 'Magic',
  setName: 'Magic 2010',
  name: 'Lightning Bolt',
  number: '146',
  rarity: 'C',
  conditionText: 'Near Mint',
  game: 'MTG',
  condition: 'NM',
  finish: null,
  edition: 'UNLIMITED',
  language: 'EN',
  quantity: 1,
  counted: true,
  priceMinor: null,
  productId: null,
  ...said,
});

const match = (said: Partial<StockLine>, ...candidates: Partial<StockCandidate>[]) =>
  matchStock(line(said), candidates.map(candidate));

describe('matching a line', () => {
  it.each([
    ['a name in other letters', { name: 'LIGHTNING  BOLT' }, {}],
    ['accents and apostrophes', { name: 'Lim-Duls Vault' }, { name: 'Lim-Dûl’s Vault' }],
    ['what sellers put behind a name', { name: 'Lightning Bolt (146) (Borderless)' }, {}],
    [
      'a number with the set’s total',
      { name: 'Pikachu - 025/165', number: '025/165' },
      { name: 'Pikachu', number: '25' },
    ],
    [
      'one of two numbers',
      { name: 'Soldier // Spirit', number: '2 // 4' },
      { name: 'Soldier // Spirit', number: '4' },
    ],
    [
      'another way to write the number',
      { number: 'LOB-005' },
      { number: 'E005', codes: ['LOB-005', 'LOB-E005'] },
    ],
    ['the set’s code', { setName: 'm10' }, {}],
    [
      'the front of two faces',
      { name: 'Delver of Secrets' },
      { name: 'Delver of Secrets // Insectile Aberration' },
    ],
    ['foil said of a holo', { finish: 'FOIL' as const }, { finishes: ['HOLO' as const] }],
  ])('is exact with %s', (_what, said, printing) => {
    expect(match(said, printing)).toMatchObject({ status: 'EXACT', confidence: 1, chosen: { printId: 'a' } });
  });

  it('is exact by TCGplayer’s number of the product, whatever the set is called', () => {
    const said = { setName: 'Something Else', number: '', productId: '77' };
    expect(match(said, { productIds: ['77'] }, { printId: 'b', setCode: 'M11' })).toMatchObject({
      status: 'EXACT',
      chosen: { printId: 'a' },
    });
  });

  it('tells printings of one number apart by the rarity', () => {
    const found = match(
      { rarity: 'Ultimate Rare' },
      { rarity: 'Rare' },
      { printId: 'b', rarity: 'Ultimate Rare' },
    );
    expect(found).toMatchObject({ status: 'EXACT', chosen: { printId: 'b' } });
  });

  it('is likely where one printing is near and no other', () => {
    expect(
      match({ number: '' }, {}, { printId: 'b', setName: 'Beta', setCode: 'LEB', number: '161' }),
    ).toMatchObject({
      status: 'LIKELY',
      chosen: { printId: 'a', copy: { condition: 'NM', finish: 'NORMAL', edition: 'UNLIMITED' } },
    });
  });

  it.each([
    ['two printings are as near', { number: '' }, [{}, { printId: 'b', number: '147' }]],
    ['the number is another one', { number: '999' }, [{}]],
    ['the printing is in another language', { language: 'JP' }, [{}]],
    ['the printing has no such finish', { finish: 'ETCHED' as const }, [{}]],
    ['the printing has no first edition', { edition: 'FIRST' as const }, [{}]],
    ['nothing but the name agrees', { setName: 'Ravnica', number: '3' }, [{}]],
  ])('is doubtful where %s, and shows what it may be', (_what, said, candidates) => {
    const found = match(said, ...candidates);
    expect(found).toMatchObject({ status: 'DOUBTFUL', chosen: null });
    expect(found.candidates).toHaveLength(candidates.length);
  });

  it('finds nothing where nothing is like it, and shows five at most', () => {
    expect(match({ name: 'Xyzzy', setName: '?', number: '1' }, {})).toMatchObject({
      status: 'UNMATCHED',
      candidates: [],
    });
    const many = Array.from({ length: 9 }, (_, at) => ({ printId: `p${at}`, number: String(at) }));
    expect(match({ number: '' }, ...many).candidates).toHaveLength(5);
  });
});

describe('the names that a seller’s may be', () => {
  it.each([
    ['Island (273) (Full Art)', ['Island (273) (Full Art)', 'Island']],
    ['Monkey.D.Luffy (003) [Alt]', ['Monkey.D.Luffy (003) [Alt]', 'Monkey.D.Luffy']],
    ['(What?)', ['(What?)']],
    ['Borrowing 100,000 Arrows', ['Borrowing 100,000 Arrows']],
  ])('of %s', (name, names) => {
    expect(namesOf(name)).toEqual(names);
  });
});
