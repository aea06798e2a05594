import type { DomainEvent } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepOf, type Tx } from './order-step.ts';

/** A package is closed. */
export function onShipmentPacked(services: Services) {
  return (tx: Tx, event: DomainEvent<'ShipmentPacked'>): Promise<void> =>
    stepOf(tx, services, event, {
      type: 'ShipmentPacked',
      shipmentId: event.data.shipmentId,
      pieces: event.data.lines,
    });
}
