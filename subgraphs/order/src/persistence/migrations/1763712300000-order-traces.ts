import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: the trace of a checkout goes on through its order's saga, days later and in other processes.
 * Locks: the table, for an instant.
 * On a big table: at once; a column that may be null is only noted.
 * Previous release on this schema: runs; its orders have no trace.
 */
export class OrderTraces1763712300000 implements MigrationInterface {
  readonly name = 'OrderTraces1763712300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE orders ADD COLUMN traceparent text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE orders DROP COLUMN traceparent`);
  }
}
