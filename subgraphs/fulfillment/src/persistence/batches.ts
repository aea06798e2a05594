import type { EntityManager } from 'typeorm';
import type { BatchStatus, StopState } from '../domain/picks.ts';
import type { Stop } from '../domain/walk.ts';
import { BatchEntity } from './entities.ts';
import type { BatchRow, StopRow } from './rows.ts';

const BATCH = `id, tenant_id AS "tenantId", number, status, assigned_to AS "assignedTo", created_by AS "createdBy", created_at AS "createdAt"`;

/** The next number of a store's batches. The row is locked until the transaction ends, so take it late. */
export async function nextBatchNumber(tx: EntityManager, tenantId: string): Promise<string> {
  const [row] = await tx.query<{ last: number }[]>(
    `WITH next AS (
       INSERT INTO batch_numbers AS n (tenant_id, last) VALUES ($1, 1)
       ON CONFLICT (tenant_id) DO UPDATE SET last = n.last + 1 RETURNING last)
     SELECT last FROM next`,
    [tenantId],
  );
  return `B-${row?.last ?? 0}`;
}

/** Writes a batch with its walk, and puts the fulfillments into it in the order given. */
export async function insertBatch(
  tx: EntityManager,
  batch: BatchRow,
  fulfillmentIds: readonly string[],
  stops: readonly (Stop & { readonly id: string })[],
): Promise<void> {
  const { tenantId } = batch;
  await tx.insert(BatchEntity, batch);
  await tx.query(
    `UPDATE fulfillments f SET batch_id = $2, batch_position = place
     FROM unnest($3::uuid[]) WITH ORDINALITY AS given (fulfillment, place) WHERE f.tenant_id = $1 AND f.id = given.fulfillment`,
    [tenantId, batch.id, fulfillmentIds],
  );
  await tx.query(
    `INSERT INTO pick_stops (id, tenant_id, batch_id, sequence, location_id, location_code, bin, variant_id, quantity)
     SELECT id, $1, $2, sequence, location, code, bin, variant, quantity
     FROM unnest($3::uuid[], $4::int[], $5::uuid[], $6::text[], $7::text[], $8::uuid[], $9::int[])
       AS s (id, sequence, location, code, bin, variant, quantity)`,
    [
      tenantId,
      batch.id,
      stops.map(({ id }) => id),
      stops.map(({ sequence }) => sequence),
      stops.map(({ locationId }) => locationId),
      stops.map(({ locationCode }) => locationCode),
      stops.map(({ bin }) => bin),
      stops.map(({ variantId }) => variantId),
      stops.map(({ quantity }) => quantity),
    ],
  );
  const taken = stops.flatMap(({ id, allocationIds }) =>
    allocationIds.map((allocation) => [allocation, id] as const),
  );
  await tx.query(
    `UPDATE allocations a SET stop_id = given.stop
     FROM unnest($2::uuid[], $3::uuid[]) AS given (allocation, stop) WHERE a.tenant_id = $1 AND a.id = given.allocation`,
    [tenantId, taken.map(([allocation]) => allocation), taken.map(([, stop]) => stop)],
  );
}

