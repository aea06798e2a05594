import { describe, expect, it } from '@jest/globals';
import { createRates } from './gcra.ts';

const RATE = { perMinute: 60, burst: 10 };

describe('rates by cost', () => {
  it('let a burst through at once, then what the minute allows, and say how long to wait', () => {
    let now = 0;
    const rates = createRates(() => now);
    expect(rates.spend('a', 10, RATE)).toEqual({ isAllowed: true, remaining: 0 });
    expect(rates.spend('a', 1, RATE)).toEqual({ isAllowed: false, retryAfterMs: 1_000 });
    expect(rates.spend('b', 4, RATE)).toEqual({ isAllowed: true, remaining: 6 });
    now = 999;
    expect(rates.spend('a', 1, RATE)).toEqual({ isAllowed: false, retryAfterMs: 1 });
    now = 3_000;
    expect(rates.spend('a', 2, RATE)).toEqual({ isAllowed: true, remaining: 1 });
  });

  it('take nothing for what they refuse', () => {
    let now = 0;
    const rates = createRates(() => now);
    void rates.spend('a', 10, RATE);
    for (let asked = 0; asked < 100; asked += 1) void rates.spend('a', 10, RATE);
    now = 10_000;
    expect(rates.spend('a', 10, RATE)).toEqual({ isAllowed: true, remaining: 0 });
  });

  it('let through, from time to time, what costs more than a burst', () => {
    let now = 0;
    const rates = createRates(() => now);
    expect(rates.spend('a', 1_000, RATE)).toMatchObject({ isAllowed: true });
    now = 5_000;
    expect(rates.spend('a', 1_000, RATE)).toMatchObject({ isAllowed: false });
    now = 10_000;
    expect(rates.spend('a', 1_000, RATE)).toMatchObject({ isAllowed: true });
  });

  it('never let more through than the rate and one burst, however it is asked for', () => {
    let now = 0;
    const rates = createRates(() => now);
    let spent = 0;
    for (; now < 60_000; now += 37)
      if ((rates.spend('a', 3, RATE) as { isAllowed: boolean }).isAllowed) spent += 3;
    expect(spent).toBeLessThanOrEqual(70);
    expect(spent).toBeGreaterThanOrEqual(65);
  });
});
