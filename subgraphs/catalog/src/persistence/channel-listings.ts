import type { EntityManager } from 'typeorm';

/** A variant as a channel is told of it. */
export interface ListingRow {
  /** The variant's. */
  readonly id: string;
  readonly listed: boolean;
  readonly updatedAt: Date;
}

/** The place of a listing in the feed: when it changed, and the variant's id. */
export type ListingKey = readonly [changedAt: string, id: string];

/** The rows of a page, the longest unchanged first: what changes while a client turns pages comes again at the end. */
export async function listListings(
  connection: EntityManager,
  tenantId: string,
  { channel, since, after, limit }: ListingsAsked,
): Promise<ListingRow[]> {
  return connection.query(
    `SELECT * FROM (
       SELECT c.variant_id AS id, c.changed_at AS "updatedAt",
         p.status = 'ACTIVE' AND EXISTS (
           SELECT FROM variant_prices q
           WHERE q.tenant_id = c.tenant_id AND q.variant_id = c.variant_id AND q.channel IN ($2, '')
         ) AS listed
       FROM listing_changes c
       JOIN products p ON p.tenant_id = c.tenant_id AND p.id = c.product_id
       WHERE c.tenant_id = $1
         AND ($3::timestamptz IS NULL OR c.changed_at >= $3)
         AND ($4::timestamptz IS NULL OR (c.changed_at, c.variant_id) > ($4, $5::uuid))
     ) l
     WHERE l.listed OR $3::timestamptz IS NOT NULL
     ORDER BY l."updatedAt", l.id
     LIMIT $6`,
    [tenantId, channel, since, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

export interface ListingsAsked {
  readonly channel: string;
  readonly since: Date | null;
  readonly after: ListingKey | null;
  readonly limit: number;
}

/** Notes that what channels are told of these variants has changed. */
export function touchListings(
  tx: EntityManager,
  tenantId: string,
  variantIds: readonly string[],
): Promise<unknown> {
  return tx.query(`${TOUCH} AND v.id = ANY ($2::uuid[]) ${KEEP_NEWEST}`, [tenantId, variantIds]);
}

/** The same for all variants of products. */
export function touchListingsOfProducts(
  tx: EntityManager,
  tenantId: string,
  productIds: readonly string[],
): Promise<unknown> {
  return tx.query(`${TOUCH} AND v.product_id = ANY ($2::uuid[]) ${KEEP_NEWEST}`, [tenantId, productIds]);
}

const TOUCH = `INSERT INTO listing_changes AS c (tenant_id, variant_id, product_id, changed_at)
  SELECT v.tenant_id, v.id, v.product_id, now() FROM product_variants v WHERE v.tenant_id = $1`;
/** In one order, so that two transactions do not wait for each other. */
const KEEP_NEWEST = `ORDER BY v.id
  ON CONFLICT (tenant_id, variant_id) DO UPDATE SET changed_at = excluded.changed_at
  WHERE c.changed_at < excluded.changed_at`;
