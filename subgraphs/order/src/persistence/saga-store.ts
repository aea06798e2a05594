import type { EntityManager } from 'typeorm';
import type { SagaLine, SagaShipment, SagaState } from '../domain/saga-event.ts';
import type { Decision } from '../domain/saga.ts';
import { columnsOf } from './columns.ts';
import { OrderEntity } from './entities.ts';
import type { AllocatedLine, OrderRow } from './rows.ts';

export interface LockedLine extends SagaLine {
  readonly variantId: string;
}

export interface LockedOrder {
  readonly row: OrderRow;
  readonly lines: readonly LockedLine[];
  readonly state: SagaState;
}

/** What a step knows besides the decision: kept on the order when it is given. */
export interface StepFacts {
  readonly allocations?: readonly AllocatedLine[];
  readonly paymentReference?: string;
}

export type Move = Extract<Decision, { does: 'move' }>;

interface Details {
  readonly id: string;
  readonly lines: readonly LockedLine[];
  readonly shipments: readonly SagaShipment[];
}

/**
 * Locks orders, in the order of their ids, and reads all that the saga decides by; what the store does not have is left out. Two
 * statements: lines and shipments are read when the locks are held, since a statement that waited for a lock would show them as they
 * were before the wait.
 */
export async function lockOrders(
  tx: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, LockedOrder>> {
  const rows: OrderRow[] = await tx.query(
    `SELECT ${columnsOf(tx, OrderEntity, 'o')} FROM orders o WHERE o.tenant_id = $1 AND o.id = ANY ($2::uuid[])
     ORDER BY o.id FOR UPDATE`,
    [tenantId, ids],
  );
  if (rows.length === 0) return new Map();
  const details: Details[] = await tx.query(
    `SELECT o.id,
       (SELECT json_agg(json_build_object('id', id, 'variantId', variant_id, 'sku', sku, 'title', title, 'quantity', quantity,
          'fulfilled', fulfilled_quantity, 'totalMinor', total_minor) ORDER BY position)
        FROM order_lines WHERE tenant_id = $1 AND order_id = o.id) AS lines,
       (SELECT coalesce(json_agg(json_build_object('id', shipment_id, 'packed', packed, 'shipped', shipped, 'delivered', delivered,
          'captureMinor', capture_minor, 'captured', captured)), '[]')
        FROM order_shipments WHERE tenant_id = $1 AND order_id = o.id) AS shipments
     FROM unnest($2::uuid[]) AS o (id)`,
    [tenantId, rows.map(({ id }) => id)],
  );
  const known = new Map(details.map((each) => [each.id, each]));
  return new Map(
    rows.map((row) => {
      const { lines, shipments } = known.get(row.id) ?? { lines: [], shipments: [] };
      return [row.id, { row, lines, state: { ...row, lines, shipments } }];
    }),
  );
}

/** The order as it is after a step, for the next one of the same transaction. */
export function afterStep(
  { row, lines }: LockedOrder,
  { state, timeline }: Move,
  step: { readonly at: Date; readonly facts: StepFacts },
): LockedOrder {
  const { phase, status, paymentStatus, fulfillmentStatus, capturedMinor } = state;
  const { cancelReason, cancelNote, fulfillmentId } = state;
  const fulfilled = new Map(state.lines.map((line) => [line.id, line.fulfilled]));
  return {
    row: {
      ...row,
      phase,
      status,
      paymentStatus,
      fulfillmentStatus,
      capturedMinor,
      cancelReason,
      cancelNote,
      fulfillmentId,
      ...step.facts,
      revision: row.revision + timeline.length,
      updatedAt: step.at,
    },
    lines: lines.map((line) => ({ ...line, fulfilled: fulfilled.get(line.id) ?? line.fulfilled })),
    state,
  };
}
