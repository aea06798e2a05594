import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { arrive, rush } from './arrivals.ts';
import { SHOPPER, analyse, checkOut, makeCarts, putForSale, settled } from './checkout.ts';
import { cpuTimeMs } from './cpu-time.ts';
import { Graph } from './graph.ts';
import { watchOrders, type Watchers } from './live-clients.ts';
import { residentKb } from './memory.ts';
import { quantile, type BenchmarkOptions, type Findings } from './report.ts';
import { startStack } from './stack.ts';
import { waitUntil } from './waiting.ts';

/** The collector has tidied up after the subscribing by then, and nothing else goes on. */
const SETTLE_MS = 5_000;
const ARRIVE_TIMEOUT_MS = 60_000;
const WARM = 500;
const WARM_SECONDS = 10;

/**
 * Anonymous shoppers who watch their orders over WebSocket with the contract's `OrderStatus`, ten on each order, while statuses change at a
 * fixed rate: the time from the commit to the client's socket (and, for comparison, from asking for the commit, which waits for the disk), and the memory that each subscriber takes in the process of the
 * store. Options: `subscribers` (5,000), `orders` (500), `rate` (changes a second, 100), `seconds` (20).
 */
export async function run({ given, say }: BenchmarkOptions): Promise<Findings> {
  const subscribers = Number(given['subscribers'] ?? 5_000);
  const orders = Number(given['orders'] ?? 500);
  const rate = Number(given['rate'] ?? 100);
  const seconds = Number(given['seconds'] ?? 20);
  const stack = await startStack({ LONGBOX_LIVE_PER_CALLER: String(subscribers + WARM) });
  const database = new pg.Pool({ connectionString: stack.inspect('order'), max: 8 });
  const graph = new Graph(stack.url);
  const watchers: Watchers[] = [];
  try {
    const variants = await putForSale(graph, stack, say);
    const carts = await makeCarts(graph, variants, orders, say);
    await rush(orders, 8, (index) => checkOut(graph, carts[index] ?? ''));
    await settled(database);
    await analyse(stack);
    const ids = await orderIds(database);

    const some = ids.slice(0, WARM);
    const warm = await watchOrders(stack.url, SHOPPER, some, WARM);
    await arrive(
      rate * 3,
      rate,
      async (index) => void (await change(database, some[index % some.length] ?? '')),
    );
    await warm.close();
    await pause(SETTLE_MS);
    const before = residentKb(stack.pids.store);
    const begin = performance.now();
    const live = await watchOrders(stack.url, SHOPPER, ids, subscribers);
    watchers.push(live);
    say(
      `${subscribers} subscribers on ${ids.length} orders, ${Math.round((subscribers * 1_000) / (performance.now() - begin))} a second`,
    );
    await pause(SETTLE_MS);
    const after = residentKb(stack.pids.store);

    // What is measured is a store that has been at work, not one whose code is compiled while it is timed.
    await arrive(
      rate * WARM_SECONDS,
      rate,
      async (index) => void (await change(database, ids[index % ids.length] ?? '')),
    );
    say(`${rate * seconds} changes come, ${rate} a second`);
    const cpu = cpuTimeMs(stack.pids.store);
    const started = performance.now();
    const committed = new Map<string, Committed>();
    await arrive(rate * seconds, rate, async (index) => {
      const id = ids[(index * 7) % ids.length] ?? '';
      const made = await change(database, id);
      committed.set(`${id} ${made.revision}`, made);
    });
    const each = subscribers / ids.length;
    await waitUntil('every change to arrive', ARRIVE_TIMEOUT_MS, () =>
      Promise.resolve(live.heard.length >= (committed.size + rate * WARM_SECONDS) * each),
    );
    const heard = live.heard.flatMap(({ key, at }) => {
      const commit = committed.get(key);
      return commit ? [{ at, commit }] : [];
    });
    // Some hear of it before the one who wrote it does.
    const latencies = heard.map(({ at, commit }) => Math.max(0, at - commit.done));
    const withCommit = heard.map(({ at, commit }) => at - commit.asked);
    const loadSeconds = (performance.now() - started) / 1_000;
    return {
      data: `${subscribers} subscribers on ${ids.length} orders of two lines, ${rate} changes a second for ${seconds} s, the whole store in one process`,
      figures: {
        subscribers,
        p50Ms: quantile(latencies, 0.5),
        p99Ms: quantile(latencies, 0.99),
        p99WithCommitMs: quantile(withCommit, 0.99),
        kbPerSubscriber: (after - before) / subscribers,
        deliveredPerSecond: latencies.length / loadSeconds,
        storeCpuMsPerChange: (cpuTimeMs(stack.pids.store) - cpu) / committed.size,
      },
    };
  } finally {
    for (const each of watchers) await each.close();
    await graph.close();
    await database.end();
    await stack.stop();
  }
}

async function orderIds(database: pg.Pool): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(`SELECT id FROM orders ORDER BY id`);
  return rows.map(({ id }) => id);
}

interface Committed {
  readonly revision: number;
  /** When the commit was asked for, and when it had happened, by `performance.now()`. */
  readonly asked: number;
  readonly done: number;
}

/** Writes one change of an order as the order subgraph does. */
async function change(database: pg.Pool, id: string): Promise<Committed> {
  const connection = await database.connect();
  try {
    await connection.query('BEGIN');
    const { rows } = await connection.query<{ tenantId: string; revision: number }>(
      `WITH moved AS (
         UPDATE orders SET revision = revision + 1, updated_at = now(),
           fulfillment_status = CASE fulfillment_status WHEN 'UNFULFILLED' THEN 'IN_PROGRESS' ELSE 'UNFULFILLED' END
         WHERE id = $1 RETURNING *)
       INSERT INTO order_timeline (order_id, revision, tenant_id, at, type, message, actor, status, payment_status, fulfillment_status)
       SELECT id, revision, tenant_id, now(), 'SHIPMENT_PACKED', 'Changed.', 'bench', status, payment_status, fulfillment_status FROM moved
       RETURNING tenant_id AS "tenantId", revision`,
      [id],
    );
    const [{ tenantId, revision } = { tenantId: '', revision: 0 }] = rows;
    await connection.query(`SELECT pg_notify('order_changed', $1)`, [
      `${tenantId} ${id} ${revision} ${revision}`,
    ]);
    const asked = performance.now();
    await connection.query('COMMIT');
    return { revision, asked, done: performance.now() };
  } finally {
    connection.release();
  }
}
