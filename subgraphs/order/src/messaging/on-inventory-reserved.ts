import type { BatchHandler } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepsOn } from './order-step.ts';

/** Every line is held: where, is kept for fulfillment. */
export function onInventoryReserved(services: Services): BatchHandler<'InventoryReserved'> {
  return stepsOn(services, ({ lines }) => ({
    event: { type: 'StockReserved' },
    facts: { allocations: lines },
  }));
}
