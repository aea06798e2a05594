import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  checkStoreSku,
  CONDITIONS,
  EDITIONS,
  FINISHES,
  GAMES,
  languageOf,
  LANGUAGES,
  parseSku,
  printSku,
  type SkuParts,
} from './index.ts';

const plain: SkuParts = {
  game: 'MTG',
  set: 'NEO',
  number: '1',
  language: 'EN',
  condition: 'NM',
  finish: 'NORMAL',
  edition: 'UNLIMITED',
  grade: null,
};

const EXAMPLES: readonly [string, Partial<SkuParts>][] = [
  ['MTG-NEO-001-EN-NM-FOIL', { finish: 'FOIL' }],
  [
    'POKEMON-CRZ-025-JP-LP-NORMAL-PSA9',
    {
      game: 'POKEMON',
      set: 'CRZ',
      number: '25',
      language: 'JP',
      condition: 'LP',
      grade: { company: 'PSA', grade: '9' },
    },
  ],
  ['YUGIOH-ROTD-045-EN-NM-1ST', { game: 'YUGIOH', set: 'ROTD', number: '045', edition: 'FIRST' }],
  [
    'YUGIOH-ROTD-045-EN-NM-1ST-FOIL',
    { game: 'YUGIOH', set: 'ROTD', number: '045', edition: 'FIRST', finish: 'FOIL' },
  ],
  ['OPTCG-OP01-001-EN-NM-NORMAL', { game: 'OPTCG', set: 'OP01', number: '001' }],
  ['OPTCG-OP01-001_P1-EN-NM-NORMAL', { game: 'OPTCG', set: 'OP01', number: '001_p1' }],
  ['MTG-NEO-..001-EN-NM-NORMAL', { number: '001' }],
  ['MTG-NEO-000-EN-NM-NORMAL', { number: '0' }],
  ['MTG-NEO-1234-EN-NM-NORMAL', { number: '1234' }],
  ['MTG-NEO-57.4-EN-NM-NORMAL', { number: '57†' }],
  ['MTG-NEO-380.3-EN-NM-NORMAL', { number: '380★' }],
  ['MTG-NEO-.836-EN-NM-NORMAL', { number: '*36' }],
  ['MTG-NEO-A.152-EN-NM-NORMAL', { number: 'A-52' }],
  ['MTG-NEO-ORI.160-EN-NM-NORMAL', { number: 'ORI-60' }],
  ['MTG-NEO-60S-EN-NM-NORMAL', { number: '60s' }],
  ['MTG-NEO-.J.K0B-EN-NM-NORMAL', { number: 'jk0b' }],
  ['MTG-NEO-T2-EN-NM-NORMAL', { number: 'T2' }],
  ['MTG-NEO-.A1.02007-EN-NM-NORMAL', { number: 'a1 2007' }],
  ['POKEMON-EX10-.5-EN-NM-NORMAL', { game: 'POKEMON', set: 'EX10', number: '!' }],
  ['POKEMON-EX10-.6-EN-NM-NORMAL', { game: 'POKEMON', set: 'EX10', number: '?' }],
  [
    'POKEMON-SM1-143A-EN-NM-REVERSE_HOLO',
    { game: 'POKEMON', set: 'SM1', number: '143a', finish: 'REVERSE_HOLO' },
  ],
  ['POKEMON-SHF-SV009-EN-NM-HOLO', { game: 'POKEMON', set: 'SHF', number: 'SV009', finish: 'HOLO' }],
  ['POKEMON-PR.1SW-SWSH001-EN-NM-HOLO', { game: 'POKEMON', set: 'PR-SW', number: 'SWSH001', finish: 'HOLO' }],
  ['MTG-NEO-001-EN-NM-NORMAL-BGS9.5', { grade: { company: 'BGS', grade: '9.5' } }],
  [
    'MTG-NEO-001-EN-NM-1ST-CGC..PRISTINE_10',
    { edition: 'FIRST', grade: { company: 'CGC', grade: 'PRISTINE 10' } },
  ],
];

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20 }),
  fc.string({ minLength: 1, maxLength: 8, unit: 'binary' }),
  fc.stringMatching(/^[A-Za-z]{0,4}[0-9]{1,4}[a-z★†]?$/),
  fc.stringMatching(/^[._0-9A-F]{1,8}$/),
  fc.nat(1000).map(String),
  fc.nat(999).map((number) => String(number).padStart(3, '0')),
);

const grade = fc.oneof(
  fc.record({
    company: fc.constantFrom('PSA', 'BGS', 'CGC', 'SGC', 'TAG'),
    grade: fc.constantFrom('9', '9.5', '10'),
  }),
  fc.record({
    company: fc.stringMatching(/^[A-Z][A-Z0-9]{0,6}$/),
    grade: fc.stringMatching(/^[A-Z0-9]{1,5}([ .][A-Z0-9]{1,5}){0,2}$/),
  }),
);

const parts: fc.Arbitrary<SkuParts> = fc.record({
  game: fc.constantFrom(...GAMES),
  set: text,
  number: text,
  language: fc.constantFrom(...LANGUAGES),
  condition: fc.constantFrom(...CONDITIONS),
  finish: fc.constantFrom(...FINISHES),
  edition: fc.constantFrom(...EDITIONS),
  grade: fc.option(grade),
});