/** Locks a batch; undefined when the store has no such one. */
export async function lockBatch(
  tx: EntityManager,
  tenantId: string,
  id: string,
): Promise<BatchRow | undefined> {
  const [row] = await tx.query<BatchRow[]>(
    `SELECT ${BATCH} FROM batches WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
    [tenantId, id],
  );
  return row;
}

export function batchesByIds(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<BatchRow[]> {
  return connection.query<BatchRow[]>(
    `SELECT ${BATCH} FROM batches WHERE tenant_id = $1 AND id = ANY ($2::uuid[])`,
    [tenantId, ids],
  );
}

/** A page of batches, newest first: `limit` rows after (that is, older than) the one with the id `after`. */
export function newestBatches(
  connection: EntityManager,
  tenantId: string,
  {
    status,
    limit,
    after,
  }: { readonly status: BatchStatus | null; readonly limit: number; readonly after: string | null },
): Promise<BatchRow[]> {
  return connection.query<BatchRow[]>(
    `SELECT ${BATCH} FROM batches
     WHERE tenant_id = $1 AND ($2::text IS NULL OR status = $2) AND ($3::uuid IS NULL OR id < $3)
     ORDER BY id DESC LIMIT $4`,
    [tenantId, status, after, limit],
  );
}

/** The stops of batches in walking order. A stop that a cancellation has emptied is none. */
export function stopsOfBatches(
  connection: EntityManager,
  tenantId: string,
  batchIds: readonly string[],
): Promise<StopRow[]> {
  return connection.query<StopRow[]>(
    `SELECT s.id, s.batch_id AS "batchId", s.sequence, s.location_id AS "locationId", s.location_code AS "locationCode", s.bin,
       s.variant_id AS "variantId", s.quantity, s.picked_quantity AS "pickedQuantity", s.short,
       ARRAY(
         SELECT f.order_id FROM allocations a JOIN fulfillment_lines l ON l.id = a.line_id JOIN fulfillments f ON f.id = l.fulfillment_id
         WHERE a.tenant_id = $1 AND a.stop_id = s.id AND f.status <> 'CANCELLED'
         GROUP BY f.order_id, f.batch_position ORDER BY f.batch_position) AS "orderIds"
     FROM pick_stops s WHERE s.tenant_id = $1 AND s.batch_id = ANY ($2::uuid[]) AND s.quantity > 0
     ORDER BY s.batch_id, s.sequence`,
    [tenantId, batchIds],
  );
}

export interface BatchOrder {
  readonly batchId: string;
  readonly orderId: string;
}

/** The orders of batches, in the order in which they were put in. */
export function ordersOfBatches(
  connection: EntityManager,
  tenantId: string,
  batchIds: readonly string[],
): Promise<BatchOrder[]> {
  return connection.query<BatchOrder[]>(
    `SELECT batch_id AS "batchId", order_id AS "orderId" FROM fulfillments
     WHERE tenant_id = $1 AND batch_id = ANY ($2::uuid[]) ORDER BY batch_id, batch_position`,
    [tenantId, batchIds],
  );
}

/** What the orders of a batch want at its stops, earlier orders first. */
export interface StopAllocation {
  readonly id: string;
  readonly stopId: string;
  readonly quantity: number;
  readonly cancelled: boolean;
  readonly pickedQuantity: number;
}

export function allocationsOfStops(
  tx: EntityManager,
  tenantId: string,
  stopIds: readonly string[],
): Promise<StopAllocation[]> {
  return tx.query<StopAllocation[]>(
    `SELECT a.id, a.stop_id AS "stopId", a.quantity, a.picked_quantity AS "pickedQuantity", f.status = 'CANCELLED' AS cancelled
     FROM allocations a JOIN fulfillment_lines l ON l.id = a.line_id JOIN fulfillments f ON f.id = l.fulfillment_id
     WHERE a.tenant_id = $1 AND a.stop_id = ANY ($2::uuid[])
     ORDER BY a.stop_id, f.batch_position, a.id`,
    [tenantId, stopIds],
  );
}

/** The check that refuses to count fewer pieces of a line as picked than are packed. */
export const PACKED_WITHIN = 'fulfillment_lines_packed_within';

/**
 * Writes what was taken at stops, each order's part of it, and what is picked of each line then. Fails on the check `PACKED_WITHIN` where
 * more is packed already.
 */
export async function writePicks(
  tx: EntityManager,
  tenantId: string,
  stops: readonly (Pick<StopState, 'pickedQuantity' | 'short'> & { readonly id: string })[],
  allocations: readonly { readonly id: string; readonly pickedQuantity: number }[],
): Promise<void> {
  await tx.query(
    `UPDATE pick_stops s SET picked_quantity = given.picked, short = given.short
     FROM unnest($2::uuid[], $3::int[], $4::bool[]) AS given (id, picked, short) WHERE s.tenant_id = $1 AND s.id = given.id`,
    [
      tenantId,
      stops.map(({ id }) => id),
      stops.map(({ pickedQuantity }) => pickedQuantity),
      stops.map(({ short }) => short),
    ],
  );
  await tx.query(
    `UPDATE allocations a SET picked_quantity = given.picked
     FROM unnest($2::uuid[], $3::int[]) AS given (id, picked) WHERE a.tenant_id = $1 AND a.id = given.id`,
    [tenantId, allocations.map(({ id }) => id), allocations.map(({ pickedQuantity }) => pickedQuantity)],
  );
  await tx.query(
    `UPDATE fulfillment_lines l SET picked_quantity = counted.picked
     FROM (
       SELECT line_id, sum(picked_quantity)::int AS picked FROM allocations
       WHERE tenant_id = $1 AND line_id IN (SELECT line_id FROM allocations WHERE tenant_id = $1 AND id = ANY ($2::uuid[]))
       GROUP BY line_id) AS counted
     WHERE l.tenant_id = $1 AND l.id = counted.line_id`,
    [tenantId, allocations.map(({ id }) => id)],
  );
}

export async function setBatchStatus(
  tx: EntityManager,
  tenantId: string,
  id: string,
  status: BatchStatus,
): Promise<void> {
  await tx.query('UPDATE batches SET status = $3 WHERE tenant_id = $1 AND id = $2', [tenantId, id, status]);
}

/** Whether an order of a batch waits to be shipped. */
export async function anyOpenOrder(tx: EntityManager, tenantId: string, id: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    "SELECT 1 FROM fulfillments WHERE tenant_id = $1 AND batch_id = $2 AND status = 'OPEN' LIMIT 1",
    [tenantId, id],
  );
  return rows.length > 0;
}
