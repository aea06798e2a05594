import type { Handlers } from '@longbox/events';
import type { Services } from '../application/services.ts';
import { onFulfillmentCancellationRefused } from './on-fulfillment-cancellation-refused.ts';
import { onFulfillmentCancelled } from './on-fulfillment-cancelled.ts';
import { onFulfillmentOpened } from './on-fulfillment-opened.ts';
import { onInventoryReservationFailed } from './on-inventory-reservation-failed.ts';
import { onInventoryReserved } from './on-inventory-reserved.ts';
import { onReservationsReleased } from './on-reservations-released.ts';
import { onShipmentDelivered } from './on-shipment-delivered.ts';
import { onShipmentPacked } from './on-shipment-packed.ts';
import { onShipmentShipped } from './on-shipment-shipped.ts';

/** What the order saga listens to. */
export function sagaHandlers(services: Services): Handlers {
  return {
    InventoryReserved: onInventoryReserved(services),
    InventoryReservationFailed: onInventoryReservationFailed(services),
    ReservationsReleased: onReservationsReleased(services),
    FulfillmentOpened: onFulfillmentOpened(services),
    FulfillmentCancelled: onFulfillmentCancelled(services),
    FulfillmentCancellationRefused: onFulfillmentCancellationRefused(services),
    ShipmentPacked: onShipmentPacked(services),
    ShipmentShipped: onShipmentShipped(services),
    ShipmentDelivered: onShipmentDelivered(services),
  };
}
