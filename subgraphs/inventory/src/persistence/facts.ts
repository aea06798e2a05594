import type { EntityManager } from 'typeorm';
import { sellable } from './rows.ts';

/**
 * What inventory knows, in pages in the order of ids, for whoever holds it against what the other databases know. `after` is the last id of
 * the page before, null for the first page.
 */

/** What is held, or has left, for an order. */
export interface HeldOrder {
  readonly orderId: string;
  readonly parts: readonly {
    readonly orderLineId: string;
    readonly status: 'HELD' | 'COMMITTED';
    readonly shipmentId: string | null;
    readonly quantity: number;
  }[];
}

/** What is held, and has left, for each of the orders; those for which there is nothing are left out. */
export function heldForOrders(
  tx: EntityManager,
  tenantId: string,
  orderIds: readonly string[],
): Promise<HeldOrder[]> {
  return tx.query(
    `SELECT order_id AS "orderId", json_agg(json_build_object('orderLineId', order_line_id, 'status', status,
       'shipmentId', shipment_id, 'quantity', quantity)) AS parts
     FROM reservations WHERE tenant_id = $1 AND order_id = ANY ($2::uuid[]) AND status IN ('HELD', 'COMMITTED') GROUP BY order_id`,
    [tenantId, orderIds],
  );
}

/** A page of what is held now. */
export function heldPage(
  tx: EntityManager,
  tenantId: string,
  after: string | null,
  limit: number,
): Promise<{ id: string; orderId: string }[]> {
  return tx.query(
    `SELECT id, order_id AS "orderId" FROM reservations
     WHERE tenant_id = $1 AND status = 'HELD' AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
    [tenantId, after, limit],
  );
}

/** A page of what every item can sell online now, 0 at least. */
export function stockPage(
  tx: EntityManager,
  tenantId: string,
  after: string | null,
  limit: number,
): Promise<{ id: string; available: number }[]> {
  return tx.query(
    `SELECT i.id, greatest(0, ${sellable("'online'")}) AS available FROM inventory_items i
     WHERE i.tenant_id = $1 AND ($2::uuid IS NULL OR i.id > $2) ORDER BY i.id LIMIT $3`,
    [tenantId, after, limit],
  );
}
