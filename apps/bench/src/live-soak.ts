import { setTimeout as pause } from 'node:timers/promises';
import { operations } from '@longbox/client';
import { freePort } from '@longbox/ports';
import { print } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import pg from 'pg';
import { rush } from './arrivals.ts';
import { SHOPPER, checkOut, makeCarts, putForSale, settled } from './checkout.ts';
import { Graph } from './graph.ts';
import { inspectHeap, residentKb, type Heap } from './memory.ts';
import type { BenchmarkOptions, Findings } from './report.ts';
import { startStack } from './stack.ts';

const CLIENTS = 50;
const ORDERS = 60;
/** After the first the memory counts as that of a process that has been at work. */
const PARTS = 5;
const SETTLE_MS = 5_000;
/** Products whose pages are asked for in turn. */
const MOST_PAGES = 50;
/** Else garbage is left lying for gigabytes, and looks like something that is kept. The store alone takes some 150 MiB of it. */
const HEAP = '--max-old-space-size=260';
const QUERY = print(operations.OrderStatusDocument);

/**
 * Shoppers who subscribe, see their order and leave, again and again, and then shoppers who ask for a product's page: what the process of
 * the store keeps of each round and of each request. Held is what is left when the rest has been collected. Options: `rounds` (100,000),
 * `requests` (1,000,000).
 */
export async function run({ given, say }: BenchmarkOptions): Promise<Findings> {
  const rounds = Number(given['rounds'] ?? 100_000);
  const requests = Number(given['requests'] ?? 1_000_000);
  const inspectPort = await freePort();
  const stack = await startStack({
    LONGBOX_LIVE_PER_CALLER: '100000',
    NODE_OPTIONS: `${HEAP} --inspect-port=127.0.0.1:${inspectPort}`,
  });
  const database = new pg.Pool({ connectionString: stack.inspect('order'), max: 1 });
  const graph = new Graph(stack.url);
  const clients: Client[] = [];
  let heap: Heap | undefined;
  try {
    const variants = await putForSale(graph, stack, say);
    const carts = await makeCarts(graph, variants, ORDERS, say);
    await rush(ORDERS, 4, (index) => checkOut(graph, carts[index] ?? ''));
    await settled(database);
    const { rows } = await database.query<{ id: string }>('SELECT id FROM orders');
    for (let i = 0; i < CLIENTS; i += 1)
      clients.push(
        createClient({
          url: stack.url.replace(/^http/, 'ws'),
          webSocketImpl: WebSocket,
          connectionParams: SHOPPER,
          lazy: false,
          retryAttempts: 0,
        }),
      );
    const work = (count: number) =>
      rush(count, CLIENTS, (index) =>
        seenOnce(clients[index % CLIENTS] as Client, rows[index % rows.length]?.id ?? ''),
      );
    const { products } = await graph.run(operations.SearchProductsDocument, { first: MOST_PAGES }, SHOPPER);
    const handles = products.edges.map(({ node }) => node.handle);
    const ask = (count: number) =>
      rush(count, CLIENTS, async (index) => {
        const handle = handles[index % handles.length] ?? '';
        await graph.run(operations.ProductPageDocument, { handle }, SHOPPER);
      });
    const { pids } = stack;
    heap = await inspectHeap(pids.store, inspectPort);
    const live = await soaked('rounds', rounds, work, { pid: pids.store, heap, say });
    const asked = await soaked('requests', requests, ask, { pid: pids.store, heap, say });
    return {
      data: `${rounds} rounds of subscribing, one event and leaving, ${CLIENTS} clients on ${ORDERS} orders; then ${requests} requests for ${handles.length} product pages`,
      figures: {
        roundsPerSecond: live.perSecond,
        heldBeforeRoundsMb: live.heldBeforeMb,
        heldAfterRoundsMb: live.heldAfterMb,
        residentBeforeRoundsMb: live.residentBeforeMb,
        residentAfterRoundsMb: live.residentAfterMb,
        bytesKeptPerRound: live.bytesKept,
        requestsPerSecond: asked.perSecond,
        heldBeforeRequestsMb: asked.heldBeforeMb,
        heldAfterRequestsMb: asked.heldAfterMb,
        residentBeforeRequestsMb: asked.residentBeforeMb,
        residentAfterRequestsMb: asked.residentAfterMb,
        bytesKeptPerRequest: asked.bytesKept,
      },
    };
  } finally {
    heap?.close();
    for (const client of clients) await client.dispose();
    await graph.close();
    await database.end();
    await stack.stop();
  }
}

/** Does the work in parts, of which the first warms, and looks at what the process holds after each. */
async function soaked(
  what: string,
  count: number,
  work: (count: number) => Promise<unknown>,
  { pid, heap, say }: { readonly pid: number; readonly heap: Heap; readonly say: BenchmarkOptions['say'] },
) {
  const part = Math.round(count / PARTS);
  const seen: { readonly liveBytes: number; readonly residentKb: number }[] = [];
  let seconds = 0;
  for (let done = part; done <= part * PARTS; done += part) {
    const begin = performance.now();
    await work(part);
    if (done > part) seconds += (performance.now() - begin) / 1_000;
    await pause(SETTLE_MS);
    const look = { liveBytes: await heap.liveBytes(), residentKb: residentKb(pid) };
    seen.push(look);
    say(
      `${(look.liveBytes / 2 ** 20).toFixed(1)} MiB are held after ${done} ${what}, ${Math.round(look.residentKb / 1_024)} MiB are resident`,
    );
  }
  const [before, after] = [seen[0], seen.at(-1)];
  if (!before || !after) throw new Error('nothing was done');
  return {
    perSecond: (part * (PARTS - 1)) / seconds,
    heldBeforeMb: before.liveBytes / 2 ** 20,
    heldAfterMb: after.liveBytes / 2 ** 20,
    residentBeforeMb: before.residentKb / 1_024,
    residentAfterMb: after.residentKb / 1_024,
    bytesKept: (after.liveBytes - before.liveBytes) / (part * (PARTS - 1)),
  };
}

/** Subscribes, waits for the order as it is, and leaves. */
function seenOnce(client: Client, id: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = client.subscribe(
      { query: QUERY, variables: { id } },
      {
        next: ({ errors }) => {
          if (errors) reject(new Error(JSON.stringify(errors)));
          leave();
        },
        error: (error) => reject(error instanceof Error ? error : new Error(JSON.stringify(error))),
        complete: resolve,
      },
    );
  });
}
