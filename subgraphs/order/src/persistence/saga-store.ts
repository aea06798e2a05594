import type { EntityManager } from 'typeorm';
import type { SagaLine, SagaShipment, SagaState } from '../domain/saga-event.ts';
import type { Decision } from '../domain/saga.ts';
import { OrderEntity, TimelineEntity } from './entities.ts';
import type { AllocatedLine, OrderRow, TimelineRow } from './rows.ts';

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

/**
 * Locks an order and reads all that the saga decides by; null when the store has no such order. Lines and shipments are read after the
 * lock is held, in a statement of their own: one that waited for the lock would show them as they were before the wait.
 */
export async function lockOrder(
  tx: EntityManager,
  tenantId: string,
  id: string,
): Promise<LockedOrder | null> {
  const row = await tx.findOne(OrderEntity, { where: { tenantId, id }, lock: { mode: 'pessimistic_write' } });
  if (!row) return null;
  const [known]: { lines: LockedLine[]; shipments: SagaShipment[] }[] = await tx.query(
    `SELECT
       (SELECT json_agg(json_build_object('id', id, 'variantId', variant_id, 'sku', sku, 'title', title, 'quantity', quantity,
          'fulfilled', fulfilled_quantity, 'totalMinor', total_minor) ORDER BY position)
        FROM order_lines WHERE tenant_id = $1 AND order_id = $2) AS lines,
       (SELECT coalesce(json_agg(json_build_object('id', shipment_id, 'packed', packed, 'shipped', shipped, 'delivered', delivered,
          'captureMinor', capture_minor, 'captured', captured)), '[]')
        FROM order_shipments WHERE tenant_id = $1 AND order_id = $2) AS shipments`,
    [tenantId, id],
  );
  if (!known) throw new Error(`the order ${id} could not be read`);
  const { lines, shipments } = known;
  return { row, lines, state: { ...row, lines, shipments } };
}

/** Writes what a step changed, with its lines of the timeline; answers the order's new revision. */
export async function saveStep(
  tx: EntityManager,
  { row, lines }: LockedOrder,
  { state, timeline }: Move,
  step: { readonly at: Date; readonly actor: string; readonly facts: StepFacts },
): Promise<number> {
  const { tenantId, id } = row;
  const revision = row.revision + timeline.length;
  await tx.update(
    OrderEntity,
    { tenantId, id },
    {
      phase: state.phase,
      status: state.status,
      paymentStatus: state.paymentStatus,
      fulfillmentStatus: state.fulfillmentStatus,
      revision,
      capturedMinor: state.capturedMinor,
      cancelReason: state.cancelReason,
      cancelNote: state.cancelNote,
      fulfillmentId: state.fulfillmentId,
      updatedAt: step.at,
      ...step.facts,
    },
  );
  await saveShipments(tx, row, state.shipments);
  await saveFulfilled(tx, row, lines, state.lines);
  const rows = timeline.map((line, index): TimelineRow => ({
    ...line,
    orderId: id,
    revision: row.revision + index + 1,
    tenantId,
    at: step.at,
    actor: step.actor,
  }));
  await tx.insert(TimelineEntity, rows);
  return revision;
}

async function saveShipments(
  tx: EntityManager,
  row: OrderRow,
  shipments: readonly SagaShipment[],
): Promise<void> {
  if (shipments.length === 0) return;
  await tx.query(
    `INSERT INTO order_shipments AS known (order_id, shipment_id, tenant_id, packed, shipped, delivered, capture_minor, captured)
     SELECT $2, "id", $1, "packed", "shipped", "delivered", "captureMinor", "captured"
     FROM json_to_recordset($3::json) AS shipment("id" uuid, "packed" boolean, "shipped" boolean, "delivered" boolean,
       "captureMinor" integer, "captured" boolean)
     ON CONFLICT (order_id, shipment_id) DO UPDATE SET packed = excluded.packed, shipped = excluded.shipped,
       delivered = excluded.delivered, capture_minor = excluded.capture_minor, captured = excluded.captured
     WHERE (known.packed, known.shipped, known.delivered, known.captured)
       <> (excluded.packed, excluded.shipped, excluded.delivered, excluded.captured)`,
    [row.tenantId, row.id, JSON.stringify(shipments)],
  );
}

async function saveFulfilled(
  tx: EntityManager,
  row: OrderRow,
  before: readonly SagaLine[],
  now: readonly SagaLine[],
): Promise<void> {
  const changed = now.filter((line, index) => line.fulfilled !== before[index]?.fulfilled);
  if (changed.length === 0) return;
  await tx.query(
    `UPDATE order_lines line SET fulfilled_quantity = change.fulfilled
     FROM unnest($3::uuid[], $4::integer[]) AS change (id, fulfilled)
     WHERE line.tenant_id = $1 AND line.order_id = $2 AND line.id = change.id`,
    [row.tenantId, row.id, changed.map(({ id }) => id), changed.map(({ fulfilled }) => fulfilled)],
  );
}
