import type { EntityManager } from 'typeorm';
import { isId } from '@longbox/ids';
import { COLUMNS, type KnownVariant } from './known-variant.ts';

/** As many variants as may be asked for at once: the lines of the largest mutation, and what the catalog gives in one answer. */
export const MOST_VARIANTS = 1_000;

/** No SKU of the catalog is longer. */
const LONGEST_SKU = 255;

/** The ids among them that could be a variant's, each once. Throws a RangeError for more than `MOST_VARIANTS`. */
export function plausibleIds(ids: readonly string[]): string[] {
  return bounded(ids)
    .filter(isId)
    .map((id) => id.toLowerCase());
}

/** The SKUs among them that PostgreSQL could hold, each once. Throws a RangeError for more than `MOST_VARIANTS`. */
export function plausibleSkus(skus: readonly string[]): string[] {
  return bounded(skus).filter(
    (sku) => sku.length > 0 && sku.length <= LONGEST_SKU && !sku.includes('\u0000'),
  );
}

function bounded(names: readonly string[]): string[] {
  const unique = [...new Set(names)];
  if (unique.length > MOST_VARIANTS)
    throw new RangeError(`at most ${MOST_VARIANTS} variants at once, not ${unique.length}`);
  return unique;
}

/**
 * The known variants with these ids, by id, in one statement and without asking the catalog: for use inside a transaction. Unknown and
 * malformed ids are left out. Throws a RangeError for more than `MOST_VARIANTS`.
 */
export async function findVariants(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, KnownVariant>> {
  const asked = plausibleIds(ids);
  if (asked.length === 0) return new Map();
  const rows: KnownVariant[] = await connection.query(
    `SELECT ${COLUMNS} FROM known_variants WHERE tenant_id = $1 AND variant_id = ANY ($2::uuid[])`,
    [tenantId, asked],
  );
  return new Map(rows.map((row) => [row.variantId, row]));
}

/**
 * The known variants with these SKUs, by SKU, in one statement and without asking the catalog. Where a SKU has passed from one variant
 * to another, the one that is not archived, and then the youngest, is meant.
 */
export async function findVariantsBySku(
  connection: EntityManager,
  tenantId: string,
  skus: readonly string[],
): Promise<Map<string, KnownVariant>> {
  const asked = plausibleSkus(skus);
  if (asked.length === 0) return new Map();
  const rows: KnownVariant[] = await connection.query(
    `SELECT DISTINCT ON (sku) ${COLUMNS} FROM known_variants WHERE tenant_id = $1 AND sku = ANY ($2::text[])
     ORDER BY sku, (status = 'ARCHIVED'), variant_id DESC`,
    [tenantId, asked],
  );
  return new Map(rows.map((row) => [row.sku, row]));
}

/**
 * The known variants of each of these products, by product id, in one statement; archived ones too. A product of which nothing is known
 * is left out.
 */
export async function findVariantsOfProducts(
  connection: EntityManager,
  tenantId: string,
  productIds: readonly string[],
): Promise<Map<string, KnownVariant[]>> {
  const asked = plausibleIds(productIds);
  const found = new Map<string, KnownVariant[]>();
  if (asked.length === 0) return found;
  const rows: KnownVariant[] = await connection.query(
    `SELECT ${COLUMNS} FROM known_variants WHERE tenant_id = $1 AND product_id = ANY ($2::uuid[]) ORDER BY variant_id`,
    [tenantId, asked],
  );
  for (const row of rows) {
    const siblings = found.get(row.productId);
    if (siblings) siblings.push(row);
    else found.set(row.productId, [row]);
  }
  return found;
}

/** A page of everything that is known, in the order of the ids and behind `after`, the last id of the page before. */
export function knownVariantsPage(
  connection: EntityManager,
  tenantId: string,
  after: string | null,
  limit: number,
): Promise<KnownVariant[]> {
  return connection.query(
    `SELECT ${COLUMNS} FROM known_variants
     WHERE tenant_id = $1 AND ($2::uuid IS NULL OR variant_id > $2) ORDER BY variant_id LIMIT $3`,
    [tenantId, after, limit],
  );
}
