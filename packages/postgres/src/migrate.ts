import pg from 'pg';
import type { Database } from './database.ts';
import { dataSourceOf } from './open-database.ts';

/** A migration that failed; the message names it and the database, the cause is PostgreSQL's error. Nothing of it was kept. */
export class MigrationFailed extends Error {
  override readonly name = 'MigrationFailed';
}

/** Any number that every process takes for the same purpose. */
const MIGRATION_LOCK = 7_266_902;

/**
 * Brings a database to its newest migration, each migration in a transaction of its own. Processes that start together take turns on an
 * advisory lock, and the later ones find nothing to do. Answers the names of what was run.
 */
export async function migrate(database: Database): Promise<readonly string[]> {
  const dataSource = dataSourceOf(database);
  const { url } = dataSource.options as { url: string };
  const lock = new pg.Client({ connectionString: url, application_name: `longbox ${database.name} migrate` });
  await lock.connect();
  try {
    await lock.query("SET lock_timeout = '120s'");
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    return done.map(({ name }) => name);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MigrationFailed(`the ${database.name} database could not be migrated: ${reason}`, { cause });
  } finally {
    await lock.end();
  }
}