describe('the universal SKU', () => {
  it.each(EXAMPLES)('%s is printed and parsed', (sku, differing) => {
    const expected = { ...plain, ...differing };
    expect(printSku(expected)).toBe(sku);
    expect(parseSku(sku)).toEqual({ ok: true, value: expected });
  });

  it('gives back whatever parts it was printed from', () => {
    fc.assert(
      fc.property(parts, (given) => {
        expect(parseSku(printSku(given))).toEqual({ ok: true, value: given });
      }),
      { numRuns: 5_000 },
    );
  });

  it('is made of A-Z, 0-9, dot, underscore and hyphen alone, with a hyphen between parts only', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const sku = printSku(given);
        expect(sku).toMatch(/^[A-Z0-9._-]+$/);
        const hyphens =
          4 + (given.edition === 'FIRST' && given.finish !== 'NORMAL' ? 2 : 1) + (given.grade ? 1 : 0);
        expect(sku.split('-')).toHaveLength(hyphens + 1);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the only SKU of its parts: whatever is read is printed again to the letter', () => {
    const piece = fc.constantFrom(
      '.',
      '..',
      '_',
      '._',
      '0',
      '001',
      '01',
      'A',
      'E9_',
      '41_',
      '.1',
      '1ST',
      'FOIL',
    );
    const part = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
    const tail = fc.constantFrom(
      'NORMAL',
      'FOIL',
      '1ST',
      '1ST-FOIL',
      '1ST-NORMAL',
      'NORMAL-PSA9',
      'NORMAL-PSA..9',
    );
    let accepted = 0;
    fc.assert(
      fc.property(fc.constantFrom(...GAMES), part, part, tail, (game, set, number, copy) => {
        const sku = `${game}-${set}-${number}-EN-NM-${copy}`;
        const parsed = parseSku(sku);
        if (!parsed.ok) return;
        accepted += 1;
        expect(printSku(parsed.value)).toBe(sku);
      }),
      { numRuns: 5_000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it.each([
    ['', 'begins with'],
    ['CHESS-NEO-001-EN-NM-FOIL', 'begins with'],
    ['mtg-NEO-001-EN-NM-FOIL', 'begins with'],
    ['MTG--001-EN-NM-FOIL', 'set code'],
    ['MTG-NEo-001-EN-NM-FOIL', 'set code'],
    ['MTG-N\u{1F600}-001-EN-NM-FOIL', 'set code'],
    ['MTG-NEO-1-EN-NM-FOIL', 'number'],
    ['MTG-NEO-._41_-EN-NM-FOIL', 'number'],
    ['MTG-NEO-._FFFFFF_-EN-NM-FOIL', 'number'],
    ['MTG-NEO-001-XX-NM-FOIL', 'languages'],
    ['MTG-NEO-001-EN-MINT-FOIL', 'conditions'],
    ['MTG-NEO-001-EN-NM', 'finish'],
    ['MTG-NEO-001-EN-NM-SHINY', 'finish'],
    ['MTG-NEO-001-EN-NM-1ST-NORMAL', 'finish'],
    ['MTG-NEO-001-EN-NM-FOIL-PSA', 'finish'],
    ['MTG-NEO-001-EN-NM-FOIL-PSA..9', 'finish'],
    ['MTG-NEO-001-EN-NM-FOIL-PSA9-PSA9', 'finish'],
    [`MTG-NEO-${'1'.repeat(400)}-EN-NM-FOIL`, 'at most 300'],
  ])('refuses %j, saying what is wrong', (sku, saying) => {
    expect(parseSku(sku)).toMatchObject({
      ok: false,
      refusals: [{ code: 'INVALID', message: expect.stringContaining(saying) }],
    });
  });

  it('is not printed of a missing set or number, or of a language or a grade that it could not read again', () => {
    expect(() => printSku({ ...plain, set: '' })).toThrow(RangeError);
    expect(() => printSku({ ...plain, number: '' })).toThrow(RangeError);
    expect(() => printSku({ ...plain, language: 'xx' })).toThrow(RangeError);
    expect(() => printSku({ ...plain, grade: { company: 'PSA-', grade: '9' } })).toThrow(RangeError);
  });

  it('never throws on any text that is to be read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (sku) => {
        expect(() => parseSku(sku)).not.toThrow();
      }),
    );
  });
});

describe('languages', () => {
  it.each([
    ['ja', 'JP'],
    ['en', 'EN'],
    ['zh-Hant', 'ZHT'],
    ['zh_TW', 'ZHT'],
    [' sp ', 'ES'],
    ['klingon', null],
    ['constructor', null],
  ])('%j means %s', (given, language) => {
    expect(languageOf(given)).toBe(language);
  });
});

describe("a store's own SKU", () => {
  it('is letters, digits, dot, underscore and hyphen, 64 at most', () => {
    expect(checkStoreSku('SLEEVES_60.BLACK-2').ok).toBe(true);
    for (const bad of ['', '-A', 'a', 'A B', 'A\u{1F600}', 'A'.repeat(65)])
      expect(checkStoreSku(bad).ok).toBe(false);
  });
});
