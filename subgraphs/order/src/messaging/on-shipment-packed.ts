import type { BatchHandler } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepsOn } from './order-step.ts';

/** A package is closed. */
export function onShipmentPacked(services: Services): BatchHandler<'ShipmentPacked'> {
  return stepsOn(services, ({ shipmentId, lines }) => ({
    event: { type: 'ShipmentPacked', shipmentId, pieces: lines },
  }));
}
