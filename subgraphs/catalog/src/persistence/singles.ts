import type { EntityManager } from 'typeorm';
import type { Copy } from '../domain/catalog.ts';

/** A store's product of the ungraded copies of a printing, as listing needs to know it. */
export interface Singles {
  readonly productId: string;
  readonly printId: string;
  readonly skuNumber: string;
  readonly copies: readonly Copy[];
  /** How many variants it has, which is where the next one stands. */
  readonly variantCount: number;
}

/** The products of the printings' ungraded copies that the store has already. */
export async function singlesOfPrints(
  tx: EntityManager,
  tenantId: string,
  printIds: readonly string[],
): Promise<Singles[]> {
  return tx.query(
    `SELECT p.id AS "productId", p.print_id AS "printId", p.sku_number AS "skuNumber", count(v.id)::int AS "variantCount",
       coalesce(json_agg(json_build_object('condition', v.condition, 'finish', v.finish, 'edition', v.edition))
         FILTER (WHERE v.cert_number IS NULL), '[]') AS copies
     FROM products p JOIN product_variants v ON v.tenant_id = p.tenant_id AND v.product_id = p.id
     WHERE p.tenant_id = $1 AND p.singles AND p.print_id = ANY($2::uuid[])
     GROUP BY p.id`,
    [tenantId, printIds],
  );
}

/** A copy of a printing as the store sells it. */
export interface ListedCopy extends Copy {
  readonly printId: string;
  readonly productId: string;
  readonly variantId: string;
}

/** The store's variants of the printings' ungraded copies. */
export function listedCopies(
  tx: EntityManager,
  tenantId: string,
  printIds: readonly string[],
): Promise<ListedCopy[]> {
  return tx.query(
    `SELECT p.print_id AS "printId", p.id AS "productId", v.id AS "variantId", v.condition, v.finish, v.edition
     FROM products p JOIN product_variants v ON v.tenant_id = p.tenant_id AND v.product_id = p.id
     WHERE p.tenant_id = $1 AND p.singles AND p.print_id = ANY($2::uuid[]) AND v.cert_number IS NULL`,
    [tenantId, printIds],
  );
}

/** Notes that products have changed: their version grows. */
export async function touchProducts(
  tx: EntityManager,
  tenantId: string,
  productIds: readonly string[],
  at: Date,
): Promise<void> {
  if (productIds.length === 0) return;
  await tx.query(
    'UPDATE products SET version = version + 1, updated_at = $3 WHERE tenant_id = $1 AND id = ANY($2::uuid[])',
    [tenantId, productIds, at],
  );
}
