import type { BatchHandler } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepsOn } from './order-step.ts';

/** The order waits to be picked. */
export function onFulfillmentOpened(services: Services): BatchHandler<'FulfillmentOpened'> {
  return stepsOn(services, ({ fulfillmentId }) => ({ event: { type: 'FulfillmentOpened', fulfillmentId } }));
}
