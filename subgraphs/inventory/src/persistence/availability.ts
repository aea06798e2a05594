import type { EntityManager } from 'typeorm';
import { sellable } from './rows.ts';

/** A variant on a channel. */
export interface Offer {
  readonly variantId: string;
  readonly channel: string;
}

/** GraphQL's Int; many locations together could hold more pieces. */
const MOST_PIECES = 2_147_483_647;

/**
 * What can be sold of each variant on its channel over the active locations, in the order asked, in one statement. A variant that has
 * never been stocked has 0.
 */
export async function availableToSell(
  connection: EntityManager,
  tenantId: string,
  offers: readonly Offer[],
): Promise<number[]> {
  const rows = await connection.query<{ pieces: number }[]>(
    `SELECT least(coalesce(sum(greatest(0, ${sellable('asked.channel')})), 0), ${MOST_PIECES})::int AS pieces
     FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS asked (variant_id, channel, position)
     LEFT JOIN (inventory_items i JOIN locations l ON l.id = i.location_id AND l.active)
       ON i.tenant_id = $1 AND i.variant_id = asked.variant_id
     GROUP BY asked.position ORDER BY asked.position`,
    [tenantId, offers.map(({ variantId }) => variantId), offers.map(({ channel }) => channel)],
  );
  return rows.map(({ pieces }) => pieces);
}

/** Which of the products have a variant, not archived, that can be sold on the channel now. One statement. */
export async function productsInStock(
  connection: EntityManager,
  tenantId: string,
  productIds: readonly string[],
  channel: string,
): Promise<Set<string>> {
  const rows = await connection.query<{ productId: string }[]>(
    `SELECT DISTINCT v.product_id AS "productId"
     FROM known_variants v
     JOIN inventory_items i ON i.tenant_id = $1 AND i.variant_id = v.variant_id
     JOIN locations l ON l.id = i.location_id AND l.active
     WHERE v.tenant_id = $1 AND v.product_id = ANY ($2::uuid[]) AND v.status <> 'ARCHIVED' AND ${sellable('$3::text')} > 0`,
    [tenantId, productIds, channel],
  );
  return new Set(rows.map(({ productId }) => productId));
}
