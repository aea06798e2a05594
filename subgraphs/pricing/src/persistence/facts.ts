import type { EntityManager } from 'typeorm';

/** A price of a variant on a channel, for whoever holds it against what the catalog's search says. */
export interface PriceFacts {
  /** The variant and, behind a blank, the channel; the base price list has none. Pages are in the order of this. */
  readonly id: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** A page of prices, behind `after`, the last id of the page before. */
export function pricesPage(
  tx: EntityManager,
  tenantId: string,
  after: string | null,
  limit: number,
): Promise<PriceFacts[]> {
  return tx.query(
    `SELECT concat(variant_id, ' ', channel) AS id, amount_minor AS "amountMinor", currency FROM prices
     WHERE tenant_id = $1 AND ($2::text IS NULL OR variant_id >= split_part($2, ' ', 1)::uuid
       AND (variant_id, coalesce(channel, '') COLLATE "C") > (split_part($2, ' ', 1)::uuid, substr($2, 38)))
     ORDER BY variant_id, coalesce(channel, '') COLLATE "C" LIMIT $3`,
    [tenantId, after, limit],
  );
}
