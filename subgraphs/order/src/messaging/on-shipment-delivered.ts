import type { BatchHandler } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepsOn } from './order-step.ts';

/** A package has arrived. */
export function onShipmentDelivered(services: Services): BatchHandler<'ShipmentDelivered'> {
  return stepsOn(services, ({ shipmentId }) => ({ event: { type: 'ShipmentDelivered', shipmentId } }));
}
