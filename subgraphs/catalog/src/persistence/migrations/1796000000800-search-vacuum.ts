import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: an index alone answers only for pages of which PostgreSQL knows that every transaction sees them whole, and it learns that by vacuuming. Left to
 * itself it vacuums when a fifth of a table has changed; a store that changes a hundred prices a second has its searches read products again
 * long before. A fiftieth is some 5,000 changes among a million variants: a vacuum a minute, of a second. Locks nothing that is read or written; the
 * previous release runs on it. What is written anew by the migration before is vacuumed with the first changes: `VACUUM product_search` does it at once.
 */
export class SearchVacuum1796000000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE product_search SET (autovacuum_vacuum_scale_factor = 0.02)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE product_search RESET (autovacuum_vacuum_scale_factor)');
  }
}
