import type { DomainEvent } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { stepOf, type Tx } from './order-step.ts';

/** A package has arrived. */
export function onShipmentDelivered(services: Services) {
  return (tx: Tx, event: DomainEvent<'ShipmentDelivered'>): Promise<void> =>
    stepOf(tx, services, event, { type: 'ShipmentDelivered', shipmentId: event.data.shipmentId });
}
