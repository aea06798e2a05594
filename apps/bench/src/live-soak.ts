import { setTimeout as pause } from 'node:timers/promises';
import { operations } from '@longbox/client';
import { print } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import pg from 'pg';
import { rush } from './arrivals.ts';
import { SHOPPER, checkOut, makeCarts, putForSale, settled } from './checkout.ts';
import { Graph } from './graph.ts';
import { residentKb } from './memory.ts';
import type { BenchmarkOptions, Findings } from './report.ts';
import { startStack } from './stack.ts';

const CLIENTS = 50;
const ORDERS = 60;
/** The share of the rounds after which the memory counts as that of a process that has been at work. */
const WARM_SHARE = 0.2;
const SETTLE_MS = 5_000;
/** Products whose pages are asked for in turn. */
const MOST_PAGES = 50;
/** Else garbage is left lying for gigabytes, and looks like something that is kept. The store alone takes some 150 MiB of it. */
const HEAP = '--max-old-space-size=260';
const QUERY = print(operations.OrderStatusDocument);

/**
 * Shoppers who subscribe, see their order and leave, again and again, and then shoppers who ask for a product's page: what the process of
 * the store keeps of each round and of each request. Options: `rounds` (100,000), `requests` (1,000,000).
 */
export async function run({ given, say }: BenchmarkOptions): Promise<Findings> {
  const rounds = Number(given['rounds'] ?? 100_000);
  const requests = Number(given['requests'] ?? 1_000_000);
  const stack = await startStack({ LONGBOX_LIVE_PER_CALLER: '100000', NODE_OPTIONS: HEAP });
  const database = new pg.Pool({ connectionString: stack.inspect('order'), max: 1 });
  const graph = new Graph(stack.url);
  const clients: Client[] = [];
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
    const live = await soaked('rounds', rounds, work, { pid: pids.store, say });
    const asked = await soaked('requests', requests, ask, { pid: pids.store, say });
    return {
      data: `${rounds} rounds of subscribing, one event and leaving, ${CLIENTS} clients on ${ORDERS} orders; then ${requests} requests for ${handles.length} product pages`,
      figures: {
        roundsPerSecond: live.perSecond,
        beforeMb: live.beforeMb,
        afterMb: live.afterMb,
        bytesKeptPerRound: live.bytesKept,
        requestsPerSecond: asked.perSecond,
        beforeRequestsMb: asked.beforeMb,
        afterRequestsMb: asked.afterMb,
        bytesKeptPerRequest: asked.bytesKept,
      },
    };
  } finally {
    for (const client of clients) await client.dispose();
    await graph.close();
    await database.end();
    await stack.stop();
  }
}

/** Does a share of the work to warm, and the rest of it between two looks at the memory of the process. */
async function soaked(
  what: string,
  count: number,
  work: (count: number) => Promise<unknown>,
  { pid, say }: { readonly pid: number; readonly say: BenchmarkOptions['say'] },
) {
  const warm = Math.round(count * WARM_SHARE);
  await work(warm);
  await pause(SETTLE_MS);
  const before = residentKb(pid);
  say(`${Math.round(before / 1_024)} MiB after ${warm} ${what}`);
  const begin = performance.now();
  await work(count - warm);
  const seconds = (performance.now() - begin) / 1_000;
  await pause(SETTLE_MS);
  const after = residentKb(pid);
  say(`${Math.round(after / 1_024)} MiB after ${count} ${what}`);
  return {
    perSecond: (count - warm) / seconds,
    beforeMb: before / 1_024,
    afterMb: after / 1_024,
    bytesKept: ((after - before) * 1_024) / (count - warm),
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
