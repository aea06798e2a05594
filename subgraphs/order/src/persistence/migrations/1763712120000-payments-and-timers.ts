import { tenantPolicy } from '@longbox/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: what is done with money, what is to be done and when, and what a repeated checkout is recognised by.
 * Locks: none that matter; every table is new.
 * On a big table: there is none yet.
 * Previous release on this schema: there is no previous release.
 */
export class PaymentsAndTimers1763712120000 implements MigrationInterface {
  readonly name = 'PaymentsAndTimers1763712120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE payments (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        order_id uuid NOT NULL REFERENCES orders (id),
        kind text NOT NULL CHECK (kind IN ('AUTHORIZATION', 'CAPTURE', 'VOID', 'REFUND')),
        status text NOT NULL CHECK (status IN ('REQUESTED', 'SUCCEEDED', 'DECLINED', 'TIMED_OUT', 'FAILED')),
        amount_minor integer NOT NULL CHECK (amount_minor >= 0),
        currency text NOT NULL,
        provider text NOT NULL,
        provider_reference text,
        shipment_id uuid,
        at timestamptz(3) NOT NULL
      )`);
    await runner.query(`CREATE INDEX payments_by_order ON payments (order_id, at)`);
    // Money is taken at most once for a package, and asked for once for an order, whatever is retried.
    await runner.query(
      `CREATE UNIQUE INDEX payments_one_capture ON payments (shipment_id) WHERE kind = 'CAPTURE'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX payments_one_authorization ON payments (order_id) WHERE kind = 'AUTHORIZATION'`,
    );
    await runner.query(`
      CREATE TABLE checkouts (
        tenant_id uuid NOT NULL,
        key text NOT NULL CHECK (length(key) BETWEEN 1 AND 100),
        input_hash bytea NOT NULL,
        order_id uuid NOT NULL REFERENCES orders (id) DEFERRABLE INITIALLY DEFERRED,
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (tenant_id, key)
      )`);
    await runner.query(`
      CREATE TABLE order_numbers (
        tenant_id uuid PRIMARY KEY,
        last integer NOT NULL
      )`);
    for (const table of ['payments', 'checkouts', 'order_numbers'])
      for (const statement of tenantPolicy(table)) await runner.query(statement);

    // Taken across all stores by the jobs, so without row-level security; they hold ids, instants and amounts.
    await runner.query(`
      CREATE TABLE order_timers (
        order_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('RESERVATION', 'PAYMENT')),
        tenant_id uuid NOT NULL,
        due_at timestamptz NOT NULL,
        PRIMARY KEY (order_id, kind)
      )`);
    await runner.query(`CREATE INDEX order_timers_by_due ON order_timers (due_at)`);
    await runner.query(`
      CREATE TABLE payment_jobs (
        -- The id of the payment.
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        order_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('AUTHORIZATION', 'CAPTURE', 'VOID')),
        amount_minor integer NOT NULL,
        currency text NOT NULL,
        shipment_id uuid,
        -- What the client was given for the card. It goes with the row, as soon as the provider has answered.
        token text,
        attempts integer NOT NULL DEFAULT 0,
        -- When it may be taken; null while the stock is not reserved. Whoever takes it moves this on, so that it comes back if they die.
        run_at timestamptz
      )`);
    await runner.query(`CREATE INDEX payment_jobs_by_run ON payment_jobs (run_at)`);
    await runner.query(`CREATE INDEX payment_jobs_by_order ON payment_jobs (order_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE payment_jobs, order_timers, order_numbers, checkouts, payments`);
  }
}
