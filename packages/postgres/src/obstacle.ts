import pg from 'pg';
import type { Database } from './database.ts';
import { PING_TIMEOUT_MS, optionsOf } from './open-database.ts';

/** The table in which TypeORM notes what has been run. */
const RUN = 'SELECT name FROM migrations';

/**
 * Why a database cannot serve the version that opened it, a sentence; undefined when it can: it answers, and has every migration. Asked on a
 * connection of its own, within two seconds: a pool that is busy, which work for ten stores can make it, is no database that is away.
 */
export async function obstacleOf(database: Database): Promise<string | undefined> {
  const { name, url, migrations = [] } = optionsOf(database);
  const client = new pg.Client({
    connectionString: url,
    application_name: `longbox-${name}-ready`,
    connectionTimeoutMillis: PING_TIMEOUT_MS,
    query_timeout: PING_TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string }>(RUN);
    const run = new Set(rows.map((row) => row.name));
    const missing = migrations.map((each) => new each().name ?? each.name).filter((each) => !run.has(each));
    return missing.length === 0 ? undefined : `its database lacks migrations: ${missing.join(', ')}`;
  } catch {
    return 'its database does not answer';
  } finally {
    client.end().catch(() => undefined);
  }
}
