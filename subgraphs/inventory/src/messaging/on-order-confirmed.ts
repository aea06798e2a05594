import type { Handlers } from '@longbox/events';
import { confirmOrder } from '../application/confirm-order.ts';
import { causeOf } from './cause-of.ts';
import type { HandlerParts } from './handler-parts.ts';

export function onOrderConfirmed({ clock }: HandlerParts): NonNullable<Handlers['OrderConfirmed']> {
  return (tx, event) => {
    const { tenantId } = causeOf(event);
    return confirmOrder(tx, { tenantId, orderId: event.data.orderId }, clock());
  };
}
