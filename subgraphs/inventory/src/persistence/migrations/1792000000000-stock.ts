import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantPolicy } from '@longbox/postgres';

/**
 * Why: where stock lies, how much of it, and the ledger of every movement.
 * Locks: nothing that exists; the tables are new. On a big database: at once, the tables are empty.
 * The previous release does not know the tables and runs on.
 *
 * `inventory_items` is updated for each sale and none of the columns that sales change is indexed, so that the updates stay in the page
 * (HOT); the fill factor leaves the room for it. `stock_movements.sequence` is taken while the item's row is locked: for each item it
 * has the order in which the movements happened, which no clock has.
 */
export class Stock1792000000000 implements MigrationInterface {
  readonly name = 'Stock1792000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE locations (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        code text NOT NULL CHECK (code ~ '^[A-Z0-9-]{1,20}$'),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
        type text NOT NULL CHECK (type IN ('WAREHOUSE', 'STORE', 'VIRTUAL')),
        active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL,
        CONSTRAINT locations_code UNIQUE (tenant_id, code)
      )`);
    await runner.query(`
      CREATE TABLE inventory_items (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        variant_id uuid NOT NULL,
        product_id uuid NOT NULL,
        location_id uuid NOT NULL REFERENCES locations,
        on_hand integer NOT NULL DEFAULT 0 CHECK (on_hand <= 1000000000),
        reserved integer NOT NULL DEFAULT 0,
        safety_stock integer NOT NULL DEFAULT 0 CHECK (safety_stock >= 0),
        channel_buffers jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(channel_buffers) = 'object'),
        bin text CHECK (length(bin) BETWEEN 1 AND 40),
        version bigint NOT NULL DEFAULT 0,
        updated_at timestamptz NOT NULL,
        CONSTRAINT inventory_items_no_oversell CHECK (reserved >= 0 AND reserved <= on_hand),
        CONSTRAINT inventory_items_place UNIQUE (tenant_id, variant_id, location_id)
      ) WITH (fillfactor = 70)`);
    await runner.query('CREATE UNIQUE INDEX inventory_items_page ON inventory_items (tenant_id, id)');
    await runner.query('CREATE INDEX inventory_items_location ON inventory_items (location_id, id)');
    await runner.query(`
      CREATE TABLE stock_movements (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        sequence bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
        item_id uuid NOT NULL REFERENCES inventory_items,
        variant_id uuid NOT NULL,
        location_id uuid NOT NULL REFERENCES locations,
        at timestamptz NOT NULL,
        type text NOT NULL CHECK (type IN ('IN', 'OUT', 'TRANSFER')),
        quantity integer NOT NULL CHECK (quantity <> 0),
        on_hand_after integer NOT NULL CHECK (on_hand_after >= 0),
        reason text NOT NULL CHECK (reason IN ('RESTOCK', 'SALE', 'RETURN', 'DAMAGE', 'ADJUSTMENT', 'TRANSFER')),
        reference text,
        actor text NOT NULL
      )`);
    await runner.query(
      'CREATE UNIQUE INDEX stock_movements_of_variant ON stock_movements (tenant_id, variant_id, sequence)',
    );
    await runner.query(`
      CREATE FUNCTION refuse_change_of_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the stock ledger is append-only: correct it with a new movement' USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER stock_movements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_movements
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_ledger()`);
    for (const table of ['locations', 'inventory_items', 'stock_movements'])
      for (const statement of tenantPolicy(table)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stock_movements, inventory_items, locations');
    await runner.query('DROP FUNCTION refuse_change_of_ledger');
  }
}
