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

const CLIENTS = 20;
const ORDERS = 40;
/** The share of the rounds after which the memory counts as that of a process that has been at work. */
const WARM_SHARE = 0.2;
const SETTLE_MS = 5_000;
/** Else garbage is left lying for gigabytes, and looks like something that is kept. The store alone takes some 150 MiB of it. */
const HEAP = '--max-old-space-size=260';
const QUERY = print(operations.OrderStatusDocument);

/**
 * Shoppers who subscribe, see their order and leave, again and again: what the process of the store keeps of each round. Options: `rounds`
 * (100,000).
 */
export async function run({ given, say }: BenchmarkOptions): Promise<Findings> {
  const rounds = Number(given['rounds'] ?? 100_000);
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
    const warm = Math.round(rounds * WARM_SHARE);
    await work(warm);
    await pause(SETTLE_MS);
    const before = residentKb(stack.pids.store);
    say(`${Math.round(before / 1_024)} MiB after ${warm} rounds`);
    const begin = performance.now();
    await work(rounds - warm);
    const seconds = (performance.now() - begin) / 1_000;
    await pause(SETTLE_MS);
    const after = residentKb(stack.pids.store);
    say(`${Math.round(after / 1_024)} MiB after ${rounds}`);
    return {
      data: `${rounds} rounds of subscribing, one event and leaving, ${CLIENTS} clients on ${ORDERS} orders`,
      figures: {
        roundsPerSecond: (rounds - warm) / seconds,
        beforeMb: before / 1_024,
        afterMb: after / 1_024,
        bytesKeptPerRound: ((after - before) * 1_024) / (rounds - warm),
      },
    };
  } finally {
    for (const client of clients) await client.dispose();
    await graph.close();
    await database.end();
    await stack.stop();
  }
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
