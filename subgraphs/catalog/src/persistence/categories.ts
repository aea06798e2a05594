import type { EntityManager } from 'typeorm';
import { inTreeOrder, type PlacedCategory } from '../domain/categories.ts';

const COLUMNS = 'id, handle, name, parent_id AS "parentId", position';

/** A store's categories in the order of the tree. */
export async function readCategories(connection: EntityManager, tenantId: string): Promise<PlacedCategory[]> {
  const rows: Omit<PlacedCategory, 'depth'>[] = await connection.query(
    `SELECT ${COLUMNS} FROM categories WHERE tenant_id = $1`,
    [tenantId],
  );
  return inTreeOrder(rows);
}

/** The same, which nobody else changes until the transaction ends. */
export async function lockCategories(tx: EntityManager, tenantId: string): Promise<PlacedCategory[]> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`catalog.categories ${tenantId}`]);
  return readCategories(tx, tenantId);
}

export async function saveCategory(
  tx: EntityManager,
  tenantId: string,
  { id, handle, name, parentId, position }: Omit<PlacedCategory, 'depth'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO categories (tenant_id, id, handle, name, parent_id, position) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, parent_id = excluded.parent_id, position = excluded.position`,
    [tenantId, id, handle, name, parentId, position],
  );
}

export async function removeCategory(tx: EntityManager, tenantId: string, id: string): Promise<void> {
  await tx.query('DELETE FROM categories WHERE tenant_id = $1 AND id = $2', [tenantId, id]);
}

/** Puts products into categories and takes them out of others. */
export async function assignCategories(
  tx: EntityManager,
  tenantId: string,
  productIds: readonly string[],
  add: readonly string[],
  remove: readonly string[],
): Promise<void> {
  if (remove.length > 0)
    await tx.query(
      'DELETE FROM product_categories WHERE tenant_id = $1 AND product_id = ANY($2::uuid[]) AND category_id = ANY($3::uuid[])',
      [tenantId, productIds, remove],
    );
  if (add.length > 0)
    await tx.query(
      `INSERT INTO product_categories (tenant_id, category_id, product_id)
       SELECT $1, c, p FROM unnest($3::uuid[]) c CROSS JOIN unnest($2::uuid[]) p ORDER BY c, p ON CONFLICT DO NOTHING`,
      [tenantId, productIds, add],
    );
}

/** The categories of products, in the order of the tree. */
export async function categoriesOfProducts(
  connection: EntityManager,
  tenantId: string,
  productIds: readonly string[],
): Promise<(PlacedCategory & { readonly productId: string })[]> {
  const rows: { productId: string; categoryId: string }[] = await connection.query(
    `SELECT product_id AS "productId", category_id AS "categoryId" FROM product_categories
     WHERE tenant_id = $1 AND product_id = ANY($2::uuid[])`,
    [tenantId, productIds],
  );
  const productsOf = Map.groupBy(rows, ({ categoryId }) => categoryId);
  const all = await readCategories(connection, tenantId);
  return all.flatMap((category) =>
    (productsOf.get(category.id) ?? []).map(({ productId }) => ({ ...category, productId })),
  );
}
