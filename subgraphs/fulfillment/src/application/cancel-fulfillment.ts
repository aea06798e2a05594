import type { EntityManager } from 'typeorm';
import { appendToOutbox } from '@longbox/events';
import { newId } from '@longbox/ids';
import { cancelFulfillmentRows, insertTombstone, lockFulfillment } from '../persistence/fulfillments.ts';
import { anyShipped } from '../persistence/shipments.ts';
import type { StoreCause } from './parts.ts';
import { settleBatch } from './settle-batch.ts';

/** Answers whether an order can still be cancelled, and if so makes it so. Asked again, it answers the same. */
export async function cancelFulfillment(
  tx: EntityManager,
  orderId: string,
  cause: StoreCause,
  now: Date,
): Promise<void> {
  if (await endFulfillment(tx, orderId, cause.tenantId, now)) {
    await appendToOutbox(tx, [{ type: 'FulfillmentCancelled', key: orderId, data: { orderId }, cause }]);
    return;
  }
  const message = 'A package of the order is on its way already.';
  await appendToOutbox(tx, [
    { type: 'FulfillmentCancellationRefused', key: orderId, data: { orderId, message }, cause },
  ]);
}

/**
 * Sees to it that nothing is shipped for an order any more, also when it has yet to be confirmed: a late confirmation opens nothing. False
 * when something has left already; then nothing is changed. The lock of the order's fulfillment decides, which shipping takes too.
 */
export async function endFulfillment(
  tx: EntityManager,
  orderId: string,
  tenantId: string,
  now: Date,
): Promise<boolean> {
  if (await insertTombstone(tx, tenantId, newId(), orderId, now)) return true;
  const fulfillment = await lockFulfillment(tx, tenantId, orderId);
  if (!fulfillment) throw new Error(`the fulfillment of order ${orderId} went away while it was cancelled`);
  if (fulfillment.status === 'CANCELLED') return true;
  if (await anyShipped(tx, tenantId, fulfillment.id)) return false;
  await cancelFulfillmentRows(tx, tenantId, fulfillment.id);
  if (fulfillment.batchId !== null) await settleBatch(tx, tenantId, fulfillment.batchId);
  return true;
}
