import type { EntityManager } from 'typeorm';
import type { Address } from '../domain/address.ts';
import type { PickedLine } from '../domain/packing.ts';
import type { Allocation } from '../domain/walk.ts';
import type { FulfillmentRow } from './rows.ts';

const COLUMNS = 'id, order_id AS "orderId", currency, status, batch_id AS "batchId"';

/** Locks the fulfillments of orders, always in one order. An order without one is left out. */
export function lockFulfillments(
  tx: EntityManager,
  tenantId: string,
  orderIds: readonly string[],
): Promise<FulfillmentRow[]> {
  return tx.query<FulfillmentRow[]>(
    `SELECT ${COLUMNS} FROM fulfillments WHERE tenant_id = $1 AND order_id = ANY ($2::uuid[]) ORDER BY order_id FOR UPDATE`,
    [tenantId, orderIds],
  );
}

/** Locks one fulfillment; undefined when the order has none. */
export async function lockFulfillment(
  tx: EntityManager,
  tenantId: string,
  orderId: string,
): Promise<FulfillmentRow | undefined> {
  return (await lockFulfillments(tx, tenantId, [orderId]))[0];
}

export interface NewFulfillment {
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly currency: string;
  readonly address: Address;
  readonly lines: readonly NewLine[];
}

export interface NewLine {
  readonly id: string;
  readonly orderLineId: string;
  readonly variantId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly allocations: readonly NewAllocation[];
}

export interface NewAllocation {
  readonly id: string;
  readonly locationId: string;
  readonly locationCode: string;
  readonly bin: string | null;
  readonly quantity: number;
}

/**
 * Opens fulfillments with their lines, in one statement; answers the ids of those that were opened: an order that has one, or was
 * cancelled before, gets none.
 */
