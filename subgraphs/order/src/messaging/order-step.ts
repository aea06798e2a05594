import type { BatchHandler, DomainEvent, EventPayloads, EventType } from '@longbox/events';
import { advanceOrders } from '../application/advance-order.ts';
import type { Advance } from '../application/advance.ts';
import type { Services } from '../application/services.ts';

/** The types of event that are about an order. */
type OrderEventType = {
  [T in EventType]: EventPayloads[T] extends { readonly orderId: string } ? T : never;
}[EventType];

/** What an event of a peer means to the saga: its own event, and what is to be kept; null when it means nothing. */
type Meaning<T extends EventType> = (data: EventPayloads[T]) => Pick<Advance, 'event' | 'facts'> | null;

/**
 * Lets the sagas of orders take the steps that events of a peer ask for. Throws for an event without a store: no peer sends such.
 */
export function stepsOn<T extends OrderEventType>(services: Services, meaning: Meaning<T>): BatchHandler<T> {
  return {
    async batch(tx, peerEvents) {
      const told = peerEvents.map(({ id, tenantId, data }: Told<T>) => ({ id, tenantId, data }));
      const tenantId = told[0]?.tenantId;
      if (tenantId == null) throw new TypeError('an event of an order without a store');
      const advances = told.flatMap(({ id: causationId, data }): Advance[] => {
        const meant = meaning(data);
        return meant === null ? [] : [{ orderId: data.orderId, actor: 'system', causationId, ...meant }];
      });
      if (advances.length > 0) await advanceOrders(tx, services, tenantId, advances);
    },
  };
}

type Told<T extends OrderEventType> = Pick<DomainEvent<T>, 'id' | 'tenantId'> & {
  readonly data: EventPayloads[T] & { readonly orderId: string };
};
