import { describe, expect, it } from '@jest/globals';
import { readCondition, readStockHeader, readStockRow, type StockRow } from './stock-line.ts';

const GAMES = [
  { code: 'MTG', productLine: /^magic/i },
  { code: 'POKEMON', productLine: /^pok[eé]mon/i },
] as const;

const COLUMNS = [
  'TCGplayer Id',
  'Product Line',
  'Set Name',
  'Product Name',
  'Number',
  'Rarity',
  'Condition',
  'Total Quantity',
  'Add to Quantity',
  'TCG Marketplace Price',
];

function rowOf(said: Readonly<Record<string, string>>): StockRow {
  const read = readStockHeader(COLUMNS);
  if ('problem' in read) throw new Error(read.problem);
  const usual: Record<string, string> = {
    'Product Line': 'Magic',
    'Set Name': 'Test',
    'Product Name': 'Bolt',
    Condition: 'Near Mint',
    'Total Quantity': '1',
  };
  return readStockRow(
    read.header,
    COLUMNS.map((name) => ({ ...usual, ...said })[name] ?? ''),
    GAMES,
  );
}

function lineOf(said: Readonly<Record<string, string>>) {
  const row = rowOf(said);
  if (row.kind !== 'LINE') throw new Error(JSON.stringify(row));
  return row.line;
}

describe('a condition as sellers write it', () => {
  it.each([
    ['Near Mint', 'NM', null, 'UNLIMITED', 'EN'],
    ['Near Mint Foil', 'NM', 'FOIL', 'UNLIMITED', 'EN'],
    ['Near Mint Holofoil - Japanese', 'NM', 'HOLO', 'UNLIMITED', 'JP'],
    ['Lightly Played Reverse Holofoil', 'LP', 'REVERSE_HOLO', 'UNLIMITED', 'EN'],
    ['Moderately Played 1st Edition', 'MP', null, 'FIRST', 'EN'],
    ['Heavily Played 1st Edition Holofoil', 'HP', 'HOLO', 'FIRST', 'EN'],
    ['Near Mint Limited', 'NM', null, 'FIRST', 'EN'],
    ['Near Mint Unlimited', 'NM', null, 'UNLIMITED', 'EN'],
    ['Damaged Foil - Chinese (S)', 'DMG', 'FOIL', 'UNLIMITED', 'ZHS'],
  ])('%s is read', (text, condition, finish, edition, language) => {
    expect(readCondition(text)).toEqual({ condition, finish, edition, language });
  });

  it.each(['Mint', '', 'Near Mint - Klingon'])('“%s” is refused with a sentence', (text) => {
    expect(readCondition(text)).toMatch(/is not known\.$/);
  });
});

describe('a row of a stock file', () => {
  it.each([
    ['12', '', 12, true],
    ['12', '3', 15, true],
    ['', '3', 3, false],
    ['0', '3', 3, true],
    ['1,200', '', 1_200, true],
    ['1000000', '', 1_000_000, true],
  ])('of %s in total and %s to add says how many', (total, add, quantity, counted) => {
    expect(lineOf({ 'Total Quantity': total, 'Add to Quantity': add })).toMatchObject({ quantity, counted });
  });

  it.each(['-1', '1.5', '1000001', 'x', '1e3', '٣'])('with %s pieces is invalid', (text) => {
    expect(rowOf({ 'Total Quantity': text })).toMatchObject({ kind: 'INVALID' });
    expect(rowOf({ 'Add to Quantity': text })).toMatchObject({ kind: 'INVALID' });
  });

  it.each([
    ['2.50', 250],
    ['$2.5', 250],
    ['1,234.00', 123_400],
    ['0.00', null],
    ['', null],
    ['1000000', 100_000_000],
  ])('with the price “%s” is worth %s cents', (text, priceMinor) => {
    expect(lineOf({ 'TCG Marketplace Price': text })).toMatchObject({ priceMinor });
  });

  it.each(['0.015', '1000000.01', '-2.50', '2,50', 'NaN'])('with the price “%s” is invalid', (text) => {
    expect(rowOf({ 'TCG Marketplace Price': text })).toMatchObject({ kind: 'INVALID' });
  });

  it('keeps texts that can be shown, whatever they were', () => {
    const line = lineOf({ 'Product Name': ` Bo\u0007lt\ud800 `, Number: '2 // 4', Rarity: 'x'.repeat(300) });
    expect(line).toMatchObject({ name: 'Bo lt\ufffd', number: '2 // 4', rarity: 'x'.repeat(255) });
  });
});
