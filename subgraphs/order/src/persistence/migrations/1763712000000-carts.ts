import { tenantPolicy } from '@longbox/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: shoppers and what they gather before they buy.
 * Locks: none that matter; every table is new.
 * On a big table: there is none yet.
 * Previous release on this schema: there is no previous release.
 */
export class Carts1763712000000 implements MigrationInterface {
  readonly name = 'Carts1763712000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE customers (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        subject text NOT NULL CHECK (subject <> ''),
        email text CHECK (length(email) <= 254),
        created_at timestamptz(3) NOT NULL,
        UNIQUE (tenant_id, subject)
      )`);
    await runner.query(`
      CREATE TABLE carts (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        customer_id uuid REFERENCES customers (id),
        channel text NOT NULL CHECK (length(channel) BETWEEN 1 AND 50),
        currency text NOT NULL CHECK (length(currency) = 3),
        revision integer NOT NULL CHECK (revision > 0),
        -- The order that it became; null while it can still be changed.
        order_id uuid,
        -- The total that its owner was last shown; checkout never charges another without a word.
        shown_total_minor integer NOT NULL CHECK (shown_total_minor >= 0),
        expires_at timestamptz(3) NOT NULL,
        created_at timestamptz(3) NOT NULL,
        updated_at timestamptz(3) NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE cart_lines (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        cart_id uuid NOT NULL REFERENCES carts (id) ON DELETE CASCADE,
        variant_id uuid NOT NULL,
        quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 999),
        position integer NOT NULL,
        -- The unit price that was last shown, and in which revision of the cart; null where there was none.
        shown_unit_minor integer CHECK (shown_unit_minor >= 0),
        shown_revision integer NOT NULL,
        UNIQUE (cart_id, variant_id)
      )`);
    await runner.query(`CREATE INDEX carts_by_customer ON carts (customer_id) WHERE customer_id IS NOT NULL`);
    // Expired carts that became no order are swept in the order of their expiry.
    await runner.query(
      `CREATE INDEX carts_by_expiry ON carts (tenant_id, expires_at) WHERE order_id IS NULL`,
    );
    for (const table of ['customers', 'carts', 'cart_lines'])
      for (const statement of tenantPolicy(table)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE cart_lines, carts, customers`);
  }
}
