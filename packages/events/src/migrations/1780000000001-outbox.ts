import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: events are written in the transaction of the change they tell of, and published from here by the relay, which deletes what the
 * event log has acknowledged. The CloudEvents attributes are columns, so that a change-data-capture connector can publish the same headers.
 * Locks: nothing that exists. On a big table: it is new, and stays small. The previous release does not know it.
 */
export class Outbox1780000000001 implements MigrationInterface {
  readonly name = 'Outbox1780000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        event_id uuid NOT NULL,
        topic text NOT NULL,
        key text NOT NULL,
        type text NOT NULL,
        source text NOT NULL,
        time timestamptz(3) NOT NULL,
        tenant_id uuid,
        correlation_id text NOT NULL,
        causation_id text,
        traceparent text,
        payload bytea NOT NULL
      )`);
    // Rows live for milliseconds: what they leave behind is cleaned by their number, not by a share of a table that is nearly empty.
    await runner.query(`
      ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
        autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 5000)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outbox');
  }
}
