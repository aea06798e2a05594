import type { Database } from '@longbox/postgres';
import { newId } from '@longbox/ids';
import { dueHolds } from '../persistence/order-holds.ts';
import { expireHeldOrders } from './release-order.ts';

/** So many orders in one transaction: short enough that their items are not locked for long. */
const ORDERS_AT_ONCE = 100;

/**
 * Gives up every hold, of any store, whose time has come by `now`. Answers how many orders that were. Several processes may do it at
 * once: the second finds nothing left. Throws what the database throws; what was given up until then stays given up.
 */
export async function expireHolds(database: Database, now: Date): Promise<number> {
  let expired = 0;
  for (;;) {
    const due = await database.systemTransaction((tx) => dueHolds(tx, now, ORDERS_AT_ONCE));
    for (const [tenantId, holds] of Map.groupBy(due, (hold) => hold.tenantId)) {
      const orderIds = holds.map(({ orderId }) => orderId);
      const cause = { tenantId, correlationId: newId() };
      expired += await database.transaction(tenantId, (tx) => expireHeldOrders(tx, orderIds, cause, now));
    }
    if (due.length < ORDERS_AT_ONCE) return expired;
  }
}
