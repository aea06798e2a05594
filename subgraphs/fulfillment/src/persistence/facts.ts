import type { EntityManager } from 'typeorm';
import type { ShipmentStatus } from './rows.ts';

/** What fulfillment knows of an order, for whoever holds it against what the other databases know. */
export interface FulfillmentFacts {
  readonly orderId: string;
  readonly status: 'OPEN' | 'CANCELLED' | 'SHIPPED';
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[];
  readonly shipments: readonly {
    readonly id: string;
    readonly status: ShipmentStatus;
    readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[];
  }[];
}

/** The fulfillments of the orders; orders without one are left out. */
export function fulfillmentsForOrders(
  tx: EntityManager,
  tenantId: string,
  orderIds: readonly string[],
): Promise<FulfillmentFacts[]> {
  return tx.query(
    `SELECT f.order_id AS "orderId", f.status,
       (SELECT coalesce(json_agg(json_build_object('orderLineId', l.order_line_id, 'quantity', l.quantity)), '[]')
        FROM fulfillment_lines l WHERE l.tenant_id = $1 AND l.fulfillment_id = f.id) AS lines,
       (SELECT coalesce(json_agg(json_build_object('id', s.id, 'status', s.status, 'lines', (
            SELECT coalesce(json_agg(json_build_object('orderLineId', c.order_line_id, 'quantity', c.quantity)), '[]')
            FROM shipment_lines c WHERE c.tenant_id = $1 AND c.shipment_id = s.id))), '[]')
        FROM shipments s WHERE s.tenant_id = $1 AND s.order_id = f.order_id) AS shipments
     FROM fulfillments f WHERE f.tenant_id = $1 AND f.order_id = ANY ($2::uuid[])`,
    [tenantId, orderIds],
  );
}

/** A page of fulfillments in the order of their ids, behind `after`, the last id of the page before. */
export function fulfillmentsPage(
  tx: EntityManager,
  tenantId: string,
  after: string | null,
  limit: number,
): Promise<(Pick<FulfillmentFacts, 'orderId' | 'status'> & { id: string })[]> {
  return tx.query(
    `SELECT id, order_id AS "orderId", status FROM fulfillments
     WHERE tenant_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
    [tenantId, after, limit],
  );
}
