import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { DataSource, type Logger as OrmLogger } from 'typeorm';
import type { Database } from './database.ts';
import { reasonOf, unavailable } from './errors.ts';
import { optionsOf, type DatabaseOptions } from './open-database.ts';

/** A migration that failed; the message names it and the database, the cause is PostgreSQL's error. Nothing of it was kept. */
export class MigrationFailed extends Error {
  override readonly name = 'MigrationFailed';
}

/** Any number that every process takes for the same purpose; advisory locks are each database's own. */
const MIGRATION_LOCK = 7_266_902;
/** How long a process waits for another one that migrates. */
const PATIENCE_MS = 10 * 60_000;
/** A migration that cannot lock its table gives up rather than hold up everybody who queues behind it. */
const LOCK_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Brings a database to its newest migration, each migration in a transaction of its own, without the time limit that other statements
 * have, and the rows that the code defines (`afterMigrations`) to what it says. Processes that start together take turns, and the later ones find nothing to do.
 * Answers the names of what was run. Throws
 * `MigrationFailed`, or `DatabaseUnavailable`.
 *
 * A migration is bound to no store, so that it sees no rows of tables under row-level security. One that must change them says
 * `ALTER TABLE … NO FORCE ROW LEVEL SECURITY`, which the owner may, and forces it again in the same transaction.
 */
export async function migrate(database: Database): Promise<readonly string[]> {
  const options = optionsOf(database);
  const { name, url } = options;
  const turn = new pg.Client({
    connectionString: url,
    application_name: `longbox-${name}-migrate`,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  turn.on('error', () => undefined);
  try {
    await turn.connect();
  } catch (cause) {
    throw unavailable(name, url, cause);
  }
  try {
    await takeTurn(turn, name);
    return await runPending(options);
  } finally {
    await turn.end().catch(() => undefined);
  }
}

/** Asks again and again instead of waiting in a statement, which would hold a snapshot that `CREATE INDEX CONCURRENTLY` waits for. */
async function takeTurn(client: pg.Client, name: string): Promise<void> {
  const giveUp = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [
      MIGRATION_LOCK,
    ]);
    if (answer.rows[0]?.mine) return;
    if (Date.now() > giveUp)
      throw new MigrationFailed(
        `the ${name} database has been migrated by another process for ${PATIENCE_MS / 60_000} minutes: see what that one does, then start again`,
      );
    await pause(100);
  }
}

async function runPending({
  name,
  url,
  migrations = [],
  afterMigrations,
}: DatabaseOptions): Promise<readonly string[]> {
  let failed: string | undefined;
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    applicationName: `longbox-${name}-migrate`,
    migrations: [...migrations],
    poolSize: 2,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    installExtensions: false,
    poolErrorHandler: () => undefined,
    logger: hearFailure((migration) => (failed = migration)),
    extra: { lock_timeout: LOCK_TIMEOUT_MS, keepAlive: true },
  });
  try {
    await dataSource.initialize();
    const done = await dataSource.runMigrations({ transaction: 'each' });
    if (afterMigrations) await dataSource.transaction(afterMigrations);
    return done.map((migration) => migration.name);
  } catch (cause) {
    const what = failed === undefined ? '' : ` by ${failed}`;
    throw new MigrationFailed(`the ${name} database could not be migrated${what}: ${reasonOf(cause)}`, {
      cause,
    });
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

/** TypeORM throws the error of a migration as it is, and tells only its logger which migration it was. */
function hearFailure(hear: (migration: string) => void): OrmLogger {
  const nothing = () => undefined;
  return {
    logMigration(message) {
      const migration = /^Migration "([^"]+)" failed/.exec(message)?.[1];
      if (migration !== undefined) hear(migration);
    },
    logQuery: nothing,
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    log: nothing,
  };
}
