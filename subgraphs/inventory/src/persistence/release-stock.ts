import type { EntityManager } from 'typeorm';
import { ITEM_COLUMNS, type ItemRow } from './rows.ts';

export interface Released {
  /** The orders of which something was given back. */
  readonly orderIds: readonly string[];
  readonly items: readonly ItemRow[];
}

type Row = { orders: string[]; items: (Omit<ItemRow, 'updatedAt'> & { updatedAt: string })[] };

/**
 * Gives back whatever the orders hold, in one statement, the items in the order of their ids. The caller has locked the orders (see
 * order-holds.ts); what was released or committed before is not touched.
 */
export async function releaseStock(
  tx: EntityManager,
  tenantId: string,
  orderIds: readonly string[],
  status: 'RELEASED' | 'EXPIRED',
  now: Date,
): Promise<Released> {
  const [row] = await tx.query<Row[]>(
    `WITH held AS MATERIALIZED (
       SELECT id, order_id, item_id, quantity FROM reservations
       WHERE tenant_id = $1 AND order_id = ANY ($2::uuid[]) AND status = 'HELD'),
     freed AS MATERIALIZED (SELECT item_id, sum(quantity)::int AS quantity FROM held GROUP BY item_id),
     locked AS MATERIALIZED (
       SELECT i.id FROM inventory_items i JOIN freed ON freed.item_id = i.id WHERE i.tenant_id = $1
       ORDER BY i.id FOR NO KEY UPDATE OF i),
     updated AS (
       UPDATE inventory_items i SET reserved = i.reserved - freed.quantity, version = i.version + 1, updated_at = $4
       FROM locked JOIN freed ON freed.item_id = locked.id WHERE i.tenant_id = $1 AND i.id = locked.id
       RETURNING ${ITEM_COLUMNS}),
     released AS (
       UPDATE reservations r SET status = $3, updated_at = $4 FROM held WHERE r.tenant_id = $1 AND r.id = held.id)
     SELECT coalesce((SELECT json_agg(DISTINCT order_id) FROM held), '[]') AS orders,
       coalesce((SELECT json_agg(updated) FROM updated), '[]') AS items`,
    [tenantId, orderIds, status, now],
  );
  if (!row) throw new Error('PostgreSQL answered nothing to an aggregate');
  return {
    orderIds: row.orders.sort(),
    items: row.items.map((item) => ({ ...item, updatedAt: new Date(item.updatedAt) })),
  };
}
