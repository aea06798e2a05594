import { causedBy, type DomainEvent, type Handlers } from '@longbox/events';
import { cancelFulfillment } from '../application/cancel-fulfillment.ts';
import { noteCancelledOrder, openFulfillment } from '../application/open-fulfillment.ts';
import type { StoreCause } from '../application/parts.ts';

/** What fulfillment does on the events of the order saga. */
export function orderHandlers(clock: () => Date): Handlers {
  return {
    OrderConfirmed: (tx, event) => openFulfillment(tx, event.data, causeOf(event), clock()),
    OrderCancellationRequested: (tx, event) =>
      cancelFulfillment(tx, event.data.orderId, causeOf(event), clock()),
    OrderCancelled: (tx, event) => noteCancelledOrder(tx, event.data.orderId, causeOf(event), clock()),
  };
}

function causeOf(event: DomainEvent): StoreCause {
  const { tenantId } = event;
  if (tenantId === null) throw new TypeError(`${event.type} ${event.id} names no store`);
  return { ...causedBy(event), tenantId };
}
