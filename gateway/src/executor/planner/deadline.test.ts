import { describe, expect, it } from '@jest/globals';
import { withinDeadline } from './deadline.ts';

describe('work with a deadline', () => {
  it('gives what it gives, or throws what it throws', () => {
    expect(withinDeadline(() => ({ n: 1 }))).toEqual({ n: 1 });
    const error = new RangeError('no');
    expect(() =>
      withinDeadline(() => {
        throw error;
      }),
    ).toThrow(error);
  });

  it('is ended when it has no end, and what comes after it is done', () => {
    const endless = () => {
      for (let i = 0; ; i += 1) if (i < 0) return i;
    };
    expect(() => withinDeadline(endless, 20)).toThrow('too intricate to be planned');
    expect(withinDeadline(() => 1)).toBe(1);
  });

  it('is done again when the process stood still, and ended when it does nothing but stand still', () => {
    const still = new Int32Array(new SharedArrayBuffer(4));
    let begun = 0;
    const standing = (times: number) => () => {
      begun += 1;
      if (begun <= times) Atomics.wait(still, 0, 0, 60);
      return 'planned';
    };
    expect(withinDeadline(standing(2), 40)).toBe('planned');
    expect(begun).toBe(3);
    begun = 0;
    expect(() => withinDeadline(standing(9), 40)).toThrow('too intricate to be planned');
    expect(begun).toBe(3);
  });
});
