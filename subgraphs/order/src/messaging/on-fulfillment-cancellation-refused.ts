import type { BatchHandler } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepsOn } from './order-step.ts';

/** Something is on its way already. */
export function onFulfillmentCancellationRefused(
  services: Services,
): BatchHandler<'FulfillmentCancellationRefused'> {
  return stepsOn(services, ({ message }) => ({ event: { type: 'FulfillmentCancellationRefused', message } }));
}
