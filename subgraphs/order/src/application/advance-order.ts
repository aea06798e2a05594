import type { EntityManager } from 'typeorm';
import { appendToOutbox } from '@longbox/events';
import type { SagaEvent } from '../domain/saga-event.ts';
import { decide, type Decision } from '../domain/saga.ts';
import { announce } from '../persistence/notices.ts';
import { lockOrder, saveStep, type LockedOrder, type StepFacts } from '../persistence/saga-store.ts';
import { eventsOf } from './order-events.ts';
import { carryOut } from './saga-commands.ts';
import type { Services } from './services.ts';

export interface Advance {
  readonly tenantId: string;
  readonly orderId: string;
  readonly event: SagaEvent;
  /** Who made it happen, for the timeline. */
  readonly actor: string;
  /** The event that this step answers, if one does. */
  readonly causationId?: string;
  /** What is to be kept on the order if the step is taken. */
  readonly facts?: StepFacts;
  /** Written in the same transaction whatever the saga says, after the order is locked. */
  readonly alongside?: (tx: EntityManager, order: LockedOrder | null) => Promise<void>;
}

/**
 * One step of an order's saga, in the caller's transaction: the order is locked, the saga decides, and state, timeline, commands and
 * events are written together, the outbox last. Answers what was decided; undefined when the store has no such order. Nothing is written but
 * `alongside` unless the saga moves.
 */
export async function advanceOrder(
  tx: EntityManager,
  services: Services,
  advance: Advance,
): Promise<Decision | undefined> {
  const order = await lockOrder(tx, advance.tenantId, advance.orderId);
  await advance.alongside?.(tx, order);
  if (!order) {
    services.logger.warn(
      { orderId: advance.orderId, event: advance.event.type },
      'an event of an unknown order',
    );
    return undefined;
  }
  const decision = decide(order.state, advance.event);
  if (decision.does !== 'move') {
    services.logger.debug(
      {
        orderId: advance.orderId,
        event: advance.event.type,
        phase: order.row.phase,
        because: decision.because,
      },
      'the saga stays where it is',
    );
    return decision;
  }
  const at = services.clock();
  const facts = advance.facts ?? {};
  const revision = await saveStep(tx, order, decision, { at, actor: advance.actor, facts });
  await carryOut(tx, services, order, decision, advance.event, at);
  const { tenantId, orderId } = advance;
  const toProvider = decision.commands.some(
    ({ kind }) => kind === 'AUTHORIZE' || kind === 'CAPTURE' || kind === 'VOID',
  );
  await announce(tx, { tenantId, orderId, from: order.row.revision + 1, to: revision }, toProvider);
  await appendToOutbox(tx, eventsOf(order, decision, facts, advance.causationId));
  return decision;
}
