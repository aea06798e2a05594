import type { Handlers } from '@longbox/events';
import { onProductChanged } from '@longbox/variant-directory';
import type { HandlerParts } from './handler-parts.ts';
import { onOrderCancelled } from './on-order-cancelled.ts';
import { onOrderConfirmed } from './on-order-confirmed.ts';
import { onOrderPlaced } from './on-order-placed.ts';
import { onShipmentShipped } from './on-shipment-shipped.ts';
import { onStockFileApplied } from './on-stock-file-applied.ts';

/** What inventory does on the events of the order saga. */
export function orderHandlers(parts: HandlerParts): Handlers {
  return {
    OrderPlaced: onOrderPlaced(parts),
    OrderConfirmed: onOrderConfirmed(parts),
    OrderCancelled: onOrderCancelled(parts),
    ShipmentShipped: onShipmentShipped(parts),
  };
}

/** What inventory keeps of the catalog. A consumer of its own, so that a large import does not keep orders waiting. */
export const catalogHandlers: Handlers = { ProductChanged: onProductChanged };

/** What stores bring as files. A consumer of its own, so that a hundred thousand lines do not keep orders waiting. */
export function fileHandlers(parts: Pick<HandlerParts, 'clock'>): Handlers {
  return { StockFileApplied: onStockFileApplied(parts) };
}
