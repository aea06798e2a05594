import type { EntityManager } from 'typeorm';

/**
 * Where each order stands with inventory, one row an order. Whoever changes an order's reservations locks this row first, and so sees
 * them as they are. CANCELLED is also the tombstone that an `OrderPlaced` finds when it comes too late.
 */

/**
 * Marks orders as dealt with, as reserved to begin with, and locks them; answers the ids of those that had not been dealt with, or
 * cancelled, before.
 */
export async function claimOrders(
  tx: EntityManager,
  tenantId: string,
  orders: readonly { readonly orderId: string; readonly number: string; readonly reserveUntil: Date }[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const claimed = await tx.query<{ orderId: string }[]>(
    `INSERT INTO order_holds (tenant_id, order_id, order_number, status, expires_at, updated_at)
     SELECT $1, r."orderId", r.number, 'RESERVED', r."reserveUntil", $2
     FROM json_to_recordset($3::json) AS r ("orderId" uuid, number text, "reserveUntil" timestamptz) ORDER BY r."orderId"
     ON CONFLICT DO NOTHING RETURNING order_id AS "orderId"`,
    [tenantId, now, JSON.stringify(orders)],
  );
  return new Set(claimed.map(({ orderId }) => orderId));
}

/** Remembers that nothing is held for orders that were claimed. */
export async function refuseOrders(
  tx: EntityManager,
  tenantId: string,
  orderIds: readonly string[],
): Promise<void> {
  await tx.query(
    `UPDATE order_holds SET status = 'REFUSED', expires_at = NULL WHERE tenant_id = $1 AND order_id = ANY ($2::uuid[])`,
    [tenantId, orderIds],
  );
}

/** The orders will be shipped: their holds no longer expire. Of one that has ended, or is not known, nothing changes. */
export async function confirmOrders(
  tx: EntityManager,
  tenantId: string,
  orderIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.query(
    `UPDATE order_holds SET status = 'CONFIRMED', expires_at = NULL, updated_at = $3
     WHERE tenant_id = $1 AND order_id = ANY ($2::uuid[]) AND status = 'RESERVED'`,
    [tenantId, orderIds, now],
  );
}

/** The order has ended, whether or not it was known; locks it. */
export async function cancelOrder(
  tx: EntityManager,
  tenantId: string,
  orderId: string,
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO order_holds (tenant_id, order_id, status, updated_at) VALUES ($1, $2, 'CANCELLED', $3)
     ON CONFLICT (tenant_id, order_id) DO UPDATE SET status = 'CANCELLED', expires_at = NULL, updated_at = excluded.updated_at`,
    [tenantId, orderId, now],
  );
}

/**
 * Locks the order and marks the shipment as taken into account. Answers the order's number, or null when the shipment was taken into
 * account before or nothing was ever held for the order.
 */
export async function claimShipment(
  tx: EntityManager,
  shipment: { tenantId: string; orderId: string; shipmentId: string },
  now: Date,
): Promise<string | null> {
  const [order] = await tx.query<{ number: string | null; claimed: boolean }[]>(
    `WITH claimed AS (
       INSERT INTO committed_shipments (tenant_id, shipment_id, order_id, committed_at) VALUES ($1, $3, $2, $4)
       ON CONFLICT DO NOTHING RETURNING shipment_id)
     SELECT order_number AS number, EXISTS (SELECT FROM claimed) AS claimed
     FROM order_holds WHERE tenant_id = $1 AND order_id = $2 FOR UPDATE`,
    [shipment.tenantId, shipment.orderId, shipment.shipmentId, now],
  );
  return order?.claimed ? (order.number ?? shipment.orderId) : null;
}

/** The holds whose time has come, oldest first, of any store. */
export function dueHolds(
  tx: EntityManager,
  now: Date,
  limit: number,
): Promise<{ tenantId: string; orderId: string }[]> {
  return tx.query(
    `SELECT tenant_id AS "tenantId", order_id AS "orderId" FROM hold_expiries WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2`,
    [now, limit],
  );
}

/**
 * Gives up those of the orders whose time has come and that wait for their confirmation still, and locks them; answers their ids. The
 * reminders of all of them are done with, also of those that were confirmed or cancelled meanwhile.
 */
export async function expireOrders(
  tx: EntityManager,
  tenantId: string,
  orderIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const rows = await tx.query<{ orderId: string }[]>(
    `WITH due AS MATERIALIZED (
       SELECT order_id FROM order_holds
       WHERE tenant_id = $1 AND order_id = ANY ($2::uuid[]) AND status = 'RESERVED' AND expires_at <= $3
       ORDER BY order_id FOR UPDATE),
     expired AS (
       UPDATE order_holds h SET status = 'EXPIRED', expires_at = NULL, updated_at = $3 FROM due
       WHERE h.tenant_id = $1 AND h.order_id = due.order_id RETURNING h.order_id),
     reminded AS (DELETE FROM hold_expiries WHERE tenant_id = $1 AND order_id = ANY ($2::uuid[]))
     SELECT order_id AS "orderId" FROM expired ORDER BY order_id`,
    [tenantId, orderIds, now],
  );
  return rows.map(({ orderId }) => orderId);
}
