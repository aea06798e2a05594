import type { BatchHandler } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepsOn } from './order-step.ts';

/** What was held is given back: news when the hold ran out, and else the answer to a cancellation that is known here already. */
export function onReservationsReleased(services: Services): BatchHandler<'ReservationsReleased'> {
  return stepsOn(services, ({ reason }) =>
    reason === 'EXPIRED' ? { event: { type: 'ReservationExpired' } } : null,
  );
}
