import { describe, expect, it } from '@jest/globals';
import { dayOf, minorUnits, normalizeName, oneLine, prose, webAddress } from './clean-text.ts';

describe('texts of feeds', () => {
  it('of one line lose control characters, needless spaces and entities, and are composed', () => {
    expect(oneLine('  Ju\u006e\u0075\u0301n\u0000 \r\n Efreet\ufeff ')).toBe('Junún Efreet');
    expect(oneLine('Ace &amp; Newgate&#039;s')).toBe("Ace & Newgate's");
    expect(oneLine('lone \ud800 half')).toBe('lone \ufffd half');
  });

  it('of several lines have one kind of line end, and are cut to what the catalog holds', () => {
    expect(prose('one\r\ntwo\rthree<br/>four\u0000\u0007 five  \n')).toBe('one\ntwo\nthree\nfour five');
    expect(prose('Flying\nDraw a card. (See rule 1.)')).toBe('Flying\nDraw a card. (See rule 1.)');
    expect(prose('one \ntwo')).toBe('one\ntwo');
    expect(prose('one<BR>two')).toBe('one\ntwo');
    expect(prose('x'.repeat(30_000))).toHaveLength(20_000);
  });

  it.each([
    ["Lim-Dûl's Paladin", 'lim duls paladin'],
    ['Junún Efreet', 'junun efreet'],
    ['Eustass"Captain"Kid', 'eustass captain kid'],
    ['☆ Pocketwatch ☆', 'pocketwatch'],
    ['Lightning Bolt 2', 'lightning bolt 2'],
    ['_____', '_____'],
    ['☆', '☆'],
    ['灯されぬ者、ウィック', '灯されぬ者 ウィック'],
  ])('name %j is compared as %j', (name, normalized) => {
    expect(normalizeName(name)).toBe(normalized.normalize('NFC'));
  });

  it.each([
    ['2022-04-22', '2022-04-22'],
    ['1999/01/09', '1999-01-09'],
    ['2022-02-30', null],
    ['2024-02-29', '2024-02-29'],
    ['2023-02-29', null],
    ['2022-13-01', null],
    ['2022-00-10', null],
    ['2022-01-00', null],
    ['0000-00-00', null],
    ['soon', null],
    [null, null],
  ])('day %j is %j', (text, day) => {
    expect(dayOf(text)).toBe(day);
  });

  it.each([
    ['1.54', 'USD', 154],
    ['0.005', 'USD', 1],
    ['0.004', 'USD', null],
    ['1,234.5', 'USD', 123_450],
    [12.3, 'EUR', 1_230],
    [0.1 + 0.2, 'USD', 30],
    ['120', 'JPY', 120],
    ['0', 'USD', null],
    ['-1', 'USD', null],
    ['99999999999', 'USD', null],
    [Number.NaN, 'USD', null],
    [null, 'USD', null],
    ['1', 'TIX', null],
  ])('amount %j %s is %j minor units', (amount, currency, minor) => {
    expect(minorUnits(amount, currency)).toBe(minor);
  });

  it('are addresses only when they are of the web', () => {
    expect(webAddress('https://images.example.invalid/a.jpg?1')).toBe(
      'https://images.example.invalid/a.jpg?1',
    );
    for (const bad of [
      null,
      'javascript:alert(1)',
      '../images/a.png',
      'https://a b',
      `https://x/${'y'.repeat(3_000)}`,
    ])
      expect(webAddress(bad)).toBeNull();
  });
});
