import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '@longbox/client';
import { MetricsRegistry, openEvent, type InspectableLog, type StoredEvent } from '@longbox/events';
import { createEntityCache } from '@longbox/gateway';
import { pino } from 'pino';
import { accepted } from './demo/accepted.ts';
import { openWholeStore, sell, type WholeStore } from './whole-store.fixtures.ts';

const PRODUCTS = 4;
const VARIANTS = 3;
/** `npm run bench -- guarded` does five times as much, with the gateway in a process of its own. */
const READS = 2_000;
const READS_A_CHANGE = 10;
const READERS = 8;

/** What the gateway had heard of a variant: its price and its pieces, which here only grow. */
interface Heard {
  price: number;
  pieces: number;
}

const heard = new Map<string, Heard>();
const registry = new MetricsRegistry();

function note(record: StoredEvent): void {
  const event = openEvent(record);
  if (event.type !== 'PriceChanged' && event.type !== 'StockChanged') return;
  const known = heard.get(event.data.variantId) ?? { price: 0, pieces: 0 };
  if (event.type === 'PriceChanged') known.price = Math.max(known.price, event.data.amountMinor);
  else known.pieces = Math.max(known.pieces, event.data.onHand);
  heard.set(event.data.variantId, known);
}

const cacheOver = ({ inspection }: InspectableLog) =>
  createEntityCache({
    mostBytes: 2 ** 24,
    registry,
    logger: pino({ level: 'silent' }),
    changes: {
      follow: ({ topics, handle, onState }) =>
        inspection.follow({
          topics,
          onState,
          async handle(records) {
            await handle(records);
            records.forEach(note);
          },
        }),
    },
  });

let store: WholeStore;
beforeAll(async () => {
  store = await openWholeStore('staleness', cacheOver);
});
afterAll(() => store.drop());

describe('a cached page', () => {
  it('is never older than the last event that the gateway has heard, while prices and stock change', async () => {
    const products: Awaited<ReturnType<typeof sell>>[] = [];
    for (let n = 0; n < PRODUCTS; n += 1) products.push(await sell(store, `Box ${n}`, VARIANTS));
    const variants = products.flatMap(({ variantIds }) => variantIds);
    const stale: string[] = [];
    let reads = 0;
    // One after the other, so that prices only rise.
    let changes = Promise.resolve();

    async function change(n: number): Promise<void> {
      const variantId = variants[randomInt(variants.length)] ?? '';
      if (n % 2 === 0) {
        const lines = [{ variantId, price: { amount: 1_000 + n, currency: 'USD' as const } }];
        accepted((await store.staff.run(operations.SetPricesDocument, { input: { lines } })).setPrices);
      } else {
        const lines = [{ variantId, locationCode: 'MAIN', quantity: 1 }];
        const input = { reason: 'RESTOCK' as const, lines };
        accepted((await store.staff.run(operations.AdjustInventoryDocument, { input })).adjustInventory);
      }
    }

    async function read(): Promise<void> {
      const product = products[randomInt(products.length)];
      const { handle, variantIds } = product ?? { handle: '', variantIds: [] };
      const before = new Map(variantIds.map((id) => [id, { ...heard.get(id) }]));
      const { productByHandle } = await store.guest.run(operations.ProductPageDocument, {
        handle,
        channel: 'online',
      });
      for (const { id, price, availability } of productByHandle?.variants ?? []) {
        const { price: least = 0, pieces = 0 } = before.get(id) ?? {};
        const shown = [price?.price.amount ?? -1, availability?.availableToSell ?? -1] as const;
        if (shown[0] < least || shown[1] < pieces) stale.push(`${id}: ${shown.join()} < ${least},${pieces}`);
      }
    }

    async function reader(): Promise<void> {
      while (reads < READS) {
        reads += 1;
        const n = reads / READS_A_CHANGE;
        if (Number.isInteger(n)) await (changes = changes.then(() => change(n)));
        await read();
      }
    }

    await Promise.all(Array.from({ length: READERS }, reader));
    expect(stale).toEqual([]);
    expect(heard.size).toBe(variants.length);
    // It is the cache that answered: more was kept than read.
    const { values } = (await registry.getSingleMetric('longbox_entity_cache_answers_total')?.get()) ?? {
      values: [],
    };
    const sum = (outcome: string) =>
      values.reduce((total, { value, labels }) => total + (labels['outcome'] === outcome ? value : 0), 0);
    expect(sum('hit')).toBeGreaterThan(sum('miss'));
  });
});
