import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { priceLines, type ChargeRules } from './quote.ts';

const rules: ChargeRules = {
  taxBasisPoints: 0,
  pricesIncludeTax: false,
  shippingMinor: 499,
  freeShippingFromMinor: 5_000,
};
const line = (key: string, variantId: string, quantity: number) => ({ key, variantId, quantity });

describe('a quote', () => {
  it('adds lines and shipping, and ships free from the threshold', () => {
    const prices = new Map([
      ['a', 1_250],
      ['b', 25],
    ]);
    expect(priceLines([line('1', 'a', 2), line('2', 'b', 4)], prices, rules)).toMatchObject({
      lines: [
        { unitMinor: 1_250, totalMinor: 2_500 },
        { unitMinor: 25, totalMinor: 100 },
      ],
      subtotalMinor: 2_600,
      shippingMinor: 499,
      totalMinor: 3_099,
    });
    expect(priceLines([line('1', 'a', 4)], prices, rules)).toMatchObject({
      shippingMinor: 0,
      totalMinor: 5_000,
    });
  });

  it('charges nothing for what has no price, and no shipping for nothing', () => {
    expect(priceLines([line('1', 'gone', 3)], new Map(), rules)).toMatchObject({
      lines: [{ unitMinor: null, totalMinor: null }],
      subtotalMinor: 0,
      shippingMinor: 0,
      totalMinor: 0,
    });
    expect(priceLines([], new Map(), rules).totalMinor).toBe(0);
  });

  it('puts tax on top, or finds it within', () => {
    const prices = new Map([['a', 1_000]]);
    const taxed = { ...rules, shippingMinor: 0, taxBasisPoints: 1_900 };
    expect(priceLines([line('1', 'a', 1)], prices, taxed)).toMatchObject({
      taxMinor: 190,
      totalMinor: 1_190,
    });
    expect(priceLines([line('1', 'a', 1)], prices, { ...taxed, pricesIncludeTax: true })).toMatchObject({
      taxMinor: 160,
      totalMinor: 1_000,
    });
  });

  it('always adds up, whatever the cart and the rules, and is never negative', () => {
    const anyRules = fc.record({
      taxBasisPoints: fc.integer({ min: 0, max: 10_000 }),
      pricesIncludeTax: fc.boolean(),
      shippingMinor: fc.integer({ min: 0, max: 100_000 }),
      freeShippingFromMinor: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
    });
    const anyLines = fc.array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 999 }),
        price: fc.option(fc.integer({ min: 1, max: 5_000 })),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(anyLines, anyRules, (cart, charge) => {
        const prices = new Map(cart.flatMap(({ price }, i) => (price === null ? [] : [[String(i), price]])));
        const asked = cart.map(({ quantity }, i) => line(`k${i}`, String(i), quantity));
        const quote = priceLines(asked, prices, charge);
        const lines = quote.lines.reduce((sum, { totalMinor }) => sum + (totalMinor ?? 0), 0);
        const onTop = charge.pricesIncludeTax ? 0 : quote.taxMinor;
        expect(quote.subtotalMinor).toBe(lines);
        expect(quote.totalMinor).toBe(
          quote.subtotalMinor - quote.discountMinor + quote.shippingMinor + onTop,
        );
        for (const amount of [quote.taxMinor, quote.shippingMinor, quote.totalMinor]) {
          expect(Number.isInteger(amount)).toBe(true);
          expect(amount).toBeGreaterThanOrEqual(0);
        }
        expect(quote.taxMinor).toBeLessThanOrEqual(quote.totalMinor);
      }),
    );
  });
});
