import type { BatchHandler } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepsOn } from './order-step.ts';

/** Nothing was shipped and nothing will be. */
export function onFulfillmentCancelled(services: Services): BatchHandler<'FulfillmentCancelled'> {
  return stepsOn(services, () => ({ event: { type: 'FulfillmentCancelled' } }));
}
