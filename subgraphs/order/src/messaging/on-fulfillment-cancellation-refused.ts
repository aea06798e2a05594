import type { DomainEvent } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepOf, type Tx } from './order-step.ts';

/** Something is on its way already. */
export function onFulfillmentCancellationRefused(services: Services) {
  return (tx: Tx, event: DomainEvent<'FulfillmentCancellationRefused'>): Promise<void> =>
    stepOf(tx, services, event, { type: 'FulfillmentCancellationRefused', message: event.data.message });
}
