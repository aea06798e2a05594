import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { MOST_DECK_LINES, readDecklist as read } from './decklist.ts';

const readDecklist = (text: string) => read(text, new Set(['lands', 'pokemon', 'trainer']));

const one = (text: string) => {
  const { lines, unreadable } = readDecklist(text);
  expect(unreadable).toEqual([]);
  expect(lines).toHaveLength(1);
  return lines[0];
};

describe('a line of a decklist', () => {
  it.each([
    ['4 Lightning Bolt', 4, 'Lightning Bolt', null, null, null],
    ['4x Lightning Bolt', 4, 'Lightning Bolt', null, null, null],
    ['x2 Lightning Bolt', 2, 'Lightning Bolt', null, null, null],
    ['Lightning Bolt', 1, 'Lightning Bolt', null, null, null],
    ['4 Lightning Bolt (M10) 146', 4, 'Lightning Bolt', 'M10', '146', null],
    ['4 Lightning Bolt (m10)', 4, 'Lightning Bolt', 'M10', null, null],
    ['1 Lightning Bolt [M10:146] [foil]', 1, 'Lightning Bolt', 'M10', '146', true],
    ['1 Lightning Bolt [M10] (non-foil)', 1, 'Lightning Bolt', 'M10', null, false],
    ['1 Lightning Bolt (M10) 146 *F*', 1, 'Lightning Bolt', 'M10', '146', true],
    ['1 Wick, the Unlit (HLN) 203★', 1, 'Wick, the Unlit', 'HLN', '203★', null],
    ['1 Fire // Ice (APC) 128 #removal', 1, 'Fire // Ice', 'APC', '128', null],
    ['3 Dark Magician LOB-005', 3, 'Dark Magician', 'LOB', '005', null],
    ['4 Roronoa Zoro OP01-001', 4, 'Roronoa Zoro', 'OP01', '001', null],
    ['4 Pikachu BS 58', 4, 'Pikachu', 'BS', '58', null],
    ['2 Pikachu ex SVI 63', 2, 'Pikachu ex', 'SVI', '63', null],
    ['1 Borrowing 100,000 Arrows', 1, 'Borrowing 100,000 Arrows', null, null, null],
  ])('%s', (text, quantity, name, setCode, collectorNumber, foil) => {
    expect(one(text)).toMatchObject({ quantity, name, setCode, collectorNumber, foil });
  });

  it('that begins with SB: belongs to the sideboard, without the lines behind it', () => {
    const { lines } = readDecklist('SB: 2 Duress\n1 Swamp');
    expect(lines.map(({ name, section }) => [name, section])).toEqual([
      ['Duress', 'SIDEBOARD'],
      ['Swamp', 'MAIN'],
    ]);
  });

  it.each(['0 Island', '5000 Island', '4 ???', `1 ${'x'.repeat(300)}`])(
    'that names no card or no number of copies is told apart: %s',
    (text) => {
      const { lines, unreadable } = readDecklist(`1 Forest\n${text}`);
      expect(lines).toHaveLength(1);
      expect(unreadable).toMatchObject([{ line: 2 }]);
    },
  );
});

describe('a decklist', () => {
  it('has headings of its game, with accents and counts, over cards of the main deck', () => {
    const { lines } = readDecklist(
      'Sideboard\n1 Duress\nPokémon: 4\n4 Pikachu BS 58\nTrainer (1)\n1 Bill\nconstructor',
    );
    expect(lines.map(({ name, section }) => [name, section])).toEqual([
      ['Duress', 'SIDEBOARD'],
      ['Pikachu', 'MAIN'],
      ['Bill', 'MAIN'],
      ['constructor', 'MAIN'],
    ]);
  });

  it('has sections, whose headings, comments and blank lines are no cards', () => {
    const { lines, unreadable } = readDecklist(
      '// burn\nCommander (1)\n1 Q\n\nDeck\r\n4 Haggle\n# lands\n20 Mountain\n\nSideboard:\n2 Ember Choir\n== Maybeboard ==\n1 Gull',
    );
    expect(unreadable).toEqual([]);
    expect(lines.map(({ line, name, section }) => [line, name, section])).toEqual([
      [3, 'Q', 'COMMANDER'],
      [6, 'Haggle', 'MAIN'],
      [8, 'Mountain', 'MAIN'],
      [11, 'Ember Choir', 'SIDEBOARD'],
      [13, 'Gull', 'MAYBEBOARD'],
    ]);
  });

  it('of any text is read without an error, within its bounds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
        const { lines, unreadable } = readDecklist(text);
        expect(lines.length + unreadable.length).toBeLessThanOrEqual(MOST_DECK_LINES);
        for (const { quantity, name } of lines) {
          expect(quantity).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(255);
        }
      }),
    );
  });
});
