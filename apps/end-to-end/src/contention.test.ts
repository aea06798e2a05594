import { describe, expect, it } from '@jest/globals';
import { operations } from '@longbox/client';
import { cartWith, checkout, checkoutInput, eventually, putForSale, settled } from './fixtures.ts';
import { clientsOf } from './stack.ts';

const { staff, guest } = clientsOf('contention');

describe('the last copies', () => {
  it('go to exactly 50 of 200 who check out at once; the other 150 are told why, and the books agree', async () => {
    const { variantId } = await putForSale(staff, {
      title: 'Release Saturday Box',
      onHand: 50,
      priceMinor: 9_900,
    });
    const carts = await inTurns(200, 20, () => cartWith(guest, variantId));
    const answers = await Promise.all(carts.map(({ id }) => checkout(guest, checkoutInput(id))));

    const refused = answers.filter(({ order }) => !order);
    for (const { userErrors } of refused)
      expect(userErrors.map(({ code }) => code)).toEqual(['INSUFFICIENT_STOCK']);
    const placed = answers.flatMap(({ order }) => (order ? [order.id] : []));
    const outcomes = await inTurns(placed.length, 20, (index) => settled(guest, placed[index] ?? ''));

    const confirmed = outcomes.filter(({ status }) => status === 'CONFIRMED');
    const cancelled = outcomes.filter(({ status }) => status === 'CANCELLED');
    expect(confirmed).toHaveLength(50);
    expect(cancelled.length + refused.length).toBe(150);
    for (const order of cancelled)
      expect(order.timeline.map(({ type }) => type)).toEqual(
        expect.arrayContaining(['STOCK_UNAVAILABLE', 'ORDER_CANCELLED']),
      );

    const { inventoryItems } = await staff.run(operations.InventoryOverviewDocument, {
      filter: { variantId },
      first: 5,
    });
    expect(inventoryItems?.edges.map(({ node }) => [node.onHand, node.reserved, node.available])).toEqual([
      [50, 50, 0],
    ]);
    const { productVariant } = await staff.run(operations.StockHistoryDocument, { variantId, first: 50 });
    const ledger = productVariant?.stockMovements?.edges.reduce((sum, { node }) => sum + node.quantity, 0);
    expect(ledger).toBe(50);

    // What is sold out says so to the next shopper.
    const page = await eventually(
      'the cart to warn',
      async () => cartWith(guest, variantId),
      (cart) => cart.lines[0]?.warnings.some(({ code }) => code === 'INSUFFICIENT_STOCK') ?? false,
    );
    const late = await checkout(guest, checkoutInput(page.id));
    expect(late.userErrors.map(({ code }) => code)).toEqual(['INSUFFICIENT_STOCK']);
  }, 180_000);
});

/** Runs `count` pieces of work, `width` at a time, and gives their results in order. */
async function inTurns<T>(count: number, width: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let start = 0; start < count; start += width) {
    const length = Math.min(width, count - start);
    results.push(...(await Promise.all(Array.from({ length }, (_, offset) => work(start + offset)))));
  }
  return results;
}
