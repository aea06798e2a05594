import { setTimeout as pause } from 'node:timers/promises';
import { isMessagingQuiet } from '@longbox/events';
import { ordersInFlight, paymentsDue } from '@longbox/order';
import { SUBGRAPH_NAMES } from '@longbox/subgraph';
import type { OpenDatabases } from './stores-databases.ts';

const LOOK_EVERY_MS = 200;

/** Waits until nothing is on its way, so many seconds at most. Answers what still was, or undefined when all is quiet. */
export async function untilQuiet(
  databases: OpenDatabases,
  storeIds: readonly string[],
  seconds: number,
): Promise<string | undefined> {
  const giveUp = Date.now() + seconds * 1_000;
  // What leaves one database may not have come to the next when that is looked at: twice in a row is quiet.
  let looks = 0;
  for (;;) {
    const busy = await whatIsBusy(databases, storeIds);
    looks = busy === undefined ? looks + 1 : 0;
    if (looks === 2) return undefined;
    if (busy !== undefined && Date.now() > giveUp) return busy;
    await pause(LOOK_EVERY_MS);
  }
}

async function whatIsBusy(
  { stores, eventLog }: OpenDatabases,
  storeIds: readonly string[],
): Promise<string | undefined> {
  for (const name of SUBGRAPH_NAMES)
    if (!(await isMessagingQuiet(stores[name]))) return `events of ${name} are on their way`;
  const lags = (await eventLog?.inspection.groups()) ?? [];
  if (lags.some(({ lag }) => lag > 0n)) return 'consumers have events to handle';
  const due = await stores.order.systemTransaction(paymentsDue);
  if (due > 0) return `${due} payments are to be asked for`;
  for (const storeId of storeIds) {
    const orders = await stores.order.read(storeId, (connection) => ordersInFlight(connection, storeId));
    if (orders > 0) return `${orders} orders wait for an answer`;
  }
  return undefined;
}
