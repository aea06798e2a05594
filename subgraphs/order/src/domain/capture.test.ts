import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { captureForShipment, type ChargedLine } from './capture.ts';

describe('what a shipment captures', () => {
  it('adds up to the total exactly, however the pieces are grouped', () => {
    const line = fc.record({ quantity: fc.integer({ min: 1, max: 20 }), totalMinor: fc.nat(100_000) });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.nat(1_000_000),
        fc.nat(5_000),
        fc.array(fc.nat(19), { minLength: 1, maxLength: 50 }),
        (given, totalMinor, shippingMinor, cuts) => {
          let lines: ChargedLine[] = given.map((each, index) => ({
            ...each,
            id: String(index),
            fulfilled: 0,
          }));
          let captured = 0;
          for (let turn = 0; lines.some(({ fulfilled, quantity }) => fulfilled < quantity); turn += 1) {
            const pieces = new Map(
              lines.map(({ id }, index) => [id, cuts[(turn + index) % cuts.length] ?? 0]),
            );
            if (turn > 100) lines.forEach(({ id }) => pieces.set(id, 20));
            if ([...pieces.values()].every((count) => count === 0)) continue;
            const amount = captureForShipment({ totalMinor, shippingMinor, lines }, pieces);
            expect(amount).toBeGreaterThanOrEqual(0);
            captured += amount;
            lines = lines.map((each) => ({
              ...each,
              fulfilled: Math.min(each.quantity, each.fulfilled + (pieces.get(each.id) ?? 0)),
            }));
          }
          expect(captured).toBe(totalMinor);
        },
      ),
    );
  });

  it('takes the cost of shipping with the first shipment', () => {
    const lines = [{ id: 'a', quantity: 2, fulfilled: 0, totalMinor: 1000 }];
    const charge = { totalMinor: 1400, shippingMinor: 400, lines };
    expect(captureForShipment(charge, new Map([['a', 1]]))).toBe(900);
    expect(
      captureForShipment(
        { ...charge, lines: [{ ...lines[0], id: 'a', quantity: 2, totalMinor: 1000, fulfilled: 1 }] },
        new Map([['a', 1]]),
      ),
    ).toBe(500);
  });
});
