import type { BatchHandler } from '@longbox/events';
import { confirmOrders } from '../persistence/order-holds.ts';
import { storeOf } from './cause-of.ts';
import type { HandlerParts } from './handler-parts.ts';

/** The orders are paid and will be shipped: what is held for them is held until they ship or are cancelled. */
export function onOrderConfirmed({ clock }: HandlerParts): BatchHandler<'OrderConfirmed'> {
  return {
    batch: (tx, events) =>
      confirmOrders(
        tx,
        storeOf(events),
        events.map(({ data }) => data.orderId),
        clock(),
      ),
  };
}
