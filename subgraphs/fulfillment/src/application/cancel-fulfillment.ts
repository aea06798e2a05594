import type { EntityManager } from 'typeorm';
import { appendToOutbox } from '@longbox/events';
import { newId } from '@longbox/ids';
import { completeBatch } from '../persistence/batches.ts';
import { cancelFulfillmentRows, insertTombstone, lockFulfillment } from '../persistence/fulfillments.ts';
import { anyShipped } from '../persistence/shipments.ts';
import type { StoreCause } from './parts.ts';

/**
 * Answers whether an order can still be cancelled, and if so makes it so: under the lock of its fulfillment, which shipping takes too, so
 * that of the two only one happens. Asked again, it answers the same.
 */
export async function cancelFulfillment(
  tx: EntityManager,
  orderId: string,
  cause: StoreCause,
  now: Date,
): Promise<void> {
  const { tenantId } = cause;
  const fulfillment = await lockFulfillment(tx, tenantId, orderId);
  if (fulfillment && (await anyShipped(tx, tenantId, fulfillment.id))) {
    const message = 'A package of the order is on its way already.';
    await appendToOutbox(tx, [
      { type: 'FulfillmentCancellationRefused', key: orderId, data: { orderId, message }, cause },
    ]);
    return;
  }
  if (!fulfillment) await insertTombstone(tx, tenantId, newId(), orderId, now);
  else if (fulfillment.status !== 'CANCELLED') {
    await cancelFulfillmentRows(tx, tenantId, fulfillment.id);
    if (fulfillment.batchId) await completeBatch(tx, tenantId, fulfillment.batchId);
  }
  await appendToOutbox(tx, [{ type: 'FulfillmentCancelled', key: orderId, data: { orderId }, cause }]);
}
