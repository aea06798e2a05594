import type { Logger } from 'pino';
import { causedBy, type DomainEvent, type Handlers } from '@longbox/events';
import { cancelFulfillment, endFulfillment } from '../application/cancel-fulfillment.ts';
import { openFulfillments } from '../application/open-fulfillment.ts';
import type { StoreCause } from '../application/parts.ts';

/** What the handlers need besides the event. */
export interface HandlerParts {
  readonly clock: () => Date;
  readonly logger: Logger;
}

/** What fulfillment does on the events of the order saga. */
export function orderHandlers({ clock, logger }: HandlerParts): Handlers {
  return {
    OrderConfirmed: {
      async batch(tx, events) {
        const confirmed = events.map((event) => ({ order: event.data, cause: causeOf(event) }));
        const [first] = confirmed;
        if (first !== undefined) await openFulfillments(tx, first.cause.tenantId, confirmed, clock());
      },
    },
    OrderCancellationRequested: (tx, event) =>
      cancelFulfillment(tx, event.data.orderId, causeOf(event), clock()),
    async OrderCancelled(tx, event) {
      const { orderId } = event.data;
      if (await endFulfillment(tx, orderId, causeOf(event).tenantId, clock())) return;
      logger.error({ orderId }, 'an order was cancelled of which a package has left: ask for it back');
    },
  };
}

function causeOf(event: DomainEvent): StoreCause {
  const { tenantId } = event;
  if (tenantId === null) throw new TypeError(`${event.type} ${event.id} names no store`);
  return { ...causedBy(event), tenantId };
}
