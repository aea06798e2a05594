import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { connect, operations, type Client } from '@longbox/client';
import { openEmbeddedLog } from '@longbox/events';
import {
  inProcessTransport,
  peersOver,
  shippedSupergraph,
  startGateway,
  type Transport,
} from '@longbox/gateway';
import { SCOPES } from '@longbox/identity';
import { newId } from '@longbox/ids';
import { SUBGRAPH_NAMES, type Subgraph, type SubgraphName } from '@longbox/subgraph';
import { emptyDatabase, storeOf, waitFor } from '@longbox/testing';
import { accepted } from './demo/accepted.ts';
import { SUBGRAPHS } from './subgraphs.ts';

const logger = pino({ level: 'silent' });
const store = storeOf('statements');
const ends: (() => Promise<void>)[] = [];
const subgraphs: Subgraph[] = [];
let staff: Client;
let guest: Client;

beforeAll(async () => {
  const { url, drop } = await emptyDatabase('events');
  ends.push(drop);
  const eventLog = await openEmbeddedLog({ url, logger });
  ends.push(() => eventLog.close());
  const transports = new Map<SubgraphName, Transport>();
  const transportOf = (name: SubgraphName) => {
    const transport = transports.get(name);
    if (!transport) throw new Error(`${name} is asked before it is there`);
    return transport;
  };
  for (const name of SUBGRAPH_NAMES) {
    const database = await emptyDatabase(name);
    const subgraph = await SUBGRAPHS[name]({
      databaseUrl: database.url,
      eventLog,
      peers: peersOver(transportOf),
      logger,
    });
    ends.push(async () => {
      await subgraph.stop();
      await database.drop();
    });
    transports.set(name, inProcessTransport(subgraph, logger));
    subgraphs.push(subgraph);
  }
  for (const subgraph of subgraphs) await subgraph.start();
  const gateway = await startGateway({
    supergraphSdl: shippedSupergraph(),
    transports: Object.fromEntries(transports),
    authentication: {
      stores: { stores: [store], storeBySlug: () => store, apiKey: () => undefined },
      verify: () =>
        Promise.resolve({ sub: 'sam', role: 'staff', store: store.slug, scope: SCOPES.join(' ') }),
      defaultStore: store.slug,
    },
    host: '127.0.0.1',
    port: 0,
    origins: [],
    explorer: false,
    logger,
  });
  ends.push(() => gateway.stop());
  staff = connect(gateway.url, { authorization: 'Bearer any' });
  guest = connect(gateway.url);
  const created = await staff.run(operations.CreateLocationDocument, {
    input: { code: 'MAIN', name: 'Main', type: 'STORE' },
  });
  accepted(created.createLocation);
}, 60_000);

afterAll(async () => {
  for (const end of ends.reverse()) await end();
}, 30_000);

/** Waits until events have done their work: no database has had a statement for a while. */
async function quiet(): Promise<void> {
  let last = Date.now();
  const stops = subgraphs.map((subgraph) => subgraph.onStatement(() => (last = Date.now())));
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
    const stops = subgraphs.map((subgraph) => subgraph.onStatement(() => (count += 1)));
    await operation();
    for (const stop of stops) stop();
    counts.push(count);
  }
  return Math.min(...counts);
}

/** A product with so many variants, each in stock and priced. */
async function sell(title: string, variants: number) {
  const prefix = newId().slice(-10).toUpperCase();
  const created = await staff.run(operations.CreateProductDocument, {
    input: {
      kind: 'SEALED',
      title,
      variants: Array.from({ length: variants }, (_, index) => ({
        sku: `${prefix}-${index}`,
        title: `No. ${index}`,
      })),
    },
  });
  const { product } = accepted(created.createProduct);
  const made = product?.variants ?? [];
  const lines = made.map(({ id }) => ({ variantId: id, locationCode: 'MAIN', quantity: 100 }));
  accepted(
    (await staff.run(operations.AdjustInventoryDocument, { input: { reason: 'RESTOCK', lines } }))
      .adjustInventory,
  );
  const prices = made.map(({ id }) => ({ variantId: id, price: { amount: 500, currency: 'USD' as const } }));
  accepted((await staff.run(operations.SetPricesDocument, { input: { lines: prices } })).setPrices);
  return { handle: product?.handle ?? '', variantId: made[0]?.id ?? '' };
}

async function buy(variantId: string): Promise<void> {
  const { createCart } = await guest.run(operations.CreateCartDocument, {
    input: { lines: [{ variantId, quantity: 1 }] },
  });
  const cartId = accepted(createCart).cart?.id ?? '';
  const { checkout } = await guest.run(operations.CheckoutDocument, {
    input: {
      cartId,
      idempotencyKey: newId(),
      email: 'robin@example.com',
      shippingAddress: { name: 'R', line1: '1', city: 'B', postalCode: '1', countryCode: 'US' },
      payment: { token: '4242424242424242' },
    },
  });
  accepted(checkout);
}

describe('the number of SQL statements', () => {
  it('of ProductPage is the same for 2 and for 50 variants', async () => {
    const page = (handle: string) =>
      statementsOf(() => guest.run(operations.ProductPageDocument, { handle }));
    const few = await page((await sell('Few', 2)).handle);
    const many = await page((await sell('Many', 50)).handle);
    expect(many).toBe(few);
    expect(few).toBeGreaterThan(0);
  }, 60_000);

  it('of SearchProducts is the same for 2 and for 50 products', async () => {
    for (let index = 0; index < 50; index += 1) await sell(`Crate ${index}`, 1);
    const search = (first: number) =>
      statementsOf(async () => {
        const { products } = await guest.run(operations.SearchProductsDocument, { query: 'crate', first });
        expect(products.edges).toHaveLength(first);
      });
    expect(await search(50)).toBe(await search(2));
  }, 60_000);

  it('of OrderQueue is the same for 2 and for 50 orders', async () => {
    const { variantId } = await sell('Sought after', 1);
    for (let index = 0; index < 50; index += 1) await buy(variantId);
    await waitFor(
      async () => {
        const { orders } = await staff.run(operations.OrderQueueDocument, {
          filter: { status: ['PENDING'] },
          first: 1,
        });
        return orders?.totalCount === 0;
      },
      { what: 'every order to be confirmed' },
    );
    const queue = (first: number) =>
      statementsOf(async () => {
        const { orders } = await staff.run(operations.OrderQueueDocument, { first });
        expect(orders?.edges).toHaveLength(first);
      });
    expect(await queue(50)).toBe(await queue(2));
  }, 60_000);
});
