import type { EventCause, EventPayloads, EventType, NewEvent } from '@longbox/events';
import type { Command, TimelineLine } from '../domain/saga.ts';
import type { Statuses } from '../domain/statuses.ts';
import type { AllocatedLine, OrderRow } from '../persistence/rows.ts';
import type { LockedOrder, Move, StepFacts } from '../persistence/saga-store.ts';

/** The events of one step: what the saga commands, and one `OrderStatusChanged` for each change of a status. */
export function eventsOf(
  order: LockedOrder,
  decision: Move,
  facts: StepFacts,
  causationId: string | undefined,
  traceparent: string | undefined,
): NewEvent[] {
  const cause = causeOf(order.row, { causationId, traceparent });
  const commanded = decision.commands.flatMap((command) => commandedEvent(order, decision, command, facts));
  const changes = statusChanges(order.row, order.row, decision.timeline);
  return [...commanded, ...changes].map((event) => ({
    ...event,
    key: order.row.id,
    cause,
  }));
}

/** An event of an order belongs to the trace that the order was placed in, whoever makes it happen. */
export function causeOf(
  row: Pick<OrderRow, 'tenantId' | 'correlationId' | 'traceparent'>,
  {
    causationId,
    traceparent = row.traceparent ?? undefined,
  }: { readonly causationId?: string | undefined; readonly traceparent?: string | undefined } = {},
): EventCause {
  const { tenantId, correlationId } = row;
  return {
    tenantId,
    correlationId,
    ...(causationId === undefined ? {} : { causationId }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

type Told = { [T in EventType]: { readonly type: T; readonly data: EventPayloads[T] } }[EventType];

function commandedEvent(
  { row, lines }: LockedOrder,
  decision: Move,
  command: Command,
  facts: StepFacts,
): readonly Told[] {
  const orderId = row.id;
  switch (command.kind) {
    case 'PUBLISH_CONFIRMED': {
      const { number, currency, totalMinor, shippingAddress } = row;
      const confirmed = lines.map(({ id, variantId, quantity, sku, title }) => ({
        orderLineId: id,
        variantId,
        quantity,
        sku,
        title,
        allocations: allocationsOf(facts.allocations ?? row.allocations, id),
      }));
      const data = { orderId, number, currency, totalMinor, shippingAddress, lines: confirmed };
      return [{ type: 'OrderConfirmed', data }];
    }
    case 'PUBLISH_CANCELLED':
      return [
        { type: 'OrderCancelled', data: { orderId, reason: command.reason, message: command.message } },
      ];
    case 'ASK_FULFILLMENT_TO_CANCEL':
      return [{ type: 'OrderCancellationRequested', data: { orderId, reason: decision.state.cancelNote } }];
    default:
      return [];
  }
}

function allocationsOf(
  allocated: readonly AllocatedLine[],
  orderLineId: string,
): AllocatedLine['allocations'] {
  return allocated.find((line) => line.orderLineId === orderLineId)?.allocations ?? [];
}

/** One event for each line of the timeline after which a status differs from before. */
export function statusChanges(
  order: Pick<OrderRow, 'id' | 'number' | 'revision'>,
  before: Statuses | undefined,
  timeline: readonly TimelineLine[],
) {
  return timeline.flatMap((line, index) => {
    const last = index === 0 ? before : timeline[index - 1];
    const { status, paymentStatus, fulfillmentStatus } = line;
    if (
      last?.status === status &&
      last.paymentStatus === paymentStatus &&
      last.fulfillmentStatus === fulfillmentStatus
    )
      return [];
    const revision = order.revision + index + 1;
    const data = {
      orderId: order.id,
      number: order.number,
      revision,
      status,
      paymentStatus,
      fulfillmentStatus,
    };
    return [{ type: 'OrderStatusChanged' as const, data }];
  });
}
