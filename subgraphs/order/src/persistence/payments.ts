import type { EntityManager } from 'typeorm';
import { PaymentEntity } from './entities.ts';

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
