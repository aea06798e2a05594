import type { BatchHandler } from '@longbox/events';
import { reserveOrders } from '../application/reserve-orders.ts';
import { causeOf, storeOf } from './cause-of.ts';
import type { HandlerParts } from './handler-parts.ts';

export function onOrderPlaced({ clock }: HandlerParts): BatchHandler<'OrderPlaced'> {
  return {
    batch: (tx, events) =>
      reserveOrders(
        tx,
        storeOf(events),
        events.map((event) => ({ ...event.data, cause: causeOf(event) })),
        clock(),
      ),
  };
}
