import { describe, expect, it } from '@jest/globals';
import { likelyMeant, slipsBetween } from './likely-meant.ts';

describe('slips between words', () => {
  it.each([
    ['pikachu', 'pikachu', 0],
    ['pikchu', 'pikachu', 1],
    ['pikacuh', 'pikachu', 1],
    ['pikaachu', 'pikachu', 1],
    ['lihgtnig', 'lightning', 2],
    ['', 'abc', 3],
  ])('of %s and %s are %d, whichever comes first', (a, b, slips) => {
    expect(slipsBetween(a, b)).toBe(slips);
    expect(slipsBetween(b, a)).toBe(slips);
  });
});

describe('what was likely meant', () => {
  it('is the nearest first, and nothing that is too far', () => {
    expect(likelyMeant('blck', ['block', 'black', 'back', 'bulwark', 'luck'])).toEqual([
      'back',
      'black',
      'block',
    ]);
    expect(likelyMeant('chrizard', ['charizard', 'wizard', 'blizzard'])).toEqual(['charizard']);
  });

  it('is eight words at most', () => {
    const known = Array.from({ length: 20 }, (_, index) => `bol${String.fromCharCode(97 + index)}`);
    expect(likelyMeant('bolt', known)).toHaveLength(8);
  });
});
