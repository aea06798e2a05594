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

/** Takes the key for an order. False when it is taken; it waits for a transaction that is taking it at the moment. */
export async function claimCheckout(
  tx: EntityManager,
  tenantId: string,
  key: string,
  record: CheckoutRecord,
  at: Date,
): Promise<boolean> {
  const claimed: unknown[] = await tx.query(
    `INSERT INTO checkouts (tenant_id, key, input_hash, order_id, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (tenant_id, key) DO NOTHING RETURNING order_id`,
    [tenantId, key, record.inputHash, record.orderId, at],
  );
  return claimed.length > 0;
}
