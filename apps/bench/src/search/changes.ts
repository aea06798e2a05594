import { setTimeout as pause } from 'node:timers/promises';
import { operations } from '@longbox/client';
import type pg from 'pg';
import type { Graph } from '../graph.ts';
import type { Stack } from '../stack.ts';
import type { BenchStore } from './fill-stores.ts';

const LINES = 10;
const STORES = 5;
const VARIANTS = 500;
const POLL_MS = 5;
/** Above every generated price. */
const FROM_MINOR = 1_000_000;
const AMOUNTS = 5_000;
const PATIENCE_MS = 10_000;

/** What changes while shoppers search. */
export interface Changes {
  /** Changes `LINES` prices of one of the largest stores in one call. */
  reprice(): Promise<void>;
  /** Changes a price and a stock of a small store; gives after how many ms each is found by a search, from the answer to the change. A run has 150 of them. */
  probe(): Promise<readonly number[]>;
}

export const LINES_A_CALL = LINES;

export async function openChanges(
  graph: Graph,
  catalog: pg.Client,
  stack: Stack,
  stores: readonly BenchStore[],
): Promise<Changes> {
  const largest: { staff: { authorization: string }; variants: string[] }[] = [];
  for (const { id, slug } of stores.slice(0, STORES))
    largest.push({
      staff: { authorization: `Bearer ${stack.tokenOf('staff', slug)}` },
      variants: await variantsOf(catalog, id, VARIANTS),
    });
  const { small, soldOut } = await smallStore(catalog, stores);
  const staff = { authorization: `Bearer ${stack.tokenOf('staff', small.slug)}` };
  const shopper = { 'x-store': small.slug };
  const unique = await aboveEveryPrice(catalog, small.id);
  // Another beginning each time: what an earlier run on the same folder set would not change otherwise.
  let call = Date.now() % AMOUNTS;
  let probes = 0;

  async function setPrices(lines: readonly { variantId: string; amount: number }[], as: typeof staff) {
    const { setPrices: payload } = await graph.run(
      operations.SetPricesDocument,
      {
        input: {
          lines: lines.map(({ variantId, amount }) => ({
            variantId,
            price: { amount, currency: 'USD' as const },
          })),
        },
      },
      as,
    );
    if (payload.userErrors.length > 0) throw new Error(JSON.stringify(payload.userErrors));
  }

  /** How long it is until a search finds something. */
  async function found(filter: operations.ProductFilter): Promise<number> {
    const start = performance.now();
    for (;;) {
      const { products } = await graph.run(operations.SearchProductsDocument, { filter, first: 1 }, shopper);
      const after = performance.now() - start;
      if (products.edges.length > 0) return after;
      if (after > PATIENCE_MS) throw new Error(`a search did not find ${JSON.stringify(filter)} in 10 s`);
      await pause(POLL_MS);
    }
  }

  return {
    async reprice() {
      const number = call++;
      const store = largest[number % largest.length];
      if (!store) return;
      const lines = Array.from({ length: LINES }, (_, index) => {
        const at = (Math.floor(number / largest.length) * LINES + index) % store.variants.length;
        return { variantId: store.variants[at] ?? '', amount: 50 + ((number * 13 + index * 7) % AMOUNTS) };
      });
      await setPrices(lines, store.staff);
    },
    async probe() {
      const number = probes++;
      const product = soldOut[number];
      if (!product) throw new RangeError('nothing is sold out any more: take another folder');
      // Nothing else costs as much.
      const amount = unique + number;
      await setPrices(
        product.variants.map((variantId) => ({ variantId, amount })),
        staff,
      );
      const band = { priceMin: amount, priceMax: amount };
      const price = await found(band);
      const { adjustInventory } = await graph.run(
        operations.AdjustInventoryDocument,
        {
          input: {
            reason: 'RESTOCK',
            lines: [{ variantId: product.variants[0] ?? '', locationCode: 'MAIN', quantity: 1 }],
          },
        },
        staff,
      );
      if (adjustInventory.userErrors.length > 0) throw new Error(JSON.stringify(adjustInventory.userErrors));
      return [price, await found({ ...band, condition: 'NM', finish: 'NORMAL', inStock: true })];
    },
  };
}

/** Most changes of one run: two for each second. */
const PROBES = 150;

/** The smallest store that has enough left that is sold out: earlier runs on the same folder have put some of it in stock. */
async function smallStore(catalog: pg.Client, stores: readonly BenchStore[]) {
  for (const small of stores.toReversed()) {
    const soldOut = await soldOutIn(catalog, small.id);
    if (soldOut.length >= PROBES) return { small, soldOut };
  }
  throw new RangeError(`no store has ${PROBES} products that are sold out: take another folder`);
}

/** Products of a store whose first variant, near mint and without foil, is sold out; with all their variants. */
async function soldOutIn(catalog: pg.Client, storeId: string): Promise<{ variants: string[] }[]> {
  const { rows } = await catalog.query<{ variants: string[] }>(
    `SELECT array_agg(v.id ORDER BY v.position) AS variants FROM product_variants v
     JOIN variant_stock k ON k.tenant_id = v.tenant_id AND k.variant_id = v.id
     WHERE v.tenant_id = $1 GROUP BY v.product_id HAVING bool_or(v.position = 0 AND k.available_online = 0)`,
    [storeId],
  );
  return rows;
}

async function aboveEveryPrice(catalog: pg.Client, storeId: string): Promise<number> {
  const { rows } = await catalog.query<{ most: number | null }>(
    'SELECT max(amount_minor) AS most FROM variant_prices WHERE tenant_id = $1',
    [storeId],
  );
  return Math.max(FROM_MINOR, (rows[0]?.most ?? 0) + 1);
}

async function variantsOf(catalog: pg.Client, storeId: string, limit: number): Promise<string[]> {
  const { rows } = await catalog.query<{ id: string }>(
    'SELECT id FROM product_variants WHERE tenant_id = $1 ORDER BY md5(id::text) LIMIT $2',
    [storeId, limit],
  );
  return rows.map(({ id }) => id);
}
