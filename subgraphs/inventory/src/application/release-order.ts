import type { EntityManager } from 'typeorm';
import { appendToOutbox, type ReleaseReason } from '@longbox/events';
import { cancelOrder, expireOrders } from '../persistence/order-holds.ts';
import { releaseStock, type Released } from '../persistence/release-stock.ts';
import { stockChanged, type Cause } from './announce.ts';

/**
 * The order was cancelled: what is held for it is given back, once. When its `OrderPlaced` has not come yet, it will find the order
 * cancelled and hold nothing.
 */
export async function releaseCancelledOrder(
  tx: EntityManager,
  orderId: string,
  cause: Cause,
  now: Date,
): Promise<void> {
  await cancelOrder(tx, cause.tenantId, orderId, now);
  const released = await releaseStock(tx, cause.tenantId, [orderId], 'RELEASED', now);
  await announce(tx, released, 'ORDER_CANCELLED', cause);
}

/** Gives up those of a store's orders whose hold is over its time and that were not confirmed. Answers how many. */
export async function expireHeldOrders(
  tx: EntityManager,
  orderIds: readonly string[],
  cause: Cause,
  now: Date,
): Promise<number> {
  const expired = await expireOrders(tx, cause.tenantId, orderIds, now);
  if (expired.length === 0) return 0;
  const released = await releaseStock(tx, cause.tenantId, expired, 'EXPIRED', now);
  await announce(tx, released, 'EXPIRED', cause);
  return released.orderIds.length;
}

async function announce(
  tx: EntityManager,
  released: Released,
  reason: ReleaseReason,
  cause: Cause,
): Promise<void> {
  if (released.orderIds.length === 0) return;
  await appendToOutbox(tx, [
    ...released.orderIds.map((orderId) => ({
      type: 'ReservationsReleased' as const,
      key: orderId,
      data: { orderId, reason },
      cause,
    })),
    ...stockChanged(released.items, cause),
  ]);
}
