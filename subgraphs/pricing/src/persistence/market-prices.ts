import type { EntityManager } from 'typeorm';
import type { MarketPricesObserved } from '@longbox/events';
import type { CurrencyCode } from '@longbox/money';
import type { Observation } from '../domain/price-history.ts';
import type { MarketRow } from './rows.ts';

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
 * observation, and what the same feed's price was a week before `today`. In the order asked. A feed tells only of changes, so what it said
 * last still holds.
 */
export async function marketOfVariants(
  connection: EntityManager,
  tenantId: string,
  variantIds: readonly string[],
  currency: CurrencyCode,
  today: Date,
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
         AND m.source = newest.source AND m.day <= ($4::timestamptz AT TIME ZONE 'UTC')::date - 7
       ORDER BY day DESC LIMIT 1) AS before ON true
     WHERE v.tenant_id = $1 AND v.variant_id = ANY ($2::uuid[]) AND NOT v.graded`,
    [tenantId, variantIds, currency, today],
  );
  const byVariant = new Map(rows.map(({ variantId, ...row }) => [variantId, row]));
  return variantIds.map((id) => byVariant.get(id.toLowerCase()) ?? null);
}

/** A variant, and the first day of which the price is wanted (`YYYY-MM-DD`, UTC). */
export interface HistoryKey {
  readonly variantId: string;
  readonly from: string;
}

/**
 * What was observed of each variant since a day, and the last observation up to that day; oldest first, of several feeds on one day the
 * latest. In the order asked.
 */
export async function observationsOfVariants(
  connection: EntityManager,
  tenantId: string,
  keys: readonly HistoryKey[],
  currency: CurrencyCode,
): Promise<Observation[][]> {
  const rows = await connection.query<(Observation & { place: number })[]>(
    `SELECT place::int, o.day::text AS day, o.market_minor AS "marketMinor"
     FROM unnest($2::uuid[], $3::date[]) WITH ORDINALITY AS asked (asked_variant, first_day, place)
     JOIN known_variants v ON v.tenant_id = $1 AND v.variant_id = asked_variant AND NOT v.graded
     CROSS JOIN LATERAL (
       (SELECT day, market_minor FROM market_prices m
        WHERE m.print_id = v.print_id AND m.finish = v.finish AND m.currency = $4 AND m.day <= first_day
        ORDER BY day DESC, observed_at DESC LIMIT 1)
       UNION ALL
       (SELECT DISTINCT ON (day) day, market_minor FROM market_prices m
        WHERE m.print_id = v.print_id AND m.finish = v.finish AND m.currency = $4 AND m.day > first_day
        ORDER BY day, observed_at DESC)) AS o
     ORDER BY place, o.day`,
    [tenantId, keys.map(({ variantId }) => variantId), keys.map(({ from }) => from), currency],
  );
  const byPlace = Map.groupBy(rows, ({ place }) => place);
  return keys.map((_, index) => byPlace.get(index + 1) ?? []);
}
