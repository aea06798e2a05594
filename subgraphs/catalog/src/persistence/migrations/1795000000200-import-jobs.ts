import { tenantPolicy } from '@longbox/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: imports are jobs that outlive the process that runs them. The job and its problems belong to the store that started it; the queue
 * is plumbing that workers read over all stores. Locks nothing that exists; takes milliseconds; nothing ran on an older schema.
 */
export class ImportJobs1795000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    for (const table of ['import_jobs', 'import_problems'])
      for (const statement of tenantPolicy(table)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE import_queue, import_problems, import_jobs');
  }
}

const STATEMENTS = [
  `CREATE TABLE import_jobs (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    game text NOT NULL,
    source text NOT NULL,
    path text NOT NULL,
    status text NOT NULL CHECK (status IN ('QUEUED', 'RUNNING', 'COMPLETED', 'FAILED')),
    processed integer NOT NULL DEFAULT 0,
    created integer NOT NULL DEFAULT 0,
    updated integer NOT NULL DEFAULT 0,
    skipped integer NOT NULL DEFAULT 0,
    failed integer NOT NULL DEFAULT 0,
    total integer,
    -- Where to go on: how many records are done, and the files' names, sizes and times, which tell whether they are still the same.
    checkpoint jsonb,
    started_by text NOT NULL,
    correlation_id text NOT NULL,
    created_at timestamptz NOT NULL,
    started_at timestamptz,
    finished_at timestamptz,
    UNIQUE (tenant_id, id)
  )`,
  `CREATE TABLE import_problems (
    tenant_id uuid NOT NULL,
    job_id uuid NOT NULL,
    position integer NOT NULL,
    file text NOT NULL,
    line integer,
    record_id text,
    message text NOT NULL,
    PRIMARY KEY (job_id, position),
    FOREIGN KEY (tenant_id, job_id) REFERENCES import_jobs (tenant_id, id) ON DELETE CASCADE
  )`,
  `CREATE TABLE import_queue (
    -- Grows in the order of asking; a store's first row is the one that may run.
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id uuid NOT NULL UNIQUE,
    tenant_id uuid NOT NULL,
    -- Who runs it and until when nobody else may; renewed while it runs, over when its process dies.
    owner uuid,
    leased_until timestamptz NOT NULL DEFAULT '-infinity',
    -- Times that it was taken up since it last got further.
    attempts integer NOT NULL DEFAULT 0
  )`,
  'CREATE INDEX import_queue_of_store ON import_queue (tenant_id, id)',
];
