import type { DomainEvent } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepOf, type Tx } from './order-step.ts';

/** Every line is held: where, is kept for fulfillment. */
export function onInventoryReserved(services: Services) {
  return (tx: Tx, event: DomainEvent<'InventoryReserved'>): Promise<void> =>
    stepOf(tx, services, event, { type: 'StockReserved' }, { allocations: event.data.lines });
}
