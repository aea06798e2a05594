import { appendToOutbox, type EventCause, type ProductChanged } from '@longbox/events';
import type { EntityManager } from 'typeorm';

/** On whose account and why a store's products change. */
export type StoreCause = EventCause & { readonly tenantId: string };

/** A product as ProductChanged tells it; `version` is text because PostgreSQL's bigint is. */
type AnnouncedRow = Omit<ProductChanged, 'version'> & { readonly version: string };

/**
 * Tells the other subgraphs what products are like now, with their variants: one ProductChanged each. Call it last in the transaction
 * that changed them and made their versions grow.
 */
export async function announceProducts(
  tx: EntityManager,
  cause: StoreCause,
  productIds: readonly string[],
): Promise<void> {
  if (productIds.length === 0) return;
  const rows: AnnouncedRow[] = await tx.query(ANNOUNCED, [cause.tenantId, productIds]);
  await appendToOutbox(
    tx,
    rows.map((row) => ({
      type: 'ProductChanged' as const,
      key: row.productId,
      data: { ...row, version: Number(row.version) },
      cause,
    })),
  );
}

const ANNOUNCED = `
  SELECT p.id AS "productId", p.version, p.handle, p.title, p.kind, p.status, g.code AS game, s.code AS "setCode",
    r.rarity, p.print_id AS "printId", v.variants
  FROM products p
  LEFT JOIN prints r ON r.id = p.print_id
  LEFT JOIN card_sets s ON s.id = r.set_id
  LEFT JOIN games g ON g.id = r.game_id
  CROSS JOIN LATERAL (
    SELECT json_agg(json_build_object('variantId', v.id, 'sku', v.sku, 'title', v.title, 'condition', v.condition,
      'finish', v.finish, 'edition', v.edition, 'language', v.language, 'graded', v.cert_number IS NOT NULL,
      'weightGrams', v.weight_grams) ORDER BY v.position, v.id) AS variants
    FROM product_variants v WHERE v.tenant_id = p.tenant_id AND v.product_id = p.id
  ) v
  WHERE p.tenant_id = $1 AND p.id = ANY($2::uuid[])
  ORDER BY p.id`;
