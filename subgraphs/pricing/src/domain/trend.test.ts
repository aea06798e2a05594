import { describe, expect, it } from '@jest/globals';
import { trendOf } from './trend.ts';

describe('the trend of a market price', () => {
  it.each([
    [100, null, 'STABLE'],
    [101, 100, 'STABLE'],
    [102, 100, 'UP'],
    [98, 100, 'DOWN'],
    [99, 100, 'STABLE'],
    [5, 0, 'STABLE'],
  ] as const)('of %i after %s a week ago is %s', (now, before, trend) => {
    expect(trendOf(now, before)).toBe(trend);
  });
});
