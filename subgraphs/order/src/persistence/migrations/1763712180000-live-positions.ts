import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: whoever watches a store's orders and was away goes on after the last change that they saw. Times and sequences are not in the order
 * of commits, so a line says which transaction wrote it, and below which number all transactions were over when it did: what was not
 * seen was written by one at or above that.
 * Locks: the table, for an instant; the index is built while writes wait.
 * On a big table: some seconds for each ten million lines. Old lines are left as they are: nobody goes on from before this.
 * Previous release on this schema: runs; the columns fill themselves.
 */
export class LivePositions1763712180000 implements MigrationInterface {
  readonly name = 'LivePositions1763712180000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE order_timeline ADD COLUMN written_by xid8, ADD COLUMN horizon xid8`);
    await runner.query(`
      ALTER TABLE order_timeline
        ALTER COLUMN written_by SET DEFAULT pg_current_xact_id(),
        ALTER COLUMN horizon SET DEFAULT pg_snapshot_xmin(pg_current_snapshot())`);
    await runner.query(`CREATE INDEX order_timeline_by_writer ON order_timeline (tenant_id, written_by)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE order_timeline DROP COLUMN written_by, DROP COLUMN horizon`);
  }
}
