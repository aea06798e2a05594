import type { EntityManager } from 'typeorm';
import type { PaymentAttemptStatus } from '../domain/statuses.ts';
import { PaymentEntity } from './entities.ts';
import type { OrderRow, PaymentRow } from './rows.ts';

export async function insertPayment(tx: EntityManager, payment: PaymentRow): Promise<void> {
  await tx.insert(PaymentEntity, payment);
}

/** Writes the provider's answer. */
export async function settlePayment(
  tx: EntityManager,
  payment: Pick<PaymentRow, 'tenantId' | 'id'>,
  status: PaymentAttemptStatus,
  reference: string | null,
  at: Date,
): Promise<void> {
  const { tenantId, id } = payment;
  await tx.update(
    PaymentEntity,
    { tenantId, id },
    { status, at, ...(reference === null ? {} : { providerReference: reference }) },
  );
}

/** An authorisation that has not been answered is not waited for any more. A late answer still overwrites this. */
export async function abandonAuthorization(
  tx: EntityManager,
  order: Pick<OrderRow, 'tenantId' | 'id'>,
  status: 'TIMED_OUT' | 'FAILED',
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE payments SET status = $3, at = $4
     WHERE tenant_id = $1 AND order_id = $2 AND kind = 'AUTHORIZATION' AND status = 'REQUESTED'`,
    [order.tenantId, order.id, status, at],
  );
}

export interface AuthorizationFacts {
  /** The id of the authorisation, which is its idempotency key at the provider. */
  readonly key: string;
  readonly reference: string | null;
}

/** The authorisation of an order; null when none has been asked for. */
export async function findAuthorization(
  connection: EntityManager,
  tenantId: string,
  orderId: string,
): Promise<AuthorizationFacts | null> {
  const found = await connection.findOne(PaymentEntity, {
    where: { tenantId, orderId, kind: 'AUTHORIZATION' },
  });
  return found && { key: found.id, reference: found.providerReference };
}
