import type { Database } from '@longbox/postgres';

/** Whether a database has published all that happened in it and has not heard of anything for a second. */
export async function isMessagingQuiet(database: Database): Promise<boolean> {
  const [row] = await database.systemTransaction((tx) =>
    tx.query<{ quiet: boolean }[]>(
      `SELECT NOT EXISTS (SELECT FROM outbox) AND NOT EXISTS (SELECT FROM inbox_attempts)
         AND NOT EXISTS (SELECT FROM inbox WHERE handled_at > now() - interval '1 second') AS quiet`,
    ),
  );
  return row?.quiet === true;
}
