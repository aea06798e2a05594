import type { EntityManager } from 'typeorm';
import type { CurrencyCode, Money } from '@longbox/money';
import type { ChangedPriceRow, PriceRow } from './rows.ts';

const COLUMNS = `id, variant_id AS "variantId", product_id AS "productId", channel, currency, amount_minor AS "amountMinor",
  compare_at_minor AS "compareAtMinor", version::float8 AS version, updated_at AS "updatedAt"`;

export interface PriceToSet {
  readonly id: string;
  readonly variantId: string;
  readonly productId: string;
  readonly channel: string | null;
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
}

/**
 * Sets prices, each (variant, channel) at most once, and writes each change into the history. Answers the rows that changed; a price that
 * is what it was is left alone. Rows are taken in one order, so that two calls cannot wait for each other.
 */
export async function upsertPrices(
  tx: EntityManager,
  tenantId: string,
  prices: readonly PriceToSet[],
  { currency, changedBy, now }: { currency: CurrencyCode; changedBy: string; now: Date },
): Promise<ChangedPriceRow[]> {
  return tx.query<ChangedPriceRow[]>(
    `WITH changed AS (
       INSERT INTO prices AS p (id, tenant_id, variant_id, product_id, channel, currency, amount_minor, compare_at_minor, changed_by, updated_at)
       SELECT id, $1, variant_id, product_id, channel, $2, amount, compare_at, $3, $4
       FROM unnest($5::uuid[], $6::uuid[], $7::uuid[], $8::text[], $9::int[], $10::int[])
         AS given (id, variant_id, product_id, channel, amount, compare_at)
       ORDER BY variant_id, channel
       ON CONFLICT ON CONSTRAINT prices_one_for_each_channel DO UPDATE SET
         amount_minor = excluded.amount_minor, compare_at_minor = excluded.compare_at_minor, currency = excluded.currency,
         product_id = excluded.product_id, changed_by = excluded.changed_by, updated_at = excluded.updated_at, version = p.version + 1
       WHERE (p.amount_minor, p.compare_at_minor, p.currency)
         IS DISTINCT FROM (excluded.amount_minor, excluded.compare_at_minor, excluded.currency)
       RETURNING p.*, old.amount_minor AS previous_minor),
     history AS (
       INSERT INTO price_changes (tenant_id, price_id, previous_minor, amount_minor, compare_at_minor, changed_by, changed_at)
       SELECT tenant_id, id, previous_minor, amount_minor, compare_at_minor, changed_by, updated_at FROM changed)
     SELECT ${COLUMNS}, previous_minor AS "previousMinor" FROM changed`,
    [
      tenantId,
      currency,
      changedBy,
      now,
      prices.map(({ id }) => id),
      prices.map(({ variantId }) => variantId),
      prices.map(({ productId }) => productId),
      prices.map(({ channel }) => channel),
      prices.map(({ amountMinor }) => amountMinor),
      prices.map(({ compareAtMinor }) => compareAtMinor),
    ],
  );
}

/** The prices that are shown struck through in the base price list, by the variant; null where there is none. */
export async function struckPrices(
  connection: EntityManager,
  tenantId: string,
  variantIds: readonly string[],
): Promise<Map<string, number | null>> {
  const rows = await connection.query<{ variantId: string; compareAtMinor: number | null }[]>(
    `SELECT variant_id AS "variantId", compare_at_minor AS "compareAtMinor" FROM prices
     WHERE tenant_id = $1 AND variant_id = ANY ($2::uuid[]) AND channel IS NULL`,
    [tenantId, variantIds],
  );
  return new Map(rows.map(({ variantId, compareAtMinor }) => [variantId, compareAtMinor]));
}

/** A variant on a channel; null for the base price list. */
export interface PriceKey {
  readonly variantId: string;
  readonly channel: string | null;
}

/**
 * The price of each variant on its channel, falling back to the base price list; null where there is neither. In the order asked. A price
 * in another currency is from before the store changed it: nobody has set it for this money, and it counts as none.
 */
export async function effectivePrices(
  connection: EntityManager,
  tenantId: string,
  keys: readonly PriceKey[],
  currency: CurrencyCode,
): Promise<(PriceRow | null)[]> {
  const rows = await connection.query<(PriceRow & { place: number })[]>(
    `SELECT DISTINCT ON (place) place::int, ${COLUMNS}
     FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS asked (asked_variant, asked_channel, place)
     JOIN prices ON tenant_id = $1 AND variant_id = asked_variant AND (channel = asked_channel OR channel IS NULL) AND currency = $4
     ORDER BY place, channel NULLS LAST`,
    [tenantId, keys.map(({ variantId }) => variantId), keys.map(({ channel }) => channel), currency],
  );
  const byPlace = new Map(rows.map(({ place, ...row }) => [place, row]));
  return keys.map((_, index) => byPlace.get(index + 1) ?? null);
}

/** A product on a channel. */
export interface ProductKey {
  readonly productId: string;
  readonly channel: string;
}

/** The lowest price among a product's active variants, each on its channel or else of the base price list. In the order asked. */
export async function lowestPrices(
  connection: EntityManager,
  tenantId: string,
  keys: readonly ProductKey[],
  currency: CurrencyCode,
): Promise<(Money | null)[]> {
  const rows = await connection.query<{ place: number; amount: number }[]>(
    `SELECT place::int, min(amount_minor) AS amount
     FROM (
       SELECT DISTINCT ON (place, p.variant_id) place, p.amount_minor
       FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS asked (asked_product, asked_channel, place)
       JOIN known_variants v ON v.tenant_id = $1 AND v.product_id = asked_product AND v.status = 'ACTIVE'
       JOIN prices p ON p.tenant_id = $1 AND p.variant_id = v.variant_id AND p.currency = $4
         AND (p.channel = asked_channel OR p.channel IS NULL)
       ORDER BY place, p.variant_id, p.channel NULLS LAST) AS effective
     GROUP BY place`,
    [tenantId, keys.map(({ productId }) => productId), keys.map(({ channel }) => channel), currency],
  );
  const byPlace = new Map(rows.map(({ place, amount }) => [place, { amount, currency }]));
  return keys.map((_, index) => byPlace.get(index + 1) ?? null);
}
