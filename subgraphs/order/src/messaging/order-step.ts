import type { DomainEvent } from '@longbox/events';
import { advanceOrder, type Advance } from '../application/advance-order.ts';
import type { Services } from '../application/services.ts';
import type { SagaEvent } from '../domain/saga-event.ts';

/** The transaction that the inbox opened. */
export type Tx = Parameters<typeof advanceOrder>[0];

/** Lets the saga of an order take the step that an event of a peer asks for. Throws for an event without a store: no peer sends such. */
export async function stepOf(
  tx: Tx,
  services: Services,
  peerEvent: DomainEvent & { readonly data: { readonly orderId: string } },
  event: SagaEvent,
  facts?: Advance['facts'],
): Promise<void> {
  if (peerEvent.tenantId === null) throw new TypeError(`${peerEvent.type} without a store`);
  await advanceOrder(tx, services, {
    tenantId: peerEvent.tenantId,
    orderId: peerEvent.data.orderId,
    event,
    actor: 'system',
    causationId: peerEvent.id,
    ...(facts ? { facts } : {}),
  });
}
