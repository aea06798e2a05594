import type { BatchHandler } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepsOn } from './order-step.ts';

/** A package was handed to the carrier: its share of the payment is captured. */
export function onShipmentShipped(services: Services): BatchHandler<'ShipmentShipped'> {
  return stepsOn(services, ({ shipmentId, carrier, trackingNumber, lines }) => ({
    event: { type: 'ShipmentShipped', shipmentId, carrier, trackingNumber, pieces: lines },
  }));
}
