import type { EntityManager } from 'typeorm';
import type { ProductRow, VariantRow } from './rows.ts';

/**
 * Waits until no other transaction makes products for this store, and keeps others waiting until this one ends. Handles and SKUs are
 * chosen by looking at what is taken, and listing the same printing twice at once must make one product of it.
 */
export async function lockProductNames(tx: EntityManager, tenantId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`catalog.products ${tenantId}`]);
}

/** Those of the handles that the store uses. */
export async function takenHandles(
  tx: EntityManager,
  tenantId: string,
  handles: readonly string[],
): Promise<Set<string>> {
  const rows: { handle: string }[] = await tx.query(
    'SELECT handle FROM products WHERE tenant_id = $1 AND handle = ANY($2::text[])',
    [tenantId, handles],
  );
  return new Set(rows.map(({ handle }) => handle));
}

/** Those of the SKUs that the store uses. */
export async function takenSkus(
  tx: EntityManager,
  tenantId: string,
  skus: readonly string[],
): Promise<Set<string>> {
  const rows: { sku: string }[] = await tx.query(
    'SELECT sku FROM product_variants WHERE tenant_id = $1 AND sku = ANY($2::text[])',
    [tenantId, skus],
  );
  return new Set(rows.map(({ sku }) => sku));
}

/** Those of the slabs that the store has, each as `COMPANY NUMBER` in capitals. */
export async function takenCerts(
  tx: EntityManager,
  tenantId: string,
  certs: readonly string[],
): Promise<Set<string>> {
  if (certs.length === 0) return new Set();
  const rows: { cert: string }[] = await tx.query(
    `SELECT upper(grade_company) || ' ' || upper(cert_number) AS cert FROM product_variants
     WHERE tenant_id = $1 AND cert_number IS NOT NULL
       AND (upper(grade_company), upper(cert_number)) IN (
         SELECT split_part(cert, ' ', 1), split_part(cert, ' ', 2) FROM unnest($2::text[]) cert)`,
    [tenantId, certs],
  );
  return new Set(rows.map(({ cert }) => cert));
}

export async function insertProducts(tx: EntityManager, products: readonly ProductRow[]): Promise<void> {
  if (products.length === 0) return;
  await tx.query(
    `INSERT INTO products (id, tenant_id, handle, title, title_chosen, kind, status, description, vendor, tags, print_id,
       singles, sku_number, version, created_at, updated_at)
     SELECT id, "tenantId", handle, title, "titleChosen", kind, status, description, vendor, tags, "printId",
       singles, "skuNumber", version, "createdAt", "updatedAt"
     FROM json_to_recordset($1::json) AS t(id uuid, "tenantId" uuid, handle text, title text, "titleChosen" boolean, kind text,
       status text, description text, vendor text, tags text[], "printId" uuid, singles boolean, "skuNumber" text,
       version bigint, "createdAt" timestamptz, "updatedAt" timestamptz)`,
    [JSON.stringify(products)],
  );
  const listed = products.filter(({ printId }) => printId !== null);
  if (listed.length === 0) return;
  await tx.query(
    `INSERT INTO print_listings (print_id, tenant_id)
     SELECT DISTINCT print_id, $2::uuid FROM unnest($1::uuid[]) print_id ORDER BY print_id ON CONFLICT DO NOTHING`,
    [listed.map(({ printId }) => printId), listed[0]?.tenantId],
  );
}

export async function insertVariants(tx: EntityManager, variants: readonly VariantRow[]): Promise<void> {
  if (variants.length === 0) return;
  await tx.query(
    `INSERT INTO product_variants (id, tenant_id, product_id, position, sku, title, condition, finish, edition, language,
       grade_company, grade, cert_number, barcode, weight_grams)
     SELECT id, "tenantId", "productId", position, sku, title, condition, finish, edition, language,
       "gradeCompany", grade, "certNumber", barcode, "weightGrams"
     FROM json_to_recordset($1::json) AS t(id uuid, "tenantId" uuid, "productId" uuid, position integer, sku text, title text,
       condition text, finish text, edition text, language text, "gradeCompany" text, grade text, "certNumber" text,
       barcode text, "weightGrams" integer)`,
    [JSON.stringify(variants)],
  );
}
