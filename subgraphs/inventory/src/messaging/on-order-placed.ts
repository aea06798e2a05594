import type { Handlers } from '@longbox/events';
import { reserveOrder } from '../application/reserve-order.ts';
import { causeOf } from './cause-of.ts';
import type { HandlerParts } from './handler-parts.ts';

export function onOrderPlaced({ clock }: HandlerParts): NonNullable<Handlers['OrderPlaced']> {
  return async (tx, event) => {
    await reserveOrder(tx, event.data, causeOf(event), clock());
  };
}
