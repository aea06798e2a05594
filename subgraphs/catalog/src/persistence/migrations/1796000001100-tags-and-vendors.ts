import { tenantPolicy } from '@longbox/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: to find the products of a tag or a vendor, all of a store's were read. Under row-level security PostgreSQL uses no index for what a list holds, so that
 * each tag of a product has a row of its own, with the product's status; vendors have an index. Both are ordered by bytes, as cursors over them
 * need it.
 *
 * Locks `products` while it is read once and the few with a vendor are indexed, some seconds for a million variants' 250,000 rows. The previous release
 * runs on the new schema but does not write the tags' rows: stop it first.
 */
export class TagsAndVendors1796000001100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...UP, ...tenantPolicy('product_tags')]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `CREATE TABLE product_tags (
    tenant_id uuid NOT NULL,
    product_id uuid NOT NULL,
    tag text COLLATE "C" NOT NULL,
    status text NOT NULL,
    PRIMARY KEY (tenant_id, product_id, tag),
    FOREIGN KEY (tenant_id, product_id) REFERENCES products (tenant_id, id) ON DELETE CASCADE
  )`,
  // No store is bound here, so that the owner's own rows would be hidden.
  'ALTER TABLE products NO FORCE ROW LEVEL SECURITY',
  `INSERT INTO product_tags (tenant_id, product_id, tag, status)
   SELECT DISTINCT tenant_id, id, tag, status FROM products, unnest(tags) tag`,
  'ALTER TABLE products FORCE ROW LEVEL SECURITY',
  'CREATE INDEX products_by_tag ON product_tags (tenant_id, tag, status, product_id)',
  'ALTER TABLE products ALTER vendor TYPE text COLLATE "C"',
  'CREATE INDEX products_by_vendor ON products (tenant_id, vendor, status, id) WHERE vendor IS NOT NULL',
];

const DOWN = [
  'DROP INDEX products_by_vendor',
  'ALTER TABLE products ALTER vendor TYPE text COLLATE "default"',
  'DROP TABLE product_tags',
];
