import type { Handlers } from '@longbox/events';
import { releaseCancelledOrder } from '../application/release-order.ts';
import { causeOf } from './cause-of.ts';
import type { HandlerParts } from './handler-parts.ts';

export function onOrderCancelled({ clock }: HandlerParts): NonNullable<Handlers['OrderCancelled']> {
  return (tx, event) => releaseCancelledOrder(tx, event.data.orderId, causeOf(event), clock());
}
