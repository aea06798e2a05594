import { describe, expect, it } from '@jest/globals';
import { onHandByList } from './count.ts';

describe('a list of what there is', () => {
  it.each([
    ['becomes what is counted', 5, 0, 8, true, 8],
    ['grows by what is added', 5, 0, 8, false, 13],
    ['may become nothing', 5, 0, 0, true, 0],
    ['keeps what is promised to orders', 5, 3, 1, true, 3],
    ['holds a thousand million at most', 999_999_999, 0, 5, false, 1_000_000_000],
  ])('on hand %s', (_what, onHand, reserved, quantity, counted, after) => {
    expect(onHandByList({ onHand, reserved, safetyStock: 0 }, { quantity, counted })).toBe(after);
  });
});
