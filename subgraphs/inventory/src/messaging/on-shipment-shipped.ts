import type { Handlers } from '@longbox/events';
import { commitShipment } from '../application/commit-shipment.ts';
import { causeOf } from './cause-of.ts';
import type { HandlerParts } from './handler-parts.ts';

export function onShipmentShipped({ clock, logger }: HandlerParts): NonNullable<Handlers['ShipmentShipped']> {
  return async (tx, event) => {
    const uncovered = await commitShipment(tx, event.data, causeOf(event), clock());
    if (uncovered.length === 0) return;
    const { orderId, shipmentId } = event.data;
    logger.error(
      { orderId, shipmentId, uncovered },
      'pieces were shipped that were not reserved: count the stock',
    );
  };
}
