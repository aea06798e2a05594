import { tenantPolicy } from '@longbox/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a store sorts what it sells into a tree of categories of its own. Locks nothing that exists for longer than a foreign key takes to be noted;
 * the tables are new. The previous release runs on the new schema and knows nothing of them.
 */
export class Categories1796000000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    for (const table of ['categories', 'product_categories'])
      for (const statement of tenantPolicy(table)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE product_categories, categories');
  }
}

const STATEMENTS = [
  `CREATE TABLE categories (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    parent_id uuid,
    handle text NOT NULL,
    name text NOT NULL,
    position integer NOT NULL,
    UNIQUE (tenant_id, id),
    UNIQUE (tenant_id, handle),
    FOREIGN KEY (tenant_id, parent_id) REFERENCES categories (tenant_id, id)
  )`,
  `CREATE TABLE product_categories (
    tenant_id uuid NOT NULL,
    category_id uuid NOT NULL,
    product_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, category_id, product_id),
    FOREIGN KEY (tenant_id, category_id) REFERENCES categories (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, product_id) REFERENCES products (tenant_id, id) ON DELETE CASCADE
  )`,
  'CREATE INDEX categories_of_product ON product_categories (tenant_id, product_id)',
];
