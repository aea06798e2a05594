import { describe, expect, it } from '@jest/globals';
import { pause, pauseAfter } from './backoff.ts';

const backoff = { firstMs: 100, longestMs: 5_000 };

describe('backoff', () => {
  it('doubles with each failure and ends at the longest pause', () => {
    const longest = [1, 2, 3, 6, 7, 1_000].map((failures) => pauseAfter(failures, backoff, () => 1));
    expect(longest).toEqual([100, 200, 400, 3_200, 5_000, 5_000]);
  });

  it('spreads the pauses over the upper half', () => {
    expect(pauseAfter(1, backoff, () => 0)).toBe(50);
  });

  it('is cut short by a signal, also by one given before', async () => {
    const stop = new AbortController();
    const paused = pause(60_000, stop.signal);
    stop.abort();
    await paused;
    await expect(pause(60_000, stop.signal)).resolves.toBeUndefined();
  });
});
