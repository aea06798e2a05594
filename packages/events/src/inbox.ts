import type { EntityManager } from 'typeorm';
import type { Database } from '@longbox/postgres';
import { Inbox1780000000002 } from './migrations/1780000000002-inbox.ts';

/** What a subgraph that consumes lists among its migrations. */
export const INBOX_MIGRATIONS = [Inbox1780000000002] as const;

/**
 * Marks events as handled by a consumer, in the transaction of their effects, and answers the ids of those that were not marked before:
 * only these are to be handled. A process that marks the same event at the same time is waited for.
 */
export async function markHandled(
  tx: EntityManager,
  consumer: string,
  eventIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const fresh: { event_id: string }[] = await tx.query(
    `INSERT INTO inbox (consumer, event_id) SELECT $1, id FROM unnest($2::uuid[]) AS id
     ON CONFLICT DO NOTHING RETURNING event_id`,
    [consumer, eventIds],
  );
  return new Set(fresh.map((row) => row.event_id));
}

/** Those of the events that are marked as handled. */
export async function handledAmong(
  database: Database,
  consumer: string,
  eventIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows: { event_id: string }[] = await database.system((tx) =>
    tx.query('SELECT event_id FROM inbox WHERE consumer = $1 AND event_id = ANY ($2::uuid[])', [
      consumer,
      eventIds,
    ]),
  );
  return new Set(rows.map((row) => row.event_id));
}

/** How often the handling of events has begun before without an end being noted, for those of which it has: the process died meanwhile. */
export async function begunAmong(
  database: Database,
  consumer: string,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows: { event_id: string; begun: number }[] = await database.system((tx) =>
    tx.query(
      'SELECT event_id, begun FROM inbox_attempts WHERE consumer = $1 AND event_id = ANY ($2::uuid[])',
      [consumer, eventIds],
    ),
  );
  return new Map(rows.map(({ event_id: id, begun }) => [id, begun]));
}

/** Notes that the handling of events begins, and answers how often it has begun at most without an end being noted, this time included. */
export async function noteBegun(
  database: Database,
  consumer: string,
  eventIds: readonly string[],
): Promise<number> {
  const rows: { begun: number }[] = await database.system((tx) =>
    tx.query(
      `INSERT INTO inbox_attempts AS a (consumer, event_id, begun) SELECT DISTINCT $1::text, id, 1 FROM unnest($2::uuid[]) AS id ORDER BY id
       ON CONFLICT (consumer, event_id) DO UPDATE SET begun = a.begun + 1, last_begun_at = now() RETURNING begun`,
      [consumer, eventIds],
    ),
  );
  return Math.max(1, ...rows.map(({ begun }) => begun));
}

/** Notes that the handling of events has ended, one way or the other, with the process alive. */
export async function noteEnded(
  database: Database,
  consumer: string,
  eventIds: readonly string[],
): Promise<void> {
  await database.system((tx) =>
    tx.query('DELETE FROM inbox_attempts WHERE consumer = $1 AND event_id = ANY ($2::uuid[])', [
      consumer,
      eventIds,
    ]),
  );
}

/** Rows deleted by one statement of the pruning: a few milliseconds of work, so that nobody waits behind it. */
const PRUNED_AT_ONCE = 2_000;

/**
 * Forgets events handled longer ago than so many days, in bounded batches; answers how many. Events older than that must not be delivered
 * again, so keep more days than the event log may take to deliver.
 */
export async function pruneInbox(database: Database, keepDays: number): Promise<number> {
  let pruned = 0;
  for (;;) {
    const [, deleted]: [unknown, number] = await database.system((tx) =>
      tx.query(
        `DELETE FROM inbox WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM inbox WHERE handled_at < now() - make_interval(days => $1) LIMIT $2 FOR UPDATE SKIP LOCKED))`,
        [keepDays, PRUNED_AT_ONCE],
      ),
    );
    pruned += deleted;
    if (deleted < PRUNED_AT_ONCE) return pruned;
  }
}
