import type { EntityManager } from 'typeorm';
import type { PlacedLine } from './rows.ts';

const COLUMNS = `t.order_id AS "orderId", t.revision, t.tenant_id AS "tenantId", t.at, t.type, t.message, t.actor, t.status,
  t.payment_status AS "paymentStatus", t.fulfillment_status AS "fulfillmentStatus",
  coalesce(t.horizon::text, '0') AS horizon`;

/** Lines of orders' timelines after a revision of each, oldest first, by order id; one statement for all of them. */
export async function timelinesAfter(
  connection: EntityManager,
  tenantId: string,
  orders: ReadonlyMap<string, number>,
): Promise<Map<string, PlacedLine[]>> {
  const rows: PlacedLine[] = await connection.query(
    `SELECT ${COLUMNS} FROM unnest($2::uuid[], $3::integer[]) AS known (order_id, revision)
     JOIN order_timeline t ON t.order_id = known.order_id AND t.revision > known.revision
     WHERE t.tenant_id = $1 ORDER BY t.order_id, t.revision`,
    [tenantId, [...orders.keys()], [...orders.values()]],
  );
  return Map.groupBy(rows, ({ orderId }) => orderId);
}

/** For each order of a store that changed since an instant, the revision before its first change since then. At most `limit` orders. */
export async function changedSince(
  connection: EntityManager,
  tenantId: string,
  since: Date,
  limit: number,
): Promise<Map<string, number>> {
  const rows: { orderId: string; before: number }[] = await connection.query(
    `SELECT t.order_id AS "orderId", min(t.revision) - 1 AS before FROM order_timeline t
     WHERE t.tenant_id = $1 AND t.at >= $2 GROUP BY t.order_id LIMIT $3`,
    [tenantId, since, limit],
  );
  return new Map(rows.map(({ orderId, before }) => [orderId, before]));
}

/**
 * Lines of a store that may have been written after one whose horizon is given, and surely all that were: whatever a transaction wrote
 * that was not over then. Those that began meanwhile come in no certain order; those of one order come in its own. At most `limit`.
 */
export function linesSince(
  connection: EntityManager,
  tenantId: string,
  horizon: string,
  limit: number,
): Promise<PlacedLine[]> {
  return connection.query(
    `SELECT ${COLUMNS} FROM order_timeline t WHERE t.tenant_id = $1 AND t.written_by >= $2::xid8
     ORDER BY t.written_by, t.order_id, t.revision LIMIT $3`,
    [tenantId, horizon, limit],
  );
}
