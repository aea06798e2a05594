import type { DomainEvent } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepOf, type Tx } from './order-step.ts';

/** Not all of it is there. */
export function onInventoryReservationFailed(services: Services) {
  return (tx: Tx, event: DomainEvent<'InventoryReservationFailed'>): Promise<void> =>
    stepOf(tx, services, event, { type: 'StockRefused', shortages: event.data.shortages });
}
