import type { Database } from '@longbox/postgres';

/** Whether a database has published all that happened in it and has not heard of anything for a second. */
export function isMessagingQuiet(database: Database): Promise<boolean> {
  return answer(
    database,
    `SELECT NOT EXISTS (SELECT FROM outbox) AND NOT EXISTS (SELECT FROM inbox_attempts)
       AND NOT EXISTS (SELECT FROM inbox WHERE handled_at > now() - interval '1 second') AS yes`,
  );
}

/** Whether every consumer of the embedded event log has handled every event that stands in it. */
export function isLogDrained(database: Database): Promise<boolean> {
  return answer(
    database,
    `SELECT NOT EXISTS (
       SELECT FROM log_claims c JOIN log_partitions p ON p.id = c.partition_id WHERE c.next_offset < p.next_offset) AS yes`,
  );
}

async function answer(database: Database, question: string): Promise<boolean> {
  const [row] = await database.systemTransaction((tx) => tx.query<{ yes: boolean }[]>(question));
  return row?.yes === true;
}
