import type { EntityManager } from 'typeorm';

export interface CheckoutRecord {
  readonly inputHash: Buffer;
  readonly orderId: string;
}

/** What became of an idempotency key; null when it has not been used. */
export async function findCheckout(
  connection: EntityManager,
  tenantId: string,
  key: string,
): Promise<CheckoutRecord | null> {
  const [found]: CheckoutRecord[] = await connection.query(
    `SELECT input_hash AS "inputHash", order_id AS "orderId" FROM checkouts WHERE tenant_id = $1 AND key = $2`,
    [tenantId, key],
  );
  return found ?? null;
}
