import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: an import can be cancelled, is started from a terminal with a folder of its own too, and says what it left out and how much of its files it has
 * read. Locks `import_jobs` and `import_queue` for milliseconds, however many jobs there are: the new check is not held against old rows, which it cannot
 * break. The previous release runs on the new schema; it does not heed a cancellation, and would take up a terminal's job.
 */
export class ImportCancelling1796000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const statuses = (list: string) =>
  `ALTER TABLE import_jobs DROP CONSTRAINT import_jobs_status_check,
     ADD CONSTRAINT import_jobs_status_check CHECK (status IN (${list})) NOT VALID`;

const UP = [
  statuses(`'QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED'`),
  // Records left out on purpose by their reason; bytes of the files, as they are on the disk, that are read and that there are.
  `ALTER TABLE import_jobs ADD COLUMN left_out jsonb NOT NULL DEFAULT '{}', ADD COLUMN bytes_read bigint NOT NULL DEFAULT 0,
     ADD COLUMN bytes_total bigint NOT NULL DEFAULT 0`,
  // Where a terminal's job reads; null for the server's import folder.
  'ALTER TABLE import_queue ADD COLUMN folder text, ADD COLUMN cancelled boolean NOT NULL DEFAULT false',
];

const DOWN = [
  `UPDATE import_jobs SET status = 'FAILED' WHERE status = 'CANCELLED'`,
  statuses(`'QUEUED', 'RUNNING', 'COMPLETED', 'FAILED'`),
  'ALTER TABLE import_jobs DROP COLUMN left_out, DROP COLUMN bytes_read, DROP COLUMN bytes_total',
  'ALTER TABLE import_queue DROP COLUMN folder, DROP COLUMN cancelled',
];
