import type { EntityManager } from 'typeorm';
import { ShipmentEntity } from './entities.ts';
import type { PackLine } from '../domain/packing.ts';
import type { ShipmentLineRow, ShipmentRow, TrackingEventRow } from './rows.ts';

const SHIPMENT = `id, tenant_id AS "tenantId", fulfillment_id AS "fulfillmentId", order_id AS "orderId", status, weight_grams AS "weightGrams",
  carrier, service, tracking_number AS "trackingNumber", tracking_url AS "trackingUrl", label_url AS "labelUrl", cost_minor AS "costMinor",
  currency, packed_at AS "packedAt", shipped_at AS "shippedAt", delivered_at AS "deliveredAt"`;

/** Writes a package with its lines, and counts them as packed. The lines' fulfillment must be locked. */
export async function insertShipment(
  tx: EntityManager,
  shipment: ShipmentRow,
  lines: readonly PackLine[],
): Promise<void> {
  await tx.insert(ShipmentEntity, shipment);
  await tx.query(
    `INSERT INTO shipment_lines (shipment_id, tenant_id, order_line_id, quantity)
     SELECT $1, $2, line, quantity FROM unnest($3::uuid[], $4::int[]) AS l (line, quantity)`,
    [
      shipment.id,
      shipment.tenantId,
      lines.map(({ orderLineId }) => orderLineId),
      lines.map(({ quantity }) => quantity),
    ],
  );
  await tx.query(
    `UPDATE fulfillment_lines l SET packed_quantity = l.packed_quantity + given.quantity
     FROM unnest($3::uuid[], $4::int[]) AS given (line, quantity)
     WHERE l.tenant_id = $1 AND l.fulfillment_id = $2 AND l.order_line_id = given.line`,
    [
      shipment.tenantId,
      shipment.fulfillmentId,
      lines.map(({ orderLineId }) => orderLineId),
      lines.map(({ quantity }) => quantity),
    ],
  );
}

export function shipmentById(
  connection: EntityManager,
  tenantId: string,
  id: string,
): Promise<ShipmentRow | null> {
  return connection.findOneBy(ShipmentEntity, { tenantId, id });
}

/** Locks a shipment; undefined when the store has no such one. Its fulfillment must be locked first. */
export async function lockShipment(
  tx: EntityManager,
  tenantId: string,
  id: string,
): Promise<ShipmentRow | undefined> {
  const [row] = await tx.query<ShipmentRow[]>(
    `SELECT ${SHIPMENT} FROM shipments WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
    [tenantId, id],
  );
  return row;
}

export async function updateShipment(
  tx: EntityManager,
  { tenantId, id }: ShipmentRow,
  change: Partial<ShipmentRow>,
): Promise<void> {
  await tx.update(ShipmentEntity, { tenantId, id }, change);
}

export function shipmentsByIds(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<ShipmentRow[]> {
  return connection.query<ShipmentRow[]>(
    `SELECT ${SHIPMENT} FROM shipments WHERE tenant_id = $1 AND id = ANY ($2::uuid[])`,
    [tenantId, ids],
  );
}

/** The packages of orders, oldest first; also those that were cancelled, since somebody has to unpack them. */
export function shipmentsOfOrders(
  connection: EntityManager,
  tenantId: string,
  orderIds: readonly string[],
): Promise<ShipmentRow[]> {
  return connection.query<ShipmentRow[]>(
    `SELECT ${SHIPMENT} FROM shipments WHERE tenant_id = $1 AND order_id = ANY ($2::uuid[]) ORDER BY order_id, id`,
    [tenantId, orderIds],
  );
}

export function linesOfShipments(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<ShipmentLineRow[]> {
  return connection.query<ShipmentLineRow[]>(
    `SELECT shipment_id AS "shipmentId", order_line_id AS "orderLineId", quantity FROM shipment_lines
     WHERE tenant_id = $1 AND shipment_id = ANY ($2::uuid[]) ORDER BY shipment_id, order_line_id`,
    [tenantId, ids],
  );
}

export function trackingOfShipments(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<TrackingEventRow[]> {
  return connection.query<TrackingEventRow[]>(
    `SELECT shipment_id AS "shipmentId", at, status, description, location FROM tracking_events
     WHERE tenant_id = $1 AND shipment_id = ANY ($2::uuid[]) ORDER BY shipment_id, at, id`,
    [tenantId, ids],
  );
}

export async function insertTrackingEvent(
  tx: EntityManager,
  tenantId: string,
  { id, shipmentId, at, status, description, location }: TrackingEventRow & { readonly id: string },
): Promise<void> {
  await tx.query(
    'INSERT INTO tracking_events (id, tenant_id, shipment_id, at, status, description, location) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [id, tenantId, shipmentId, at, status, description, location],
  );
}

/** Whether anything of a fulfillment has left. */
export async function anyShipped(
  tx: EntityManager,
  tenantId: string,
  fulfillmentId: string,
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    "SELECT 1 FROM shipments WHERE tenant_id = $1 AND fulfillment_id = $2 AND status IN ('SHIPPED', 'DELIVERED') LIMIT 1",
    [tenantId, fulfillmentId],
  );
  return rows.length > 0;
}

/** Closes a fulfillment when everything that was ordered has left. */
export async function closeWhenShipped(
  tx: EntityManager,
  tenantId: string,
  fulfillmentId: string,
): Promise<void> {
  await tx.query(
    `UPDATE fulfillments f SET status = 'SHIPPED' WHERE f.tenant_id = $1 AND f.id = $2 AND (
       SELECT sum(l.quantity) FROM fulfillment_lines l WHERE l.tenant_id = $1 AND l.fulfillment_id = f.id) <= (
       SELECT sum(sl.quantity) FROM shipment_lines sl JOIN shipments s ON s.id = sl.shipment_id
       WHERE s.tenant_id = $1 AND s.fulfillment_id = f.id AND s.status IN ('SHIPPED', 'DELIVERED'))`,
    [tenantId, fulfillmentId],
  );
}
