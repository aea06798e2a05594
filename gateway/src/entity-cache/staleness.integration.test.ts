import { randomInt } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { MetricsRegistry } from '@longbox/events';
import { waitFor } from '@longbox/testing';
import { pino } from 'pino';
import { openOptionalRedis, type OptionalRedis } from '../redis/optional-redis.ts';
import { hasRedis, startRedis } from '../redis/redis.fixtures.ts';
import { priceChanged, startCachedGateway, type CachedGateway } from './cached-gateway.fixtures.ts';

/** The full size, 10,000 reads and 1,000 changes, is what `npm run bench -- guarded` does. */
const READS = 3_000;
const READS_A_CHANGE = 10;
const READERS = 16;
const PRODUCTS = Array.from({ length: 20 }, (_, n) => `p${n}`);
const VARIANTS = PRODUCTS.flatMap((id) => [`${id}-1`, `${id}-2`]);
const logger = pino({ level: 'silent' });

const describeWithRedis = hasRedis() ? describe : describe.skip;

/** A gateway, and what it has been told: the price that it may not be below from then on. */
interface Edge {
  readonly gateway: CachedGateway;
  readonly floors: Map<string, number>;
}

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function begin(prices: Map<string, number>, redis?: OptionalRedis, mostBytes?: number): Promise<Edge> {
  const gateway = await startCachedGateway(new MetricsRegistry(), {
    prices,
    ...(redis ? { redis } : {}),
    ...(mostBytes === undefined ? {} : { mostBytes }),
  });
  ends.push(() => gateway.stop());
  return { gateway, floors: new Map() };
}

/** Every gateway hears of a change at its own time, as it does of an event. */
async function change(edges: readonly Edge[], prices: Map<string, number>, price: number): Promise<void> {
  const id = VARIANTS[randomInt(VARIANTS.length)] ?? '';
  prices.set(id, price);
  for (const { gateway, floors } of edges) {
    await gateway.tell('PriceChanged', id, priceChanged(id));
    floors.set(id, Math.max(price, floors.get(id) ?? 0));
  }
}

/** The variants that were shown with a price from before a change that this gateway had heard of when it was asked. */
async function read({ gateway, floors }: Edge): Promise<readonly string[]> {
  const product = PRODUCTS[randomInt(PRODUCTS.length)] ?? '';
  const least = new Map(floors);
  const { data } = await gateway.ask(`{ product(id: "${product}") { variants { id price } } }`);
  const found = data?.['product'] as {
    readonly variants: readonly { readonly id: string; readonly price: number }[];
  } | null;
  if (!found) return [`${product} is not there`];
  return found.variants.flatMap(({ id, price }) => {
    const floor = least.get(id) ?? 1;
    return price < floor ? [`${id}: ${price} < ${floor}`] : [];
  });
}

/** Reads random pages, while every tenth of those who read changes a random price first; gives what was too old. */
async function readWhileChanging(edges: readonly Edge[], prices: Map<string, number>) {
  const stale: string[] = [];
  let reads = 0;
  async function reader(edge: Edge): Promise<void> {
    while (reads < READS) {
      reads += 1;
      if (reads % READS_A_CHANGE === 0) await change(edges, prices, reads);
      stale.push(...(await read(edge)));
    }
  }
  const readers = Array.from({ length: READERS }, (_, n) => edges[n % edges.length]);
  await Promise.all(readers.flatMap((edge) => (edge ? [reader(edge)] : [])));
  return stale;
}

const counted = async ({ gateway }: Edge, outcome: string) =>
  Number(
    new RegExp(`subgraph="pricing",outcome="${outcome}"\\} (\\d+)`).exec(await gateway.metrics())?.[1] ?? 0,
  );

describe('a read', () => {
  it('is never older than what its gateway has heard, while prices change', async () => {
    const prices = new Map<string, number>();
    const edge = await begin(prices);
    expect(await readWhileChanging([edge], prices)).toEqual([]);
    expect(await counted(edge, 'hit')).toBeGreaterThan(READS);
  });
});

describeWithRedis('a read of two gateways on one Redis', () => {
  it('is never older than what its gateway has heard, whichever has read what is kept', async () => {
    const redis = await startRedis();
    ends.push(() => redis.stop());
    const prices = new Map<string, number>();
    const edges: Edge[] = [];
    for (let n = 0; n < 2; n += 1) {
      const registry = new MetricsRegistry();
      const shared = openOptionalRedis({ url: redis.url, logger, registry });
      ends.push(() => shared.close());
      await waitFor(async () => /redis_up 1/.test(await registry.metrics()), { what: 'Redis' });
      // No room of its own: whatever is kept is kept in Redis.
      edges.push(await begin(prices, shared, 0));
    }
    expect(await readWhileChanging(edges, prices)).toEqual([]);
    for (const edge of edges) expect(await counted(edge, 'shared')).toBeGreaterThan(READS / 10);
  });
});
