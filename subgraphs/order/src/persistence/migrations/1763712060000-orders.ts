import { tenantPolicy } from '@longbox/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATUSES = `
  status text NOT NULL CHECK (status IN ('PENDING', 'CONFIRMED', 'CANCELLING', 'CANCELLED', 'FULFILLED')),
  payment_status text NOT NULL CHECK (payment_status IN
    ('PENDING', 'AUTHORIZED', 'DECLINED', 'VOIDED', 'PARTIALLY_PAID', 'PAID', 'PARTIALLY_REFUNDED', 'REFUNDED')),
  fulfillment_status text NOT NULL CHECK (fulfillment_status IN
    ('UNFULFILLED', 'IN_PROGRESS', 'PARTIALLY_FULFILLED', 'FULFILLED'))`;

/**
 * Why: orders with their lines, their timeline and their returns.
 * Locks: none that matter; every table is new.
 * On a big table: there is none yet.
 * Previous release on this schema: there is no previous release.
 */
export class Orders1763712060000 implements MigrationInterface {
  readonly name = 'Orders1763712060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE orders (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        number text NOT NULL,
        cart_id uuid REFERENCES carts (id) ON DELETE SET NULL,
        quote_id text,
        customer_id uuid REFERENCES customers (id),
        source text NOT NULL,
        external_id text,
        email text NOT NULL CHECK (length(email) <= 254),
        currency text NOT NULL CHECK (length(currency) = 3),
        -- Where the saga stands; finer than status (domain/saga-table.ts).
        phase text NOT NULL CHECK (phase IN ('RESERVING', 'AUTHORIZING', 'CONFIRMED', 'SHIPPING', 'CANCELLING',
          'CANCELLING_SHIPPED', 'FULFILLED', 'CANCELLED')),
        ${STATUSES},
        revision integer NOT NULL CHECK (revision > 0),
        subtotal_minor integer NOT NULL CHECK (subtotal_minor >= 0),
        discount_minor integer NOT NULL CHECK (discount_minor >= 0),
        shipping_minor integer NOT NULL CHECK (shipping_minor >= 0),
        tax_minor integer NOT NULL CHECK (tax_minor >= 0),
        tax_included boolean NOT NULL,
        total_minor integer NOT NULL CHECK (total_minor >= 0),
        captured_minor integer NOT NULL DEFAULT 0 CHECK (captured_minor BETWEEN 0 AND total_minor),
        shipping_address jsonb NOT NULL,
        billing_address jsonb,
        notes text,
        tags text[] NOT NULL DEFAULT '{}',
        cancel_reason text CHECK (cancel_reason IN ('UNKNOWN', 'OUT_OF_STOCK', 'PAYMENT_DECLINED',
          'PAYMENT_TIMED_OUT', 'REQUESTED', 'RESERVATION_TIMED_OUT', 'RESERVATION_EXPIRED')),
        cancel_note text,
        fulfillment_id uuid,
        card_last4 text CHECK (card_last4 ~ '^[0-9A-Za-z]{4}$'),
        -- What the provider calls the authorisation, once it has answered.
        payment_reference text,
        -- Where inventory holds the pieces of each line; handed on to fulfillment.
        allocations jsonb NOT NULL DEFAULT '[]',
        correlation_id text NOT NULL,
        placed_at timestamptz(3) NOT NULL,
        updated_at timestamptz(3) NOT NULL,
        UNIQUE (tenant_id, number),
        CHECK (total_minor =
          subtotal_minor - discount_minor + shipping_minor + CASE WHEN tax_included THEN 0 ELSE tax_minor END),
        CHECK (status = CASE phase
          WHEN 'RESERVING' THEN 'PENDING' WHEN 'AUTHORIZING' THEN 'PENDING'
          WHEN 'SHIPPING' THEN 'CONFIRMED' WHEN 'CANCELLING_SHIPPED' THEN 'CANCELLING' ELSE phase END),
        -- No money is ever taken for a cancelled order.
        CHECK (status <> 'CANCELLED' OR captured_minor = 0)
      )`);
    await runner.query(`
      CREATE TABLE order_lines (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        order_id uuid NOT NULL REFERENCES orders (id),
        position integer NOT NULL,
        variant_id uuid NOT NULL,
        sku text NOT NULL,
        title text NOT NULL,
        quantity integer NOT NULL CHECK (quantity > 0),
        fulfilled_quantity integer NOT NULL DEFAULT 0 CHECK (fulfilled_quantity BETWEEN 0 AND quantity),
        refunded_quantity integer NOT NULL DEFAULT 0 CHECK (refunded_quantity BETWEEN 0 AND quantity),
        unit_minor integer NOT NULL CHECK (unit_minor >= 0),
        total_minor integer NOT NULL CHECK (total_minor = unit_minor * quantity),
        UNIQUE (order_id, position)
      )`);
    await runner.query(`
      CREATE TABLE order_timeline (
        order_id uuid NOT NULL REFERENCES orders (id),
        -- The revision of the order that this line made.
        revision integer NOT NULL CHECK (revision > 0),
        tenant_id uuid NOT NULL,
        at timestamptz(3) NOT NULL,
        type text NOT NULL,
        message text NOT NULL,
        actor text NOT NULL,
        ${STATUSES},
        PRIMARY KEY (order_id, revision)
      )`);
    await runner.query(`
      CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the timeline of an order is only ever added to';
      END $$`);
    await runner.query(`
      CREATE TRIGGER order_timeline_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_timeline
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()`);
    await runner.query(`
      CREATE TABLE order_shipments (
        order_id uuid NOT NULL REFERENCES orders (id),
        shipment_id uuid NOT NULL,
        tenant_id uuid NOT NULL,
        packed boolean NOT NULL,
        shipped boolean NOT NULL,
        delivered boolean NOT NULL,
        capture_minor integer CHECK (capture_minor > 0),
        captured boolean NOT NULL,
        PRIMARY KEY (order_id, shipment_id),
        CHECK (NOT captured OR capture_minor IS NOT NULL)
      )`);
    await runner.query(`
      CREATE TABLE returns (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        order_id uuid NOT NULL REFERENCES orders (id),
        status text NOT NULL CHECK (status IN ('REQUESTED', 'RECEIVED', 'REFUNDED', 'REJECTED')),
        requested_at timestamptz(3) NOT NULL,
        refund_minor integer CHECK (refund_minor >= 0)
      )`);
    await runner.query(`
      CREATE TABLE return_lines (
        return_id uuid NOT NULL REFERENCES returns (id) ON DELETE CASCADE,
        order_line_id uuid NOT NULL REFERENCES order_lines (id),
        tenant_id uuid NOT NULL,
        quantity integer NOT NULL CHECK (quantity > 0),
        reason text,
        PRIMARY KEY (return_id, order_line_id)
      )`);
    // The order queue: every sort has its keyset, and the usual filters lead one. Number has its own by UNIQUE.
    await runner.query(`CREATE INDEX orders_by_placed ON orders (tenant_id, placed_at, id)`);
    await runner.query(`CREATE INDEX orders_by_updated ON orders (tenant_id, updated_at, id)`);
    await runner.query(`CREATE INDEX orders_by_total ON orders (tenant_id, total_minor, id)`);
    await runner.query(`CREATE INDEX orders_by_status ON orders (tenant_id, status, placed_at, id)`);
    await runner.query(`CREATE INDEX orders_by_source ON orders (tenant_id, source, placed_at, id)`);
    await runner.query(`CREATE INDEX orders_by_email ON orders (tenant_id, lower(email), placed_at, id)`);
    await runner.query(
      `CREATE INDEX orders_by_customer ON orders (customer_id, placed_at, id) WHERE customer_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX orders_by_external_id ON orders (tenant_id, external_id) WHERE external_id IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX orders_by_cart ON orders (cart_id) WHERE cart_id IS NOT NULL`);
    await runner.query(`CREATE INDEX order_timeline_by_time ON order_timeline (tenant_id, at)`);
    await runner.query(`CREATE INDEX returns_by_order ON returns (order_id, requested_at)`);
    await runner.query(`CREATE INDEX return_lines_by_order_line ON return_lines (order_line_id)`);
    for (const table of [
      'orders',
      'order_lines',
      'order_timeline',
      'order_shipments',
      'returns',
      'return_lines',
    ])
      for (const statement of tenantPolicy(table)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE return_lines, returns, order_shipments, order_timeline, order_lines, orders`,
    );
    await runner.query(`DROP FUNCTION refuse_rewriting()`);
  }
}
