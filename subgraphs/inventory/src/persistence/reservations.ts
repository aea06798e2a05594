import type { EntityManager } from 'typeorm';
import type { Held } from '../domain/shipment.ts';
import type { ReservationRow } from './rows.ts';

/** The reservations of all of these order lines, in one statement. */
export function reservationsOfLines(
  connection: EntityManager,
  tenantId: string,
  orderLineIds: readonly string[],
): Promise<ReservationRow[]> {
  return connection.query(
    `SELECT r.id, r.order_line_id AS "orderLineId", l.code AS "locationCode", r.quantity, r.status, r.expires_at AS "expiresAt"
     FROM reservations r JOIN inventory_items i ON i.id = r.item_id JOIN locations l ON l.id = i.location_id
     WHERE r.tenant_id = $1 AND r.order_line_id = ANY ($2::uuid[]) ORDER BY r.id`,
    [tenantId, orderLineIds],
  );
}

/** What an order still holds. The caller has locked the order's hold (see order-holds.ts), so that it does not change meanwhile. */
export function heldForOrder(tx: EntityManager, tenantId: string, orderId: string): Promise<Held[]> {
  return tx.query(
    `SELECT id AS "reservationId", order_line_id AS "orderLineId", item_id AS "itemId", quantity
     FROM reservations WHERE tenant_id = $1 AND order_id = $2 AND status = 'HELD' ORDER BY id`,
    [tenantId, orderId],
  );
}
