import { tenantPolicy } from '@longbox/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: channels ask for what has changed since they last asked, so it is noted when title, price or stock of a variant changed. What is there
 * counts as changed now. Locks: nothing that exists for writing; reads the variants once. On a big table: a second for each million variants.
 * The previous release runs on it, and does not note changes: channels that read across a rollback read everything once.
 */
export class ListingChanges1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE listing_changes (
        tenant_id uuid NOT NULL,
        variant_id uuid NOT NULL,
        product_id uuid NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        PRIMARY KEY (tenant_id, variant_id),
        FOREIGN KEY (tenant_id, product_id) REFERENCES products (tenant_id, id) ON DELETE CASCADE
      )`);
    // The owner sees no store's rows under forced policies, and may lift them within the transaction.
    await runner.query('ALTER TABLE product_variants NO FORCE ROW LEVEL SECURITY');
    await runner.query('ALTER TABLE products NO FORCE ROW LEVEL SECURITY');
    await runner.query(`
      INSERT INTO listing_changes (tenant_id, variant_id, product_id, changed_at)
      SELECT tenant_id, id, product_id, now() FROM product_variants`);
    await runner.query('ALTER TABLE product_variants FORCE ROW LEVEL SECURITY');
    await runner.query('ALTER TABLE products FORCE ROW LEVEL SECURITY');
    await runner.query(
      'CREATE INDEX listings_by_change ON listing_changes (tenant_id, changed_at, variant_id)',
    );
    await runner.query('CREATE INDEX listings_of_product ON listing_changes (tenant_id, product_id)');
    for (const statement of tenantPolicy('listing_changes')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE listing_changes');
  }
}
