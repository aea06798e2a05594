import type { EntityManager } from 'typeorm';
import type { MarketPricesObserved } from '@longbox/events';
import type { CurrencyCode } from '@longbox/money';
import type { MarketRow, PricePointRow } from './rows.ts';

/** Keeps what a feed saw; seen again on the same day by the same feed, the later observation stands. */
export async function keepObservations(
  tx: EntityManager,
  { source, observedAt, prices }: MarketPricesObserved,
): Promise<void> {
  await tx.query(
    `INSERT INTO market_prices AS m (print_id, finish, currency, day, source, market_minor, low_minor, observed_at)
     SELECT DISTINCT ON (print_id, finish, currency) print_id, finish, currency, ($2::timestamptz AT TIME ZONE 'UTC')::date, $1, market, low, $2
     FROM unnest($3::uuid[], $4::text[], $5::text[], $6::int[], $7::int[]) WITH ORDINALITY AS seen (print_id, finish, currency, market, low, place)
     ORDER BY print_id, finish, currency, place DESC
     ON CONFLICT (print_id, finish, currency, day, source) DO UPDATE SET
       market_minor = excluded.market_minor, low_minor = excluded.low_minor, observed_at = excluded.observed_at
     WHERE excluded.observed_at >= m.observed_at`,
    [
      source,
      observedAt,
      prices.map(({ printId }) => printId),
      prices.map(({ finish }) => finish),
      prices.map(({ currency }) => currency),
      prices.map(({ marketMinor }) => marketMinor),
      prices.map(({ lowMinor }) => lowMinor),
    ],
  );
}

/**
 * What the market says of variants (by their printing and finish; of slabs nothing, since a feed speaks of loose cards): the newest
 * observation, and the one of a week before it. In the order asked.
 */
export async function marketOfVariants(
  connection: EntityManager,
  tenantId: string,
  variantIds: readonly string[],
  currency: CurrencyCode,
): Promise<(MarketRow | null)[]> {
  const rows = await connection.query<(MarketRow & { variantId: string })[]>(
    `SELECT v.variant_id AS "variantId", newest.market_minor AS "marketMinor", newest.low_minor AS "lowMinor",
       newest.currency, newest.observed_at AS "observedAt", before.market_minor AS "weekAgoMinor"
     FROM known_variants v
     CROSS JOIN LATERAL (
       SELECT * FROM market_prices m
       WHERE m.print_id = v.print_id AND m.finish = v.finish AND m.currency = $3
       ORDER BY day DESC, observed_at DESC LIMIT 1) AS newest
     LEFT JOIN LATERAL (
       SELECT market_minor FROM market_prices m
       WHERE m.print_id = v.print_id AND m.finish = v.finish AND m.currency = $3
         AND m.source = newest.source AND m.day <= newest.day - 7
       ORDER BY day DESC LIMIT 1) AS before ON true
     WHERE v.tenant_id = $1 AND v.variant_id = ANY ($2::uuid[]) AND NOT v.graded`,
    [tenantId, variantIds, currency],
  );
  const byVariant = new Map(rows.map(({ variantId, ...row }) => [variantId, row]));
  return variantIds.map((id) => byVariant.get(id.toLowerCase()) ?? null);
}

/** A variant and how many days back. */
export interface HistoryKey {
  readonly variantId: string;
  readonly days: number;
}

/** The market price of each day, oldest first; of several feeds on one day the latest observation. In the order asked. */
export async function historyOfVariants(
  connection: EntityManager,
  tenantId: string,
  keys: readonly HistoryKey[],
  currency: CurrencyCode,
  today: Date,
): Promise<PricePointRow[][]> {
  const rows = await connection.query<(PricePointRow & { place: number })[]>(
    `SELECT DISTINCT ON (place, m.day) place::int, m.day::text AS day, m.market_minor AS "marketMinor", m.currency
     FROM unnest($2::uuid[], $3::int[]) WITH ORDINALITY AS asked (asked_variant, days, place)
     JOIN known_variants v ON v.tenant_id = $1 AND v.variant_id = asked_variant AND NOT v.graded
     JOIN market_prices m ON m.print_id = v.print_id AND m.finish = v.finish AND m.currency = $4
       AND m.day > ($5::timestamptz AT TIME ZONE 'UTC')::date - days
     ORDER BY place, m.day, m.observed_at DESC`,
    [tenantId, keys.map(({ variantId }) => variantId), keys.map(({ days }) => days), currency, today],
  );
  const byPlace = Map.groupBy(rows, ({ place }) => place);
  return keys.map((_, index) => byPlace.get(index + 1) ?? []);
}
