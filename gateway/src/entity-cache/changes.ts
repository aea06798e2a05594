import type { DomainEvent, EventType } from '@longbox/events';
import { tagOf } from './tags.ts';

type Changes<T extends EventType> = (
  event: Extract<DomainEvent, { type: T }>,
  store: string,
) => readonly string[];

/** Says nothing that is kept. */
const nothing = () => [];

/** What each event changes of what may be kept. A new event does not compile until it stands here. */
const CHANGES: { readonly [T in EventType]: Changes<T> } = {
  PriceChanged: ({ data }, store) => [
    tagOf.field(store, 'pricing', data.variantId, 'price'),
    tagOf.field(store, 'pricing', data.productId, 'priceFrom'),
  ],
  StockChanged: ({ data }, store) => [
    tagOf.object(store, 'inventory', data.itemId),
    tagOf.object(store, 'inventory', data.variantId),
    tagOf.object(store, 'inventory', data.productId),
    ...['InventoryItem', 'ProductVariant', 'Product'].map((type) => tagOf.anyOf(store, 'inventory', type)),
  ],
  ProductChanged: ({ data }, store) => [
    tagOf.object(store, 'catalog', data.productId),
    tagOf.anyOf(store, 'catalog', 'Product'),
    ...data.variants.map(({ variantId }) => tagOf.object(store, 'catalog', variantId)),
    tagOf.anyOf(store, 'catalog', 'ProductVariant'),
    // Which variants count for a product's lowest price and its stock.
    tagOf.object(store, 'pricing', data.productId),
    tagOf.object(store, 'inventory', data.productId),
  ],
  // Pricing takes them in after this: what it says of the market is kept for seconds only.
  MarketPricesObserved: nothing,
  FulfillmentCancellationRefused: nothing,
  FulfillmentCancelled: nothing,
  FulfillmentOpened: nothing,
  InventoryReservationFailed: nothing,
  // Each reservation that is made, shipped or given back is a change of stock too, which is told beside it.
  InventoryReserved: nothing,
  OrderCancellationRequested: nothing,
  OrderCancelled: nothing,
  OrderConfirmed: nothing,
  OrderPlaced: nothing,
  OrderStatusChanged: nothing,
  ReservationsCommitted: nothing,
  ReservationsReleased: nothing,
  ShipmentDelivered: nothing,
  ShipmentPacked: nothing,
  ShipmentShipped: nothing,
  // What inventory and pricing make of it, they tell.
  StockFileApplied: nothing,
};

/** The topics whose events change something that is kept. */
export const TOPICS_OF_CHANGES = ['catalog.products', 'pricing.prices', 'inventory.stock'] as const;

/** What an event changes; nothing for one of no store. */
export function changesOf(event: DomainEvent): readonly string[] {
  if (event.tenantId === null) return [];
  const changes = CHANGES[event.type] as Changes<EventType>;
  return changes(event, event.tenantId);
}
