import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantPolicy } from '@longbox/postgres';

/**
 * Why: what is reserved for which order line, and where each order stands with us, so that events that come late, twice or in the wrong
 * order change nothing.
 * Locks: nothing that exists; the tables are new. On a big database: at once, the tables are empty.
 * The previous release does not know the tables and runs on.
 *
 * `hold_expiries` belongs to no store (no row-level security): the job that gives up holds looks there for whose time has come, and then
 * works inside the store that it finds. Its rows say nothing but ids.
 */
export class Reservations1792000000100 implements MigrationInterface {
  readonly name = 'Reservations1792000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE order_holds (
        tenant_id uuid NOT NULL,
        order_id uuid NOT NULL,
        order_number text,
        status text NOT NULL CHECK (status IN ('RESERVED', 'REFUSED', 'CONFIRMED', 'CANCELLED', 'EXPIRED')),
        expires_at timestamptz,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, order_id)
      ) WITH (fillfactor = 80)`);
    await runner.query(`
      CREATE TABLE reservations (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        order_id uuid NOT NULL,
        order_line_id uuid NOT NULL,
        item_id uuid NOT NULL REFERENCES inventory_items,
        quantity integer NOT NULL CHECK (quantity > 0),
        status text NOT NULL CHECK (status IN ('HELD', 'COMMITTED', 'RELEASED', 'EXPIRED')),
        expires_at timestamptz NOT NULL,
        shipment_id uuid,
        updated_at timestamptz NOT NULL,
        CONSTRAINT reservations_committed CHECK ((status = 'COMMITTED') = (shipment_id IS NOT NULL))
      ) WITH (fillfactor = 80)`);
    // A line's share of an item is one row while it is held, and one more for each shipment that took a part of it.
    await runner.query(`
      CREATE UNIQUE INDEX reservations_once ON reservations (order_line_id, item_id, shipment_id) NULLS NOT DISTINCT`);
    await runner.query('CREATE INDEX reservations_of_order ON reservations (order_id)');
    await runner.query(`
      CREATE TABLE committed_shipments (
        tenant_id uuid NOT NULL,
        shipment_id uuid NOT NULL,
        order_id uuid NOT NULL,
        committed_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, shipment_id)
      )`);
    await runner.query(`
      CREATE TABLE hold_expiries (
        order_id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX hold_expiries_due ON hold_expiries (expires_at)');
    for (const table of ['order_holds', 'reservations', 'committed_shipments'])
      for (const statement of tenantPolicy(table)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE hold_expiries, committed_shipments, reservations, order_holds');
  }
}
