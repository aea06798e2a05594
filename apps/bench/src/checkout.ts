import { operations } from '@longbox/client';
import { newId } from '@longbox/ids';
import { waitUntil } from './waiting.ts';
import pg from 'pg';
import { arrive, rush } from './arrivals.ts';
import { Graph } from './graph.ts';
import { cpuTimeMs } from './cpu-time.ts';
import { quantile, type BenchmarkOptions, type Findings } from './report.ts';
import { DATABASES, startStack, type Stack } from './stack.ts';

const COLD_VARIANTS = 1_000;
const VARIANTS_A_PRODUCT = 10;
const STOCK = 1_000_000;
const SETTLE_TIMEOUT_MS = 120_000;
export const SHOPPER = { 'x-store': 'demo' };

/**
 * Orders of two lines, of which one is of the same hot variant and one of 1,000 cold ones: confirmed orders a second and the latency of
 * the `Checkout` mutation at a fixed arrival rate, then how many a second when 32 shoppers check out without a pause. The carts are made
 * beforehand, and the store has a history. Options: `rate` (arrivals a second, 150), `seconds` (20), `rush` (orders without a pause,
 * 2,000), `history` (orders before, 3,000).
 */
export async function run({ given, say }: BenchmarkOptions): Promise<Findings> {
  const rate = Number(given['rate'] ?? 150);
  const seconds = Number(given['seconds'] ?? 20);
  const rushed = Number(given['rush'] ?? 2_000);
  const warm = Number(given['history'] ?? 3_000);
  const stack = await startStack();
  const orders = new pg.Pool({ connectionString: stack.inspect('order'), max: 1 });
  const graph = new Graph(stack.url);
  try {
    const variants = await putForSale(graph, stack, say);
    const checkouts = rate * seconds;
    const carts = await makeCarts(graph, variants, warm + checkouts + rushed, say);
    const checkout = (index: number) => checkOut(graph, carts[index] ?? '');

    await rush(warm, 32, checkout);
    await settled(orders);
    await analyse(stack);
    say(`${warm} orders are history`);
    say(`${checkouts} checkouts arrive, ${rate} a second`);
    const fixed = await measured(stack, orders, () =>
      arrive(checkouts, rate, (index) => checkout(warm + index)),
    );
    say(`${rushed} checkouts come as fast as they go`);
    const free = await measured(stack, orders, () =>
      rush(rushed, 32, (index) => checkout(warm + checkouts + index)),
    );
    return {
      data: `${COLD_VARIANTS + 1} variants, ${checkouts} orders of two lines at ${rate}/s, then ${rushed} by 32 shoppers`,
      figures: {
        confirmedPerSecond: fixed.perSecond,
        p50Ms: quantile(fixed.latencies, 0.5),
        p99Ms: quantile(fixed.latencies, 0.99),
        settledAfterMs: fixed.settledAfterMs,
        rushConfirmedPerSecond: free.perSecond,
        storeCpuMsPerOrder: free.storeCpuMs,
        postgresCpuMsPerOrder: free.postgresCpuMs,
        rushP99Ms: quantile(free.latencies, 0.99),
        violations: await stack.verify(),
      },
    };
  } finally {
    await graph.close();
    await orders.end();
    await stack.stop();
  }
}

