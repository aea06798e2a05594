import { openDatabase, type Database } from '@longbox/postgres';
import type { DatabaseName, DatabaseUrls } from './server.ts';

/** Reads the databases as somebody who sees every store, and never writes but where it says so. */
export interface DatabaseReader {
  query<Row>(database: DatabaseName, sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** Opened when they are first asked; the superuser's, whom row-level security does not bind. */
export function createDatabaseReader(superuserUrls: DatabaseUrls): DatabaseReader {
  const opened = new Map<DatabaseName, Promise<Database>>();
  const open = (name: DatabaseName) => {
    const known = opened.get(name) ?? openDatabase({ name, url: superuserUrls[name], poolSize: 2 });
    opened.set(name, known);
    return known;
  };
  return {
    query: async <Row>(name: DatabaseName, sql: string, parameters: readonly unknown[] = []) => {
      const database = await open(name);
      return database.systemTransaction((tx) => tx.query<Row[]>(sql, [...parameters]));
    },
    async close() {
      await Promise.all([...opened.values()].map(async (database) => (await database).close()));
    },
  };
}
