import type { EntityManager } from 'typeorm';
import { newId } from '@longbox/ids';
import type { SagaEvent } from '../domain/saga-event.ts';
import type { Command } from '../domain/saga.ts';
import {
  addPaymentJob,
  dropAuthorization,
  startAuthorization,
  type PaymentJobKind,
} from '../persistence/payment-jobs.ts';
import { abandonAuthorization, insertPayment } from '../persistence/payments.ts';
import type { LockedOrder, Move } from '../persistence/saga-store.ts';
import { clearTimers, setTimer } from '../persistence/timers.ts';
import { secondsAfter, type Services } from './services.ts';

/** Does what a step commands, except for the events, which are appended last. */
export async function carryOut(
  tx: EntityManager,
  services: Services,
  order: LockedOrder,
  decision: Move,
  event: SagaEvent,
  at: Date,
): Promise<void> {
  if (decision.state.phase === 'CANCELLED' && decision.from !== 'CANCELLED') {
    await dropAuthorization(tx, order.row.id);
    await abandonAuthorization(
      tx,
      order.row,
      event.type === 'PaymentTimerElapsed' ? 'TIMED_OUT' : 'FAILED',
      at,
    );
  }
  for (const command of decision.commands) await carry(tx, services, order, command, at);
}

async function carry(
  tx: EntityManager,
  services: Services,
  order: LockedOrder,
  command: Command,
  at: Date,
): Promise<void> {
  const { id: orderId, tenantId } = order.row;
  switch (command.kind) {
    case 'CLEAR_TIMERS':
      return clearTimers(tx, orderId);
    case 'SET_PAYMENT_TIMER': {
      const dueAt = secondsAfter(at, services.config.paymentTimeoutSeconds);
      await setTimer(tx, { orderId, tenantId, kind: 'PAYMENT' }, dueAt);
      return services.timerSet(dueAt);
    }
    case 'AUTHORIZE': {
      const id = await startAuthorization(tx, orderId, at);
      if (!id) throw new Error(`the order ${orderId} has nothing to be paid with`);
      return pay(tx, services, order, { id, kind: 'AUTHORIZATION', amountMinor: command.amountMinor }, at);
    }
    case 'CAPTURE':
      return payBy(tx, services, order, 'CAPTURE', command.amountMinor, command.shipmentId, at);
    case 'VOID':
      return payBy(tx, services, order, 'VOID', order.row.totalMinor, null, at);
    case 'PUBLISH_CONFIRMED':
    case 'PUBLISH_CANCELLED':
    case 'ASK_FULFILLMENT_TO_CANCEL':
      return undefined;
  }
}

async function payBy(
  tx: EntityManager,
  services: Services,
  order: LockedOrder,
  kind: PaymentJobKind,
  amountMinor: number,
  shipmentId: string | null,
  at: Date,
): Promise<void> {
  const { id: orderId, tenantId, currency } = order.row;
  const id = newId();
  await addPaymentJob(
    tx,
    { id, tenantId, orderId, kind, amountMinor, currency, shipmentId, token: null },
    at,
  );
  await pay(tx, services, order, { id, kind, amountMinor, shipmentId }, at);
}

function pay(
  tx: EntityManager,
  services: Services,
  { row }: LockedOrder,
  payment: { id: string; kind: PaymentJobKind; amountMinor: number; shipmentId?: string | null },
  at: Date,
): Promise<void> {
  return insertPayment(tx, {
    id: payment.id,
    tenantId: row.tenantId,
    orderId: row.id,
    kind: payment.kind,
    status: 'REQUESTED',
    amountMinor: payment.amountMinor,
    currency: row.currency,
    provider: services.provider.name,
    providerReference: null,
    shipmentId: payment.shipmentId ?? null,
    at,
  });
}
