import type { EntityManager } from 'typeorm';
import { appendToOutbox, type NewEvent, type OrderConfirmed } from '@longbox/events';
import { newId } from '@longbox/ids';
import { insertFulfillments, type NewFulfillment } from '../persistence/fulfillments.ts';
import type { StoreCause } from './parts.ts';

export interface OrderToFulfil {
  readonly order: OrderConfirmed;
  readonly cause: StoreCause;
}

/** Confirmed orders of a store wait to be picked from now on. One that has a fulfillment, or was cancelled before, gets none. */
export async function openFulfillments(
  tx: EntityManager,
  tenantId: string,
  confirmed: readonly OrderToFulfil[],
  now: Date,
): Promise<void> {
  const fulfillments = confirmed.map(({ order }) => fulfillmentOf(order));
  const opened = await insertFulfillments(tx, tenantId, fulfillments, now);
  const events = fulfillments.flatMap(({ id, orderId }, index): NewEvent[] => {
    const cause = confirmed[index]?.cause;
    if (!opened.has(id) || cause === undefined) return [];
    return [{ type: 'FulfillmentOpened', key: orderId, data: { orderId, fulfillmentId: id }, cause }];
  });
  await appendToOutbox(tx, events);
}

function fulfillmentOf({
  orderId,
  number,
  currency,
  shippingAddress,
  lines,
}: OrderConfirmed): NewFulfillment {
  return {
    id: newId(),
    orderId,
    orderNumber: number,
    currency,
    address: shippingAddress,
    lines: lines.map(({ orderLineId, variantId, sku, title, quantity, allocations }) => ({
      id: newId(),
      orderLineId,
      variantId,
      sku,
      title,
      quantity,
      allocations: allocations.map(({ locationId, locationCode, bin, quantity: pieces }) => ({
        id: newId(),
        locationId,
        locationCode,
        bin,
        quantity: pieces,
      })),
    })),
  };
}
