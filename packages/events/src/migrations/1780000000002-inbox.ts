import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a handler's effect and the mark that its event was handled are one transaction, so that an event that comes twice takes effect
 * once. `inbox_attempts` counts handlers that were begun by a process that then died.
 * Locks: nothing that exists. On a big table: they are new; the inbox is pruned in bounded batches, for which the BRIN index costs next to
 * nothing to keep, as rows come in the order of time. The previous release does not know them.
 */
export class Inbox1780000000002 implements MigrationInterface {
  readonly name = 'Inbox1780000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE inbox (
        consumer text NOT NULL,
        event_id uuid NOT NULL,
        handled_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consumer, event_id)
      )`);
    await runner.query(
      'CREATE INDEX inbox_handled_at ON inbox USING brin (handled_at) WITH (pages_per_range = 16)',
    );
    await runner.query(`
      CREATE TABLE inbox_attempts (
        consumer text NOT NULL,
        event_id uuid NOT NULL,
        begun integer NOT NULL CHECK (begun > 0),
        last_begun_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consumer, event_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE inbox_attempts, inbox');
  }
}
