import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: that no more is packed than picked and no more picked than ordered holds in the database, whatever a use case forgets; and what
 * is left to pack is read without adding up.
 * Locks: `fulfillment_lines` while every line is counted and checked. On a big database: as long as reading all lines and packages
 * takes, so in a quiet hour.
 * The previous release does not write the new columns: stop it first.
 */
export class LineCounts1794000000100 implements MigrationInterface {
  readonly name = 'LineCounts1794000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE fulfillment_lines
        ADD COLUMN picked_quantity integer NOT NULL DEFAULT 0,
        ADD COLUMN packed_quantity integer NOT NULL DEFAULT 0`);
    await this.#backfill(runner);
    await runner.query(`
      ALTER TABLE fulfillment_lines
        ADD CONSTRAINT fulfillment_lines_picked_within CHECK (picked_quantity BETWEEN 0 AND quantity),
        ADD CONSTRAINT fulfillment_lines_packed_within CHECK (packed_quantity BETWEEN 0 AND picked_quantity)`);
  }

  /** Of all stores: the owner's rows are hidden from the owner too while row-level security is forced. */
  async #backfill(runner: QueryRunner): Promise<void> {
    const tables = ['fulfillment_lines', 'allocations', 'shipments', 'shipment_lines'];
    for (const table of tables) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      UPDATE fulfillment_lines l SET
        picked_quantity = coalesce((SELECT sum(a.picked_quantity) FROM allocations a WHERE a.line_id = l.id), 0),
        packed_quantity = coalesce((
          SELECT sum(sl.quantity) FROM shipment_lines sl JOIN shipments s ON s.id = sl.shipment_id
          WHERE s.fulfillment_id = l.fulfillment_id AND s.status <> 'CANCELLED' AND sl.order_line_id = l.order_line_id), 0)`);
    for (const table of tables) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE fulfillment_lines DROP COLUMN picked_quantity, DROP COLUMN packed_quantity',
    );
  }
}
