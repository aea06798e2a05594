import type { InspectableLog } from '@longbox/events';
import type { DatabaseReader } from './database-reader.ts';

const LOOK_EVERY_MS = 200;
const SUBGRAPHS = ['catalog', 'inventory', 'order', 'fulfillment', 'pricing'] as const;

/** Of the store's settings in these tests: the longest that a timer or a job waits while whoever set it lives. */
const LONGEST_WAIT_SECONDS = 25;

/**
 * Waits until every event has been published and handled and no order waits for anything, twice in a row, since an event that is handled
 * leads to others. What a process took and did not live to do comes back when
 * its lease is over, which is up to 45 s; the clock of those leases is put forward. Throws an error that says what is not done in time.
 */
export async function untilQuiet(
  reader: DatabaseReader,
  log: InspectableLog,
  withinMs: number,
): Promise<void> {
  const giveUp = Date.now() + withinMs;
  for (let looks = 0; ;) {
    await endLeases(reader);
    const busy = (await whatIsBusy(reader)) ?? (await whoIsBehind(log));
    looks = busy === undefined ? looks + 1 : 0;
    if (looks === 2) return;
    if (busy !== undefined && Date.now() > giveUp)
      throw new Error(`not quiet within ${withinMs} ms: ${busy}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

async function endLeases(reader: DatabaseReader): Promise<void> {
  const late = `now() + interval '${LONGEST_WAIT_SECONDS} seconds'`;
  await reader.query('order', `UPDATE payment_jobs SET run_at = now() WHERE run_at > ${late}`);
  await reader.query('order', `UPDATE order_timers SET due_at = now() WHERE due_at > ${late}`);
}

async function whatIsBusy(reader: DatabaseReader): Promise<string | undefined> {
  for (const name of SUBGRAPHS) {
    const [{ waiting } = { waiting: 0 }] = await reader.query<{ waiting: number }>(
      name,
      'SELECT count(*)::int AS waiting FROM outbox',
    );
    if (waiting > 0) return `${waiting} events of ${name} are to be published`;
  }
  const [left] = await reader.query<{ orders: number; timers: number; jobs: number; example: string | null }>(
    'order',
    `SELECT (SELECT count(*)::int FROM orders WHERE phase NOT IN ('CONFIRMED', 'SHIPPING', 'FULFILLED', 'CANCELLED')) AS orders,
       (SELECT min(id::text || ' ' || phase) FROM orders
        WHERE phase NOT IN ('CONFIRMED', 'SHIPPING', 'FULFILLED', 'CANCELLED')) AS example,
       (SELECT count(*)::int FROM order_timers) AS timers, (SELECT count(*)::int FROM payment_jobs) AS jobs`,
  );
  if (!left || left.orders + left.timers + left.jobs === 0) return undefined;
  return `${left.orders} orders (such as ${left.example}), ${left.timers} timers, ${left.jobs} payment jobs wait`;
}

async function whoIsBehind({ inspection }: InspectableLog): Promise<string | undefined> {
  const behind = (await inspection.groups()).filter(({ lag }) => lag > 0n);
  if (behind.length === 0) return undefined;
  return `events wait for ${behind.map(({ group, topic, partition, lag }) => `${group}: ${lag} in ${topic}/${partition}`).join(', ')}`;
}
