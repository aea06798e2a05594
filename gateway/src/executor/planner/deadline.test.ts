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
});
