import { newId } from '@longbox/ids';
import type { SagaEvent } from '../domain/saga-event.ts';
import type { Command } from '../domain/saga.ts';
import type { PaymentJobKind } from '../persistence/payment-jobs.ts';
import type { PaymentRow } from '../persistence/rows.ts';
import type { LockedOrder, Move } from '../persistence/saga-store.ts';
import type { SagaWrites } from '../persistence/saga-writes.ts';
import { TIMER_KINDS } from '../persistence/timers.ts';
import { secondsAfter, type Services } from './services.ts';

/** Notes what a step commands to be written, except for the events. */
export function carryOut(
  writes: SagaWrites,
  services: Services,
  order: LockedOrder,
  decision: Move,
  event: SagaEvent,
  at: Date,
): void {
  if (decision.state.phase === 'CANCELLED' && decision.from !== 'CANCELLED')
    writes.dropAuthorization(order.row.id, event.type === 'PaymentTimerElapsed' ? 'TIMED_OUT' : 'FAILED', at);
  for (const command of decision.commands) carry(writes, services, order, command, at);
}

function carry(writes: SagaWrites, services: Services, order: LockedOrder, command: Command, at: Date): void {
  const { id: orderId, totalMinor } = order.row;
  switch (command.kind) {
    case 'CLEAR_TIMERS':
      return writes.clearTimers(orderId, TIMER_KINDS);
    case 'SET_PAYMENT_TIMER': {
      const dueAt = secondsAfter(at, services.config.paymentTimeoutSeconds);
      writes.setTimer(orderId, 'PAYMENT', dueAt);
      return services.timerSet(dueAt);
    }
    case 'AUTHORIZE':
      return writes.startAuthorization(
        payment(services, order, { kind: 'AUTHORIZATION', amountMinor: command.amountMinor }, at),
      );
    case 'CAPTURE': {
      const { amountMinor, shipmentId } = command;
      return pay(writes, services, order, { kind: 'CAPTURE', amountMinor, shipmentId }, at);
    }
    case 'VOID':
      return pay(writes, services, order, { kind: 'VOID', amountMinor: totalMinor }, at);
    case 'PUBLISH_CONFIRMED':
    case 'PUBLISH_CANCELLED':
    case 'ASK_FULFILLMENT_TO_CANCEL':
      return undefined;
  }
}

interface Asked {
  readonly kind: PaymentJobKind;
  readonly amountMinor: number;
  readonly shipmentId?: string | null;
}

function pay(writes: SagaWrites, services: Services, order: LockedOrder, asked: Asked, at: Date): void {
  const id = newId();
  const { id: orderId, tenantId, currency } = order.row;
  const { kind, amountMinor, shipmentId = null } = asked;
  const job = { id, tenantId, orderId, kind, amountMinor, currency, shipmentId, token: null };
  writes.pay({ ...payment(services, order, asked, at), id }, job, at);
}

function payment(
  services: Services,
  { row }: LockedOrder,
  { kind, amountMinor, shipmentId = null }: Asked,
  at: Date,
): Omit<PaymentRow, 'id'> {
  return {
    tenantId: row.tenantId,
    orderId: row.id,
    kind,
    status: 'REQUESTED',
    amountMinor,
    currency: row.currency,
    provider: services.provider.name,
    providerReference: null,
    shipmentId,
    at,
  };
}
