import { tenantPolicy } from '@longbox/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a store lists a whole set, or everything of a game, in one call, which takes longer than a call may: it is a job beside the imports, in
 * the same queue. Locks `import_queue` for milliseconds. The previous release runs on the new schema, but would give a listing up that it takes up.
 */
export class ListingJobs1796000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    for (const statement of tenantPolicy('listing_jobs')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM import_queue WHERE kind <> 'IMPORT'`);
    await runner.query('ALTER TABLE import_queue DROP COLUMN kind');
    await runner.query('DROP TABLE listing_jobs');
  }
}

const STATEMENTS = [
  `ALTER TABLE import_queue ADD COLUMN kind text NOT NULL DEFAULT 'IMPORT' CHECK (kind IN ('IMPORT', 'LISTING'))`,
  `CREATE TABLE listing_jobs (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    status text NOT NULL CHECK (status IN ('QUEUED', 'RUNNING', 'COMPLETED', 'FAILED')),
    -- The printings, in the order in which they are listed, as they were found when the job was asked for; the first \`done\` are listed.
    print_ids uuid[] NOT NULL,
    done integer NOT NULL DEFAULT 0,
    -- Conditions, finishes and editions, null for the usual ones.
    wish jsonb NOT NULL,
    products integer NOT NULL DEFAULT 0,
    variants integer NOT NULL DEFAULT 0,
    failed integer NOT NULL DEFAULT 0,
    -- The first printings that could not be listed, each with why.
    problems jsonb NOT NULL DEFAULT '[]',
    correlation_id text NOT NULL,
    created_at timestamptz NOT NULL,
    finished_at timestamptz,
    UNIQUE (tenant_id, id)
  )`,
];
