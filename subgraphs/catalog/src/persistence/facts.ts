import type { EntityManager } from 'typeorm';

/**
 * What the catalog says, in pages in the order of ids, for whoever holds it against what the other databases know. `after` is the last id
 * of the page before, null for the first page.
 */

/** A variant as the other subgraphs are told of it (`ProductChanged`). */
export interface VariantFacts {
  readonly id: string;
  readonly productId: string;
  readonly sku: string;
  readonly title: string;
  readonly productTitle: string;
  readonly status: string;
  readonly kind: string;
  readonly game: string | null;
  readonly setCode: string | null;
  readonly rarity: string | null;
  readonly printId: string | null;
  readonly condition: string | null;
  readonly finish: string | null;
  readonly edition: string | null;
  readonly language: string | null;
  readonly graded: boolean;
  readonly weightGrams: number | null;
}

export function variantsPage(
  tx: EntityManager,
  tenantId: string,
  after: string | null,
  limit: number,
): Promise<VariantFacts[]> {
  return tx.query(
    `SELECT v.id, p.id AS "productId", v.sku, v.title, p.title AS "productTitle", p.status, p.kind, g.code AS game, s.code AS "setCode",
       r.rarity, p.print_id AS "printId", v.condition, v.finish, v.edition, v.language, v.cert_number IS NOT NULL AS graded,
       v.weight_grams AS "weightGrams"
     FROM product_variants v
     JOIN products p ON p.tenant_id = $1 AND p.id = v.product_id
     LEFT JOIN prints r ON r.id = p.print_id
     LEFT JOIN card_sets s ON s.id = r.set_id
     LEFT JOIN games g ON g.id = r.game_id
     WHERE v.tenant_id = $1 AND ($2::uuid IS NULL OR v.id > $2) ORDER BY v.id LIMIT $3`,
    [tenantId, after, limit],
  );
}

/** What the search says that variants cost; the id is the variant and, behind a blank, the channel, of which the base price has none. */
export function notedPricesPage(
  tx: EntityManager,
  tenantId: string,
  after: string | null,
  limit: number,
): Promise<{ id: string; amountMinor: number; currency: string }[]> {
  return tx.query(
    `SELECT concat(variant_id, ' ', channel) AS id, amount_minor AS "amountMinor", currency FROM variant_prices
     WHERE tenant_id = $1 AND ($2::text IS NULL OR variant_id >= split_part($2, ' ', 1)::uuid
       AND (variant_id, channel COLLATE "C") > (split_part($2, ' ', 1)::uuid, substr($2, 38)))
     ORDER BY variant_id, channel COLLATE "C" LIMIT $3`,
    [tenantId, after, limit],
  );
}

/** What the search says that each item can sell online. */
export function notedStockPage(
  tx: EntityManager,
  tenantId: string,
  after: string | null,
  limit: number,
): Promise<{ id: string; available: number }[]> {
  return tx.query(
    `SELECT item_id AS id, available_online AS available FROM variant_stock
     WHERE tenant_id = $1 AND ($2::uuid IS NULL OR item_id > $2) ORDER BY item_id LIMIT $3`,
    [tenantId, after, limit],
  );
}
