import type { SagaEvent } from '../domain/saga-event.ts';
import type { Timer, TimerKind } from '../persistence/timers.ts';
import type { Services } from './services.ts';

const EVENT_OF: Readonly<Record<TimerKind, SagaEvent>> = {
  RESERVATION: { type: 'ReservationTimerElapsed' },
  PAYMENT: { type: 'PaymentTimerElapsed' },
};

/** A step has not come in time: the saga gives it up. The timer goes in the same transaction. */
export async function fireTimer(services: Services, timer: Timer): Promise<void> {
  const { tenantId, orderId, kind } = timer;
  await services.advance(tenantId, {
    orderId,
    event: EVENT_OF[kind],
    actor: 'system',
    alongside: (writes) => writes.clearTimers(orderId, [kind]),
  });
}
