import type { DomainEvent } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepOf, type Tx } from './order-step.ts';

/** The order waits to be picked. */
export function onFulfillmentOpened(services: Services) {
  return (tx: Tx, event: DomainEvent<'FulfillmentOpened'>): Promise<void> =>
    stepOf(tx, services, event, { type: 'FulfillmentOpened', fulfillmentId: event.data.fulfillmentId });
}
