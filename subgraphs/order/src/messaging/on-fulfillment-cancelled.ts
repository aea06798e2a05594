import type { DomainEvent } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepOf, type Tx } from './order-step.ts';

/** Nothing was shipped and nothing will be. */
export function onFulfillmentCancelled(services: Services) {
  return (tx: Tx, event: DomainEvent<'FulfillmentCancelled'>): Promise<void> =>
    stepOf(tx, services, event, { type: 'FulfillmentCancelled' });
}
