import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantPolicy } from '@longbox/postgres';

const TABLES = [
  'fulfillments',
  'fulfillment_lines',
  'batches',
  'batch_numbers',
  'pick_stops',
  'allocations',
  'shipments',
  'shipment_lines',
  'tracking_events',
];

/**
 * Why: orders to be shipped, the walk through the bins, and what is in which package.
 * Locks: nothing that exists; the tables are new. On a big database: at once, they are empty.
 * The previous release does not know the tables and runs on.
 *
 * The row in `fulfillments` is what shipping and cancelling race for: whoever locks it first decides.
 */
export class Fulfillment1794000000000 implements MigrationInterface {
  readonly name = 'Fulfillment1794000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE batches (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        number text NOT NULL,
        status text NOT NULL CHECK (status IN ('OPEN', 'PICKING', 'PICKED', 'COMPLETED')),
        assigned_to text,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        UNIQUE (tenant_id, number)
      )`);
    await runner.query('CREATE INDEX batches_newest ON batches (tenant_id, id DESC)');
    await runner.query('CREATE TABLE batch_numbers (tenant_id uuid PRIMARY KEY, last integer NOT NULL)');
    await runner.query(`
      CREATE TABLE fulfillments (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        order_id uuid NOT NULL,
        order_number text NOT NULL,
        currency char(3),
        address jsonb,
        status text NOT NULL CHECK (status IN ('OPEN', 'CANCELLED', 'SHIPPED')),
        batch_id uuid REFERENCES batches (id),
        batch_position integer,
        opened_at timestamptz NOT NULL,
        UNIQUE (tenant_id, order_id),
        CHECK ((batch_id IS NULL) = (batch_position IS NULL)),
        CHECK (status = 'CANCELLED' OR address IS NOT NULL)
      )`);
    await runner.query(
      'CREATE INDEX fulfillments_batch ON fulfillments (tenant_id, batch_id) WHERE batch_id IS NOT NULL',
    );
    await runner.query(`
      CREATE TABLE fulfillment_lines (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        fulfillment_id uuid NOT NULL REFERENCES fulfillments (id),
        order_line_id uuid NOT NULL,
        variant_id uuid NOT NULL,
        sku text NOT NULL,
        title text NOT NULL,
        quantity integer NOT NULL CHECK (quantity > 0),
        UNIQUE (tenant_id, fulfillment_id, order_line_id)
      )`);
    await runner.query(`
      CREATE TABLE pick_stops (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        batch_id uuid NOT NULL REFERENCES batches (id),
        sequence integer NOT NULL CHECK (sequence > 0),
        location_id uuid NOT NULL,
        location_code text NOT NULL,
        bin text,
        variant_id uuid NOT NULL,
        quantity integer NOT NULL CHECK (quantity >= 0),
        picked_quantity integer NOT NULL DEFAULT 0,
        short boolean NOT NULL DEFAULT false,
        UNIQUE (tenant_id, batch_id, sequence),
        CONSTRAINT pick_stops_picked_within CHECK (picked_quantity BETWEEN 0 AND quantity)
      )`);
    await runner.query(`
      CREATE TABLE allocations (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        line_id uuid NOT NULL REFERENCES fulfillment_lines (id),
        location_id uuid NOT NULL,
        location_code text NOT NULL,
        bin text,
        quantity integer NOT NULL CHECK (quantity > 0),
        picked_quantity integer NOT NULL DEFAULT 0,
        stop_id uuid REFERENCES pick_stops (id),
        CONSTRAINT allocations_picked_within CHECK (picked_quantity BETWEEN 0 AND quantity)
      )`);
    await runner.query('CREATE INDEX allocations_line ON allocations (tenant_id, line_id)');
    await runner.query(
      'CREATE INDEX allocations_stop ON allocations (tenant_id, stop_id) WHERE stop_id IS NOT NULL',
    );
    await this.#shipments(runner);
    for (const table of TABLES) for (const statement of tenantPolicy(table)) await runner.query(statement);
  }

  async #shipments(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE shipments (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        fulfillment_id uuid NOT NULL REFERENCES fulfillments (id),
        order_id uuid NOT NULL,
        status text NOT NULL CHECK (status IN ('PACKED', 'LABELED', 'SHIPPED', 'DELIVERED', 'CANCELLED')),
        weight_grams integer NOT NULL CHECK (weight_grams BETWEEN 1 AND 100000),
        carrier text,
        service text,
        tracking_number text,
        tracking_url text,
        label_url text,
        cost_minor integer CHECK (cost_minor >= 0),
        currency char(3) NOT NULL,
        packed_at timestamptz NOT NULL,
        shipped_at timestamptz,
        delivered_at timestamptz,
        CHECK (status <> 'SHIPPED' OR shipped_at IS NOT NULL),
        CHECK ((tracking_number IS NULL) = (label_url IS NULL))
      )`);
    await runner.query('CREATE INDEX shipments_order ON shipments (tenant_id, order_id)');
    await runner.query('CREATE INDEX shipments_tracking ON shipments (tenant_id, tracking_number)');
    await runner.query(`
      CREATE TABLE shipment_lines (
        shipment_id uuid NOT NULL REFERENCES shipments (id),
        tenant_id uuid NOT NULL,
        order_line_id uuid NOT NULL,
        quantity integer NOT NULL CHECK (quantity > 0),
        PRIMARY KEY (shipment_id, order_line_id)
      )`);
    await runner.query(`
      CREATE TABLE tracking_events (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        shipment_id uuid NOT NULL REFERENCES shipments (id),
        at timestamptz NOT NULL,
        status text NOT NULL,
        description text NOT NULL,
        location text
      )`);
    await runner.query(
      'CREATE INDEX tracking_events_shipment ON tracking_events (tenant_id, shipment_id, at)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE tracking_events, shipment_lines, shipments, allocations, pick_stops, fulfillment_lines, fulfillments, batch_numbers, batches',
    );
  }
}
