import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '@longbox/client';
import { waitFor } from '@longbox/testing';
import { buy, openWholeStore, sell, type WholeStore } from './whole-store.fixtures.ts';

let store: WholeStore;

beforeAll(async () => {
  store = await openWholeStore('statements');
}, 60_000);

afterAll(() => store.drop(), 30_000);

/** Waits until events have done their work: no database has had a statement for a while. */
async function quiet(): Promise<void> {
  let last = Date.now();
  const stops = store.subgraphs.map((subgraph) => subgraph.onStatement(() => (last = Date.now())));
  await waitFor(() => Date.now() - last > 250, { what: 'the databases to be at rest', timeoutMs: 30_000 });
  for (const stop of stops) stop();
}

/**
 * The statements of an operation over all five databases. What jobs in the background send meanwhile only adds, so the fewest of several
 * runs is the operation's own number.
 */
async function statementsOf(operation: () => Promise<unknown>): Promise<number> {
  await operation();
  await quiet();
  const counts: number[] = [];
  for (let run = 0; run < 8; run += 1) {
    let count = 0;
    const stops = store.subgraphs.map((subgraph) => subgraph.onStatement(() => (count += 1)));
    await operation();
    for (const stop of stops) stop();
    counts.push(count);
  }
  return Math.min(...counts);
}

describe('the number of SQL statements', () => {
  it('of ProductPage is the same for 2 and for 50 variants', async () => {
    const page = (handle: string) =>
      statementsOf(() => store.guest.run(operations.ProductPageDocument, { handle }));
    const few = await page((await sell(store, 'Few', 2)).handle);
    const many = await page((await sell(store, 'Many', 50)).handle);
    expect(many).toBe(few);
    expect(few).toBeGreaterThan(0);
  }, 60_000);

  it('of SearchProducts is the same for 2 and for 50 products', async () => {
    for (let index = 0; index < 50; index += 1) await sell(store, `Crate ${index}`, 1);
    const search = (first: number) =>
      statementsOf(async () => {
        const { products } = await store.guest.run(operations.SearchProductsDocument, {
          query: 'crate',
          first,
        });
        expect(products.edges).toHaveLength(first);
      });
    expect(await search(50)).toBe(await search(2));
  }, 60_000);

  it('of OrderQueue is the same for 2 and for 50 orders', async () => {
    const { variantIds } = await sell(store, 'Sought after', 1);
    const lines = variantIds.map((variantId) => ({ variantId, quantity: 1 }));
    for (let index = 0; index < 50; index += 1) await buy(store, lines);
    await waitFor(
      async () => {
        const { orders } = await store.staff.run(operations.OrderQueueDocument, {
          filter: { status: ['PENDING'] },
          first: 1,
        });
        return orders?.totalCount === 0;
      },
      { what: 'every order to be confirmed' },
    );
    const queue = (first: number) =>
      statementsOf(async () => {
        const { orders } = await store.staff.run(operations.OrderQueueDocument, { first });
        expect(orders?.edges).toHaveLength(first);
      });
    expect(await queue(50)).toBe(await queue(2));
  }, 60_000);
});
