import type { DomainEvent, Handlers, Rebuild } from '@longbox/events';
import { keepPrice, keepStock, notePrice, noteStock } from '../application/note-offers.ts';
import { refreshEveryOffer } from '../application/refresh-every-offer.ts';

/** The store of an event that cannot be without one. */
function storeOf({ tenantId, type, id }: DomainEvent): string {
  if (tenantId === null) throw new TypeError(`the event ${type} ${id} belongs to no store`);
  return tenantId;
}

/** What the catalog hears from pricing and inventory: what its search needs to know of prices and stock. */
export const HANDLERS: Handlers = {
  PriceChanged: (tx, event) => notePrice(tx, storeOf(event), event.data),
  StockChanged: (tx, event) => noteStock(tx, storeOf(event), event.data),
};

/**
 * How prices and stock are made again from the events. The search's rows are not: products stand in them too, which the catalog itself
 * writes; they are brought up to date after the swap.
 */
export const OFFERS_REBUILD: Rebuild = {
  tables: ['variant_prices', 'variant_stock'],
  handlers: {
    PriceChanged: async (tx, event) => void (await keepPrice(tx, storeOf(event), event.data)),
    StockChanged: async (tx, event) => void (await keepStock(tx, storeOf(event), event.data)),
  },
  after: refreshEveryOffer,
};