/** Sells one hot variant and the cold ones; gives their ids, the hot one first. */
export async function putForSale(
  graph: Graph,
  { staffToken }: Stack,
  say: BenchmarkOptions['say'],
): Promise<string[]> {
  const staff = { authorization: `Bearer ${staffToken}` };
  const ids: string[] = [];
  await graph.run(
    operations.CreateLocationDocument,
    { input: { code: 'MAIN', name: 'Main', type: 'STORE' } },
    staff,
  );
  // The hot one is a product of its own, as a booster box on its release day is.
  const sizes = [1, ...Array.from({ length: COLD_VARIANTS / VARIANTS_A_PRODUCT }, () => VARIANTS_A_PRODUCT)];
  for (const size of sizes) {
    const from = ids.length;
    const variants = Array.from({ length: size }, (_, i) => ({
      sku: `BENCH-${from + i}`,
      title: `Box ${from + i}`,
      weightGrams: 100,
    }));
    const input = { kind: 'SEALED' as const, title: `Box ${from}`, variants };
    const { createProduct } = await graph.run(operations.CreateProductDocument, { input }, staff);
    ids.push(...(createProduct.product?.variants.map(({ id }) => id) ?? []));
  }
  for (let from = 0; from < ids.length; from += 1_000) {
    const some = ids.slice(from, from + 1_000);
    const stocked = await graph.run(
      operations.AdjustInventoryDocument,
      {
        input: {
          reason: 'RESTOCK',
          lines: some.map((variantId) => ({ variantId, locationCode: 'MAIN', quantity: STOCK, bin: 'A-1' })),
        },
      },
      staff,
    );
    const price = { amount: 500, currency: 'USD' as const };
    const priced = await graph.run(
      operations.SetPricesDocument,
      { input: { lines: some.map((variantId) => ({ variantId, price })) } },
      staff,
    );
    const refused = [...stocked.adjustInventory.userErrors, ...priced.setPrices.userErrors];
    if (refused.length > 0) throw new Error(JSON.stringify(refused));
  }
  say(`${ids.length} variants are for sale`);
  return ids;
}

/** What autovacuum does by and by: plans made for empty tables are no store's everyday. */
export async function analyse(stack: Stack): Promise<void> {
  for (const name of DATABASES) {
    const client = new pg.Client({ connectionString: stack.inspect(name) });
    await client.connect();
    await client.query('ANALYZE');
    await client.end();
  }
}

export async function makeCarts(
  graph: Graph,
  [hot = '', ...cold]: readonly string[],
  count: number,
  say: BenchmarkOptions['say'],
): Promise<string[]> {
  const start = performance.now();
  const carts: string[] = [];
  await rush(count, 16, async (index) => {
    const variantIds = [hot, cold[index % cold.length] ?? ''];
    const { createCart } = await graph.run(
      operations.CreateCartDocument,
      { input: { channel: 'online', lines: variantIds.map((variantId) => ({ variantId, quantity: 1 })) } },
      SHOPPER,
    );
    carts.push(createCart.cart?.id ?? '');
  });
  say(`${count} carts are filled (${Math.round((count * 1_000) / (performance.now() - start))} a second)`);
  return carts;
}

export async function checkOut(graph: Graph, cartId: string): Promise<void> {
  const { checkout } = await graph.run(
    operations.CheckoutDocument,
    {
      input: {
        cartId,
        idempotencyKey: newId(),
        email: 'robin@example.com',
        shippingAddress: {
          name: 'Robin Sample',
          line1: '1 Long Row',
          city: 'Boxford',
          postalCode: '12345',
          countryCode: 'US',
        },
        payment: { token: '4242424242424242' },
      },
    },
    SHOPPER,
  );
  if (!checkout.order) throw new Error(JSON.stringify(checkout.userErrors));
}

/** Runs the load and waits until each order is settled; the rate is over the whole time, the settling included. */
async function measured({ pids }: Stack, orders: pg.Pool, load: () => Promise<number[]>) {
  const before = await confirmed(orders);
  const cpu = { store: cpuTimeMs(pids.store), postgres: cpuTimeMs(pids.postgres) };
  const start = performance.now();
  const latencies = await load();
  const loaded = performance.now();
  await settled(orders);
  const over = performance.now();
  const count = (await confirmed(orders)) - before;
  return {
    latencies,
    perSecond: (count * 1_000) / (over - start),
    settledAfterMs: over - loaded,
    storeCpuMs: (cpuTimeMs(pids.store) - cpu.store) / count,
    postgresCpuMs: (cpuTimeMs(pids.postgres) - cpu.postgres) / count,
  };
}

export const settled = (orders: pg.Pool) =>
  waitUntil('every order to be settled', SETTLE_TIMEOUT_MS, async () => {
    const { rows } = await orders.query<{ open: number }>(
      `SELECT count(*)::int AS open FROM orders WHERE status = 'PENDING'`,
    );
    return rows[0]?.open === 0;
  });

async function confirmed(orders: pg.Pool): Promise<number> {
  const { rows } = await orders.query<{ count: number }>(
    `SELECT count(*)::int FROM orders WHERE status = 'CONFIRMED'`,
  );
  return rows[0]?.count ?? 0;
}
