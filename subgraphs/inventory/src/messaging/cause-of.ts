import { causedBy, type DomainEvent } from '@longbox/events';
import type { Cause } from '../application/announce.ts';

/** The cause of what follows from an event of a store. Throws a TypeError for an event that names none. */
export function causeOf(event: DomainEvent): Cause {
  const { tenantId } = event;
  if (tenantId === null) throw new TypeError(`${event.type} ${event.id} names no store`);
  return { ...causedBy(event), tenantId };
}

/** The store of events that share it. Throws a TypeError when they name none. */
export function storeOf(events: readonly Pick<DomainEvent, 'tenantId' | 'type' | 'id'>[]): string {
  const [first] = events;
  if (first?.tenantId == null) throw new TypeError(`${first?.type} ${first?.id} names no store`);
  return first.tenantId;
}
