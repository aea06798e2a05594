import type { PriceChanged, StockChanged } from '@longbox/events';
import type { EntityManager } from 'typeorm';
import { touchListings } from '../persistence/channel-listings.ts';
import { refreshOffers } from '../persistence/refresh-product-search.ts';

/** Notes prices, what their products' search rows say by that, and that channels must hear of it; four statements, however many. */
export async function notePrices(
  tx: EntityManager,
  tenantId: string,
  prices: readonly PriceChanged[],
): Promise<void> {
  await refreshOffers(tx, tenantId, await keepPrices(tx, tenantId, prices));
  await touchListings(tx, tenantId, variantsOf(prices));
}

/** Notes stock, what the products' search rows say by that, and that channels must hear of it; four statements, however many. */
export async function noteStocks(
  tx: EntityManager,
  tenantId: string,
  stocks: readonly StockChanged[],
): Promise<void> {
  await refreshOffers(tx, tenantId, await keepStocks(tx, tenantId, stocks));
  await touchListings(tx, tenantId, variantsOf(stocks));
}

/**
 * Keeps what variants cost now on a channel or in the base price list; answers the products of those whose price is news. A version that
 * is not newer than the kept one is left alone: events may come twice, and late.
 */
export async function keepPrices(
  tx: EntityManager,
  tenantId: string,
  prices: readonly PriceChanged[],
): Promise<string[]> {
  const newest = newestOf(prices, ({ variantId, channel }) => `${variantId} ${channel ?? ''}`);
  const noted: Noted[] = await tx.query(
    `INSERT INTO variant_prices AS p (tenant_id, variant_id, channel, product_id, currency, amount_minor, version)
     SELECT $1, r."variantId", coalesce(r.channel, ''), r."productId", r.currency, r."amountMinor", r.version
     FROM json_to_recordset($2::json) AS r ("variantId" uuid, channel text, "productId" uuid, currency text,
       "amountMinor" int, version bigint)
     ORDER BY r."variantId", r.channel
     ON CONFLICT (tenant_id, variant_id, channel) DO UPDATE
       SET currency = excluded.currency, amount_minor = excluded.amount_minor, version = excluded.version
       WHERE p.version < excluded.version
     RETURNING p.product_id AS "productId"`,
    [tenantId, JSON.stringify(newest)],
  );
  return productsOf(noted);
}

/** Keeps how many pieces of variants each location can sell online now; like `keepPrices` otherwise. */
export async function keepStocks(
  tx: EntityManager,
  tenantId: string,
  stocks: readonly StockChanged[],
): Promise<string[]> {
  const newest = newestOf(stocks, ({ itemId }) => itemId).map((stock) => ({
    ...stock,
    available: Math.max(0, stock.onHand - stock.reserved - stock.safetyStock - stock.onlineBuffer),
  }));
  const noted: Noted[] = await tx.query(
    `INSERT INTO variant_stock AS s (tenant_id, item_id, variant_id, product_id, available_online, version)
     SELECT $1, r."itemId", r."variantId", r."productId", r.available, r.version
     FROM json_to_recordset($2::json) AS r ("itemId" uuid, "variantId" uuid, "productId" uuid, available int, version bigint)
     ORDER BY r."itemId"
     ON CONFLICT (tenant_id, item_id) DO UPDATE
       SET available_online = excluded.available_online, version = excluded.version
       WHERE s.version < excluded.version
     RETURNING s.product_id AS "productId"`,
    [tenantId, JSON.stringify(newest)],
  );
  return productsOf(noted);
}

interface Noted {
  readonly productId: string;
}

const variantsOf = (told: readonly { readonly variantId: string }[]) => [
  ...new Set(told.map(({ variantId }) => variantId)),
];

const productsOf = (noted: readonly Noted[]) => [...new Set(noted.map(({ productId }) => productId))];

/** Of each thing the newest version; one statement may write a row once. */
function newestOf<T extends { readonly version: number }>(
  all: readonly T[],
  keyOf: (each: T) => string,
): T[] {
  const newest = new Map<string, T>();
  for (const each of all) {
    const known = newest.get(keyOf(each));
    if (known === undefined || known.version < each.version) newest.set(keyOf(each), each);
  }
  return [...newest.values()];
}
