import { describe, expect, it } from '@jest/globals';
import { commitShipped, type Held } from './shipment.ts';

const held = (reservationId: string, orderLineId: string, quantity: number): Held => ({
  reservationId,
  orderLineId,
  itemId: `item of ${reservationId}`,
  quantity,
});

describe('a shipment', () => {
  it('uses up the reservations of its lines in their order, the last one in part', () => {
    const result = commitShipped(
      [{ orderLineId: 'l', quantity: 3 }],
      [held('a', 'l', 2), held('b', 'l', 2), held('c', 'other', 9)],
    );
    expect(result).toEqual({
      parts: [
        { reservationId: 'a', itemId: 'item of a', quantity: 2 },
        { reservationId: 'b', itemId: 'item of b', quantity: 1 },
      ],
      uncovered: [],
    });
  });

  it('counts a line that it names twice together', () => {
    const lines = [1, 1].map((quantity) => ({ orderLineId: 'l', quantity }));
    expect(commitShipped(lines, [held('a', 'l', 2)]).parts).toEqual([
      { reservationId: 'a', itemId: 'item of a', quantity: 2 },
    ]);
  });

  it('names the pieces for which nothing was held', () => {
    const lines = [
      { orderLineId: 'l', quantity: 3 },
      { orderLineId: 'unknown', quantity: 1 },
    ];
    expect(commitShipped(lines, [held('a', 'l', 1)]).uncovered).toEqual([
      { orderLineId: 'l', quantity: 2 },
      { orderLineId: 'unknown', quantity: 1 },
    ]);
  });
});
