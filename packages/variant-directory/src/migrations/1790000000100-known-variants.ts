import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantPolicy } from '@longbox/postgres';

/**
 * Why: a subgraph beside the catalog must say what a variant is without asking the catalog for each row.
 * Locks: nothing that exists; the table is new. On a big database: at once, the table is empty.
 * The previous release does not know the table and runs on.
 *
 * A SKU is not unique here though it is in the catalog: the event that frees a SKU and the one that gives it to another product may
 * come in either order.
 */
export class KnownVariants1790000000100 implements MigrationInterface {
  readonly name = 'KnownVariants1790000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_variants (
        tenant_id uuid NOT NULL,
        variant_id uuid NOT NULL,
        product_id uuid NOT NULL,
        sku text NOT NULL,
        title text NOT NULL,
        product_title text NOT NULL,
        status text NOT NULL,
        kind text NOT NULL,
        game text,
        set_code text,
        rarity text,
        print_id uuid,
        condition text,
        finish text,
        edition text,
        language text,
        graded boolean NOT NULL,
        weight_grams integer,
        version bigint NOT NULL,
        PRIMARY KEY (tenant_id, variant_id)
      )`);
    await runner.query('CREATE INDEX known_variants_sku ON known_variants (tenant_id, sku)');
    await runner.query('CREATE INDEX known_variants_product ON known_variants (tenant_id, product_id)');
    await runner.query(
      'CREATE INDEX known_variants_print ON known_variants (tenant_id, print_id) WHERE print_id IS NOT NULL',
    );
    for (const statement of tenantPolicy('known_variants')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_variants');
  }
}