export async function insertFulfillments(
  tx: EntityManager,
  tenantId: string,
  fulfillments: readonly NewFulfillment[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const lines = fulfillments.flatMap(({ id: fulfillmentId, lines: own }) =>
    own.map((line) => ({ ...line, fulfillmentId })),
  );
  const allocations = lines.flatMap(({ id: lineId, fulfillmentId, allocations: own }) =>
    own.map((allocation) => ({ ...allocation, lineId, fulfillmentId })),
  );
  const opened = await tx.query<{ id: string }[]>(OPEN, [
    tenantId,
    now,
    JSON.stringify(fulfillments),
    JSON.stringify(lines),
    JSON.stringify(allocations),
  ]);
  return new Set(opened.map(({ id }) => id));
}

const OPEN = `
WITH opened AS (
  INSERT INTO fulfillments (id, tenant_id, order_id, order_number, currency, address, status, opened_at)
  SELECT r.id, $1::uuid, r."orderId", r."orderNumber", r.currency, r.address, 'OPEN', $2
  FROM json_to_recordset($3::json) AS r (id uuid, "orderId" uuid, "orderNumber" text, currency text, address jsonb)
  ORDER BY r."orderId"
  ON CONFLICT (tenant_id, order_id) DO NOTHING RETURNING id),
lines AS (
  INSERT INTO fulfillment_lines (id, tenant_id, fulfillment_id, order_line_id, variant_id, sku, title, quantity)
  SELECT r.id, $1, opened.id, r."orderLineId", r."variantId", r.sku, r.title, r.quantity
  FROM opened JOIN json_to_recordset($4::json) AS r (id uuid, "fulfillmentId" uuid, "orderLineId" uuid, "variantId" uuid,
    sku text, title text, quantity int) ON r."fulfillmentId" = opened.id),
allocated AS (
  INSERT INTO allocations (id, tenant_id, line_id, location_id, location_code, bin, quantity)
  SELECT r.id, $1, r."lineId", r."locationId", r."locationCode", r.bin, r.quantity
  FROM opened JOIN json_to_recordset($5::json) AS r (id uuid, "fulfillmentId" uuid, "lineId" uuid, "locationId" uuid,
    "locationCode" text, bin text, quantity int) ON r."fulfillmentId" = opened.id)
SELECT id FROM opened`;

/** Notes that an order is never to be fulfilled, so that a late confirmation opens nothing. False when it has a fulfillment, or was noted. */
export async function insertTombstone(
  tx: EntityManager,
  tenantId: string,
  id: string,
  orderId: string,
  now: Date,
): Promise<boolean> {
  const noted = await tx.query<unknown[]>(
    `WITH noted AS (
       INSERT INTO fulfillments (id, tenant_id, order_id, order_number, status, opened_at)
       VALUES ($1, $2, $3, '', 'CANCELLED', $4) ON CONFLICT (tenant_id, order_id) DO NOTHING RETURNING id)
     SELECT id FROM noted`,
    [id, tenantId, orderId, now],
  );
  return noted.length > 0;
}

/**
 * Cancels a fulfillment and its packages, and takes what has not been picked for it out of the walk. What was picked stays counted at its
 * stop: somebody has it in hand and puts it back.
 */
export async function cancelFulfillmentRows(
  tx: EntityManager,
  tenantId: string,
  fulfillmentId: string,
): Promise<void> {
  await tx.query("UPDATE fulfillments SET status = 'CANCELLED' WHERE tenant_id = $1 AND id = $2", [
    tenantId,
    fulfillmentId,
  ]);
  await tx.query(
    "UPDATE shipments SET status = 'CANCELLED' WHERE tenant_id = $1 AND fulfillment_id = $2 AND status IN ('PACKED', 'LABELED')",
    [tenantId, fulfillmentId],
  );
  await tx.query(
    'UPDATE fulfillment_lines SET packed_quantity = 0 WHERE tenant_id = $1 AND fulfillment_id = $2',
    [tenantId, fulfillmentId],
  );
  await tx.query(
    `UPDATE pick_stops s SET quantity = s.quantity - missing.quantity
     FROM (
       SELECT a.stop_id, sum(a.quantity - a.picked_quantity)::int AS quantity
       FROM allocations a JOIN fulfillment_lines l ON l.id = a.line_id
       WHERE a.tenant_id = $1 AND l.tenant_id = $1 AND l.fulfillment_id = $2 AND a.stop_id IS NOT NULL
       GROUP BY a.stop_id) AS missing
     WHERE s.tenant_id = $1 AND s.id = missing.stop_id`,
    [tenantId, fulfillmentId],
  );
}

/** The pieces of fulfillments and where they lie. */
export function allocationsOf(
  tx: EntityManager,
  tenantId: string,
  fulfillmentIds: readonly string[],
): Promise<Allocation[]> {
  return tx.query<Allocation[]>(
    `SELECT a.id, a.location_id AS "locationId", a.location_code AS "locationCode", a.bin, l.variant_id AS "variantId", a.quantity
     FROM allocations a JOIN fulfillment_lines l ON l.id = a.line_id
     WHERE a.tenant_id = $1 AND l.tenant_id = $1 AND l.fulfillment_id = ANY ($2::uuid[])
     ORDER BY a.id`,
    [tenantId, fulfillmentIds],
  );
}

/** What of each line of a fulfillment is picked, and what of it is in packages that are not cancelled. */
export function pickedLines(
  tx: EntityManager,
  tenantId: string,
  fulfillmentId: string,
): Promise<PickedLine[]> {
  return tx.query<PickedLine[]>(
    `SELECT order_line_id AS "orderLineId", picked_quantity AS picked, packed_quantity AS packed
     FROM fulfillment_lines WHERE tenant_id = $1 AND fulfillment_id = $2 ORDER BY id`,
    [tenantId, fulfillmentId],
  );
}

/** Where the packages of an order go. */
export interface Destination {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly address: Address;
}

/** The destinations of orders; without a lock. An order that was cancelled before it was confirmed has none. */
export function destinationsOfOrders(
  connection: EntityManager,
  tenantId: string,
  orderIds: readonly string[],
): Promise<Destination[]> {
  return connection.query<Destination[]>(
    `SELECT order_id AS "orderId", order_number AS "orderNumber", address FROM fulfillments
     WHERE tenant_id = $1 AND order_id = ANY ($2::uuid[]) AND address IS NOT NULL`,
    [tenantId, orderIds],
  );
}
