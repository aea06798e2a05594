import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantPolicy } from '@longbox/postgres';

/**
 * Why: price lists with their history, what the market says, a store's tax and shipping, and the quotes that orders were charged by.
 * Locks: nothing that exists; the tables are new. On a big database: at once, they are empty.
 * The previous release does not know the tables and runs on.
 */
export class Prices1793000000000 implements MigrationInterface {
  readonly name = 'Prices1793000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE prices (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        variant_id uuid NOT NULL,
        product_id uuid NOT NULL,
        channel text,
        currency char(3) NOT NULL,
        amount_minor integer NOT NULL CHECK (amount_minor BETWEEN 1 AND 1000000000),
        compare_at_minor integer CHECK (compare_at_minor BETWEEN 1 AND 1000000000),
        version bigint NOT NULL DEFAULT 1,
        changed_by text NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT prices_compare_at_above_price CHECK (compare_at_minor > amount_minor),
        CONSTRAINT prices_one_for_each_channel UNIQUE NULLS NOT DISTINCT (tenant_id, variant_id, channel)
      )`);
    await runner.query('CREATE INDEX prices_product ON prices (tenant_id, product_id)');
    await runner.query(`
      CREATE TABLE price_changes (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tenant_id uuid NOT NULL,
        price_id uuid NOT NULL REFERENCES prices (id),
        previous_minor integer,
        amount_minor integer NOT NULL,
        compare_at_minor integer,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX price_changes_price ON price_changes (tenant_id, price_id, id DESC)');
    await runner.query(`
      CREATE TABLE pricing_settings (
        tenant_id uuid PRIMARY KEY,
        tax_basis_points integer NOT NULL CHECK (tax_basis_points BETWEEN 0 AND 10000),
        prices_include_tax boolean NOT NULL,
        shipping_minor integer NOT NULL CHECK (shipping_minor BETWEEN 0 AND 1000000000),
        free_shipping_from_minor integer CHECK (free_shipping_from_minor BETWEEN 0 AND 1000000000),
        updated_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE quotes (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        channel text NOT NULL,
        currency char(3) NOT NULL,
        lines jsonb NOT NULL,
        subtotal_minor integer NOT NULL CHECK (subtotal_minor >= 0),
        discount_minor integer NOT NULL CHECK (discount_minor BETWEEN 0 AND subtotal_minor),
        shipping_minor integer NOT NULL CHECK (shipping_minor >= 0),
        tax_minor integer NOT NULL CHECK (tax_minor >= 0),
        total_minor integer NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT quotes_add_up CHECK (
          total_minor IN (subtotal_minor - discount_minor + shipping_minor, subtotal_minor - discount_minor + shipping_minor + tax_minor))
      )`);
    await this.#appendOnly(runner, ['price_changes', 'quotes']);
    for (const table of ['prices', 'price_changes', 'pricing_settings', 'quotes'])
      for (const statement of tenantPolicy(table)) await runner.query(statement);
    await this.#marketPrices(runner);
  }

  /** What was charged, and what was changed, is never rewritten. */
  async #appendOnly(runner: QueryRunner, tables: readonly string[]): Promise<void> {
    await runner.query(`
      CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION '% is never rewritten', TG_TABLE_NAME; END $$`);
    for (const table of tables)
      await runner.query(
        `CREATE TRIGGER never_rewritten BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()`,
      );
  }

  /** Reference data, the same for every store: one row for each printing, finish, currency, source and day. */
  async #marketPrices(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE market_prices (
        print_id uuid NOT NULL,
        finish text NOT NULL,
        currency char(3) NOT NULL,
        day date NOT NULL,
        source text NOT NULL,
        market_minor integer NOT NULL CHECK (market_minor >= 0),
        low_minor integer CHECK (low_minor >= 0),
        observed_at timestamptz NOT NULL,
        PRIMARY KEY (print_id, finish, currency, day, source)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE market_prices, quotes, pricing_settings, price_changes, prices');
    await runner.query('DROP FUNCTION refuse_rewriting');
  }
}
