import type { DomainEvent } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepOf, type Tx } from './order-step.ts';

/** A package was handed to the carrier: its share of the payment is captured. */
export function onShipmentShipped(services: Services) {
  return (tx: Tx, event: DomainEvent<'ShipmentShipped'>): Promise<void> => {
    const { shipmentId, carrier, trackingNumber, lines } = event.data;
    return stepOf(tx, services, event, {
      type: 'ShipmentShipped',
      shipmentId,
      carrier,
      trackingNumber,
      pieces: lines,
    });
  };
}
