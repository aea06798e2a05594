import type { EntityManager } from 'typeorm';
import { appendToOutbox, type OrderConfirmed } from '@longbox/events';
import { newId } from '@longbox/ids';
import { insertFulfillment } from '../persistence/fulfillments.ts';
import type { StoreCause } from './parts.ts';

/** A confirmed order waits to be picked from now on. One that has a fulfillment, or was cancelled before, gets none. */
export async function openFulfillment(
  tx: EntityManager,
  order: OrderConfirmed,
  cause: StoreCause,
  now: Date,
): Promise<void> {
  const fulfillmentId = newId();
  const lines = order.lines.map((line) => ({ ...line, id: newId() }));
  const allocations = lines.flatMap(({ id, allocations: places }) =>
    places.map(({ locationId, locationCode, bin, quantity }) => ({
      id: newId(),
      lineId: id,
      locationId,
      locationCode,
      bin,
      quantity,
    })),
  );
  const { orderId, number, currency, shippingAddress } = order;
  const fulfillment = { id: fulfillmentId, orderId, orderNumber: number, currency, address: shippingAddress };
  const opened = await insertFulfillment(tx, cause.tenantId, fulfillment, { lines, allocations }, now);
  if (opened)
    await appendToOutbox(tx, [
      { type: 'FulfillmentOpened', key: orderId, data: { orderId, fulfillmentId }, cause },
    ]);
}
