import type { BatchHandler } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepsOn } from './order-step.ts';

/** Not all of it is there. */
export function onInventoryReservationFailed(services: Services): BatchHandler<'InventoryReservationFailed'> {
  return stepsOn(services, ({ shortages }) => ({ event: { type: 'StockRefused', shortages } }));
}
