import type { EntityManager } from 'typeorm';

/** A tag or a vendor, and how many ACTIVE products have it. */
export interface ProductLabelRow {
  readonly name: string;
  readonly productCount: number;
}

export type LabelKind = 'tag' | 'vendor';

const TABLES: Readonly<Record<LabelKind, string>> = { tag: 'product_tags', vendor: 'products' };

/**
 * The tags or vendors behind `after` (null: from the first) in the order of their bytes, `limit` at most: those of ACTIVE products, or of all. Reads the entries
 * of an index for them and no others.
 */
export function listLabels(
  connection: EntityManager,
  tenantId: string,
  kind: LabelKind,
  { ofAll, after, limit }: { readonly ofAll: boolean; readonly after: string | null; readonly limit: number },
): Promise<ProductLabelRow[]> {
  return connection.query(
    `SELECT ${kind} AS name, (count(*) FILTER (WHERE status = 'ACTIVE'))::int AS "productCount" FROM ${TABLES[kind]}
     WHERE tenant_id = $1 AND ${kind} > $2 ${ofAll ? '' : "AND status = 'ACTIVE'"}
     GROUP BY ${kind} ORDER BY ${kind} LIMIT $3`,
    // No label is empty.
    [tenantId, after ?? '', limit],
  );
}
