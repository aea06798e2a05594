import type { DomainEvent } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepOf, type Tx } from './order-step.ts';

/** What was held is given back: news when the hold ran out, and else the answer to a cancellation that is known here already. */
export function onReservationsReleased(services: Services) {
  return async (tx: Tx, event: DomainEvent<'ReservationsReleased'>): Promise<void> => {
    if (event.data.reason === 'EXPIRED') await stepOf(tx, services, event, { type: 'ReservationExpired' });
  };
}
