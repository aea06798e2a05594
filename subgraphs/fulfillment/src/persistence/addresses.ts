import type { EntityManager } from 'typeorm';
import type { FulfillmentRow } from './rows.ts';

/** The fulfillment of an order, with where it goes; without a lock. Undefined for an order that was cancelled before it had one. */
export async function fulfillmentOfOrder(
  connection: EntityManager,
  tenantId: string,
  orderId: string,
): Promise<FulfillmentRow | undefined> {
  const [row] = await connection.query<FulfillmentRow[]>(
    `SELECT id, order_id AS "orderId", order_number AS "orderNumber", currency, address, status, batch_id AS "batchId"
     FROM fulfillments WHERE tenant_id = $1 AND order_id = $2 AND address IS NOT NULL`,
    [tenantId, orderId],
  );
  return row;
}
