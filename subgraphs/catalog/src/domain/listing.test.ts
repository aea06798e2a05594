import { describe, expect, it } from '@jest/globals';
import { takeFirstFree } from './free-names.ts';
import { copiesToList } from './listing.ts';
import { printTitle, variantTitle } from './titles.ts';

const usual = { conditions: null, finishes: null, editions: null };

describe('the copies to list', () => {
  it('are near mint to heavily played of every finish, unlimited, when nothing is wished', () => {
    const copies = copiesToList({ finishes: ['FOIL', 'NORMAL'], firstEdition: true }, usual);
    expect(copies.map(({ finish, condition, edition }) => `${finish} ${condition} ${edition}`)).toEqual([
      'NORMAL NM UNLIMITED',
      'NORMAL LP UNLIMITED',
      'NORMAL MP UNLIMITED',
      'NORMAL HP UNLIMITED',
      'FOIL NM UNLIMITED',
      'FOIL LP UNLIMITED',
      'FOIL MP UNLIMITED',
      'FOIL HP UNLIMITED',
    ]);
  });

  it('are none of a finish or an edition that the printing does not come in', () => {
    const print = { finishes: ['HOLO'] as const, firstEdition: false };
    expect(copiesToList(print, { ...usual, finishes: ['NORMAL'] })).toEqual([]);
    expect(copiesToList(print, { ...usual, editions: ['FIRST'] })).toEqual([]);
    expect(copiesToList({ ...print, firstEdition: true }, { ...usual, editions: ['FIRST'] })).toHaveLength(4);
  });

  it('are each once, whatever is wished twice', () => {
    const wish = {
      conditions: ['NM', 'NM'],
      finishes: ['HOLO', 'HOLO'],
      editions: ['UNLIMITED', 'UNLIMITED'],
    } as const;
    expect(copiesToList({ finishes: ['HOLO'], firstEdition: false }, wish)).toHaveLength(1);
  });
});

describe('titles', () => {
  it('of variants are what people say', () => {
    const copy = { condition: 'NM', finish: 'FOIL', edition: 'FIRST' } as const;
    expect(variantTitle(copy, null)).toBe('Near Mint · Foil · 1st Edition');
    const grade = { company: 'PSA', grade: '9.5', certNumber: '1' };
    expect(variantTitle({ ...copy, edition: 'UNLIMITED', finish: 'HOLO' }, grade)).toBe('PSA 9.5 · Holo');
  });

  it('of printings stay within their length, and keep set and number', () => {
    const title = printTitle({
      id: '',
      game: 'MTG',
      cardName: 'N'.repeat(300),
      setCode: 'UNH',
      setName: 'Unhinged',
      collectorNumber: '107',
      skuNumber: '107',
      rarity: null,
      language: 'DE',
      finishes: [],
      firstEdition: false,
      variation: 'borderless',
    });
    expect(title).toHaveLength(255);
    expect(title).toMatch(/… \(borderless\) – Unhinged #107 \(DE\)$/);
  });
});

describe('names that are taken once', () => {
  it('go to the first who asks; the next one gets its next candidate', () => {
    const bearers = [
      { bearer: 'a', candidates: ['x', 'x-a'] },
      { bearer: 'b', candidates: ['x', 'x-b'] },
      { bearer: 'c', candidates: ['y', 'y-c'] },
    ];
    expect([...takeFirstFree(bearers, new Set(['y']))]).toEqual([
      ['a', 'x'],
      ['b', 'x-b'],
      ['c', 'y-c'],
    ]);
  });
});
