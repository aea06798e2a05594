import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allocate, type Candidate, type WantedLine } from './allocation.ts';
import { availableToSell } from './stock.ts';

function at(locationId: string, variantId: string, onHand: number, rest: Partial<Candidate> = {}): Candidate {
  return {
    itemId: `${variantId}@${locationId}`,
    variantId,
    locationId,
    onHand,
    reserved: 0,
    safetyStock: 0,
    buffer: 0,
    ...rest,
  };
}

const want = (orderLineId: string, variantId: string, quantity: number): WantedLine => ({
  orderLineId,
  variantId,
  quantity,
});

describe('allocation', () => {
  it('takes the first location that has the whole order', () => {
    const candidates = [at('a', 'x', 5), at('a', 'y', 1), at('b', 'x', 2), at('b', 'y', 2)];
    expect(allocate([want('1', 'x', 2), want('2', 'y', 2)], candidates)).toEqual({
      ok: true,
      shares: [
        { orderLineId: '1', itemId: 'x@b', quantity: 2 },
        { orderLineId: '2', itemId: 'y@b', quantity: 2 },
      ],
    });
  });

  it('takes one location for each variant when none has the whole order', () => {
    const candidates = [at('a', 'x', 5), at('b', 'y', 2)];
    expect(allocate([want('1', 'x', 2), want('2', 'y', 2)], candidates)).toMatchObject({
      shares: [{ itemId: 'x@a' }, { itemId: 'y@b' }],
    });
  });

  it('takes the fullest locations when one does not suffice', () => {
    const candidates = [at('a', 'x', 1), at('b', 'x', 2), at('c', 'x', 2)];
    expect(allocate([want('1', 'x', 4)], candidates)).toMatchObject({
      shares: [
        { itemId: 'x@b', quantity: 2 },
        { itemId: 'x@c', quantity: 2 },
      ],
    });
  });

  it('names what each line that is short could have had, after the lines before it', () => {
    const lines = [want('1', 'x', 2), want('2', 'x', 2), want('3', 'y', 1)];
    expect(allocate(lines, [at('a', 'x', 3)])).toEqual({
      ok: false,
      shortages: [
        { orderLineId: '2', variantId: 'x', requested: 2, available: 1 },
        { orderLineId: '3', variantId: 'y', requested: 1, available: 0 },
      ],
    });
  });

  it('fills every line exactly and takes no more of an item than can be sold, or names a shortage', () => {
    const pieces = fc.nat({ max: 6 });
    const candidate = fc.tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom('x', 'y'),
      pieces,
      pieces,
      pieces,
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(candidate, { selector: ([location, variant]) => location + variant, maxLength: 6 }),
        fc.array(fc.tuple(fc.constantFrom('x', 'y'), fc.integer({ min: 1, max: 5 })), {
          minLength: 1,
          maxLength: 4,
        }),
        (stocked, wanted) => {
          const candidates = stocked.map(([location, variant, onHand, safetyStock, buffer]) =>
            at(location, variant, onHand, { safetyStock, buffer }),
          );
          const lines = wanted.map(([variant, quantity], i) => want(String(i), variant, quantity));
          const result = allocate(lines, candidates);
          const free = (variant: string) =>
            candidates
              .filter(({ variantId }) => variantId === variant)
              .reduce((sum, item) => sum + availableToSell(item, item.buffer), 0);
          const needed = (variant: string) =>
            lines
              .filter(({ variantId }) => variantId === variant)
              .reduce((sum, { quantity }) => sum + quantity, 0);
          expect(result.ok).toBe(['x', 'y'].every((variant) => free(variant) >= needed(variant)));
          if (!result.ok) return;
          for (const line of lines) {
            const got = result.shares.filter(({ orderLineId }) => orderLineId === line.orderLineId);
            expect(got.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(line.quantity);
            expect(
              got.every(({ itemId, quantity }) => quantity > 0 && itemId.startsWith(line.variantId)),
            ).toBe(true);
          }
          for (const item of candidates) {
            const taken = result.shares
              .filter(({ itemId }) => itemId === item.itemId)
              .reduce((sum, { quantity }) => sum + quantity, 0);
            expect(taken).toBeLessThanOrEqual(availableToSell(item, item.buffer));
          }
        },
      ),
    );
  });
});
