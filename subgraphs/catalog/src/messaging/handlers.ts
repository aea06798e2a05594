import type { DomainEvent, Handlers } from '@longbox/events';
import { notePrice, noteStock } from '../application/note-offers.ts';

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
