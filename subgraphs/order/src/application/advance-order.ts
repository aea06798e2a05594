import type { EntityManager } from 'typeorm';
import { appendToOutbox, type NewEvent } from '@longbox/events';
import { createSharedRuns } from '@longbox/postgres';
import { openSpan } from '@longbox/telemetry';
import { decide, type Decision } from '../domain/saga.ts';
import type { OrderRow, TimelineRow } from '../persistence/rows.ts';
import { afterStep, lockOrders, type LockedOrder, type Move } from '../persistence/saga-store.ts';
import { SagaWrites } from '../persistence/saga-writes.ts';
import type { Advance } from './advance.ts';
import { eventsOf } from './order-events.ts';
import { carryOut } from './saga-commands.ts';
import type { Services } from './services.ts';

/**
 * Steps of sagas of one store, in the caller's transaction and in the order given: the orders are locked, the saga decides, and state,
 * timeline, commands and events are written together, the outbox last; four statements, however many steps. Answers what was decided for
 * each; undefined when the store has no such order. Nothing is written but `alongside` unless a saga moves.
 */
export async function advanceOrders(
  tx: EntityManager,
  services: Services,
  tenantId: string,
  advances: readonly Advance[],
): Promise<(Decision | undefined)[]> {
  const ids = [...new Set(advances.map(({ orderId }) => orderId))];
  const orders = await lockOrders(tx, tenantId, ids);
  const writes = new SagaWrites();
  const events: NewEvent[] = [];
  const decisions = advances.map((advance) => {
    const order = orders.get(advance.orderId);
    advance.alongside?.(writes, order !== undefined);
    const decision = decideOn(services, order, advance);
    if (order !== undefined && decision?.does === 'move')
      orders.set(advance.orderId, take(services, order, decision, advance, writes, events));
    return decision;
  });
  await writes.write(tx, tenantId);
  await appendToOutbox(tx, events);
  return decisions;
}

/** Steps of one transaction at most. */
const MOST_TOGETHER = 50;

/** Makes steps that are taken at the same time share a transaction. One that fails it is taken by itself. */
export function createAdvance(services: Services): Services['advance'] {
  const { database, logger } = services;
  const inOne = (tenantId: string, advances: readonly Advance[]) =>
    database.transaction(tenantId, (tx) => advanceOrders(tx, services, tenantId, advances));
  return createSharedRuns<Advance, Decision | undefined>({
    most: MOST_TOGETHER,
    run: inOne,
    onSharedFailure: (err) => logger.info({ err }, 'steps of one transaction failed; each is taken alone'),
  });
}

function decideOn(
  { logger }: Services,
  order: LockedOrder | undefined,
  { orderId, event: { type: event }, event: sagaEvent }: Advance,
): Decision | undefined {
  if (order === undefined) {
    logger.warn({ orderId, event }, 'an event of an unknown order');
    return undefined;
  }
  const decision = decide(order.state, sagaEvent);
  if (decision.does !== 'move')
    logger.debug(
      { orderId, event, phase: order.row.phase, because: decision.because },
      'the saga stays where it is',
    );
  return decision;
}

/** Tells the trace of the order of a step, linked to whatever made it happen. Its events belong under it. */
function traceStep(before: OrderRow, after: OrderRow, { event }: Advance): string | undefined {
  if (before.traceparent === null) return undefined;
  const { id, phase, traceparent: parent } = before;
  const attributes = { 'longbox.order_id': id, 'longbox.saga.from': phase, 'longbox.saga.to': after.phase };
  const span = openSpan({ name: `saga ${event.type}`, parent, attributes });
  span?.end();
  return span?.traceparent;
}

/** Notes what a step writes and tells, and gives the order as it is then. */
function take(
  services: Services,
  order: LockedOrder,
  decision: Move,
  advance: Advance,
  writes: SagaWrites,
  events: NewEvent[],
): LockedOrder {
  const at = services.clock();
  const { actor, facts = {} } = advance;
  const { row } = order;
  const next = afterStep(order, decision, { at, facts });
  writes.order(
    next.row,
    decision.timeline.map((line, index): TimelineRow => ({
      ...line,
      orderId: row.id,
      revision: row.revision + index + 1,
      tenantId: row.tenantId,
      at,
      actor,
    })),
  );
  for (const shipment of decision.state.shipments)
    if (!order.state.shipments.includes(shipment)) writes.shipment(row.id, shipment);
  decision.state.lines.forEach(({ id, fulfilled }, index) => {
    if (fulfilled !== order.lines[index]?.fulfilled) writes.fulfilled(id, fulfilled);
  });
  carryOut(writes, services, order, decision, advance.event, at);
  const traceparent = traceStep(row, next.row, advance);
  events.push(...eventsOf(order, decision, facts, advance.causationId, traceparent));
  return next;
}
