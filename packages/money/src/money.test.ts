import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allocate, format, money, share, sum } from './index.ts';

describe('money', () => {
  it('refuses fractions and amounts out of bounds', () => {
    expect(() => money(1.5, 'USD')).toThrow(RangeError);
    expect(() => money(1_000_000_001, 'USD')).toThrow(RangeError);
    expect(money(1299, 'USD')).toEqual({ amount: 1299, currency: 'USD' });
  });

  it('does not add different currencies', () => {
    expect(() => sum('USD', [money(1, 'USD'), money(1, 'EUR')])).toThrow(TypeError);
    expect(sum('USD', [])).toEqual({ amount: 0, currency: 'USD' });
  });

  it('rounds a share half away from zero', () => {
    expect(share(1250, 1000)).toBe(125);
    expect(share(5, 1000)).toBe(1);
    expect(share(-5, 1000)).toBe(-1);
  });

  it('splits so that the parts add up to the whole, none off by a whole minor unit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 50 }),
        (amount, weights) => {
          const parts = allocate(amount, weights);
          expect(parts.reduce((all, part) => all + part, 0)).toBe(amount);
          const total = weights.reduce((all, weight) => all + weight, 0);
          const furthest = parts.map((part, index) =>
            total > 0 ? Math.abs(part - (amount * (weights[index] ?? 0)) / total) : 0,
          );
          expect(Math.max(...furthest)).toBeLessThan(1.001);
        },
      ),
    );
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(10, [0, 0])).toEqual([5, 5]);
  });

  it('is written with the digits of its currency', () => {
    expect(format(money(1299, 'USD'))).toBe('12.99 USD');
    expect(format(money(-5, 'EUR'))).toBe('-0.05 EUR');
    expect(format(money(500, 'JPY'))).toBe('500 JPY');
  });
});
