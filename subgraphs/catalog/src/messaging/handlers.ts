import type { BatchHandler, EventPayloads, EventType, Handlers, Rebuild } from '@longbox/events';
import { countOrders } from '../application/count-orders.ts';
import { keepPrices, keepStocks, notePrices, noteStocks } from '../application/note-offers.ts';
import { refreshEveryOffer } from '../application/refresh-every-offer.ts';

/** What is to be done with what events of one store say. */
type Work<T extends EventType> = (
  tx: Parameters<BatchHandler<T>['batch']>[0],
  tenantId: string,
  data: EventPayloads[T][],
) => Promise<unknown>;

/** Hands on what the events of a transaction say. Throws for events that belong to no store: no peer sends such. */
function ofStore<T extends 'PriceChanged' | 'StockChanged' | 'OrderPlaced'>(work: Work<T>): BatchHandler<T> {
  return {
    async batch(tx, events) {
      const told = events.map(({ tenantId, data }: Told<T>) => ({ tenantId, data }));
      const tenantId = told[0]?.tenantId;
      if (tenantId == null) throw new TypeError('a price, a stock or an order that belongs to no store');
      await work(
        tx,
        tenantId,
        told.map(({ data }) => data),
      );
    },
  };
}

interface Told<T extends EventType> {
  readonly tenantId: string | null;
  readonly data: EventPayloads[T];
}

/** What the catalog hears from pricing, inventory and order: what its search needs to know of prices, stock and popularity. */
export const HANDLERS: Handlers = {
  PriceChanged: ofStore<'PriceChanged'>(notePrices),
  StockChanged: ofStore<'StockChanged'>(noteStocks),
  OrderPlaced: ofStore<'OrderPlaced'>(countOrders),
};

/**
 * How prices and stock are made again from the events. The search's rows are not: products stand in them too, which the catalog itself
 * writes; they are brought up to date after the swap.
 */
export const OFFERS_REBUILD: Rebuild = {
  tables: ['variant_prices', 'variant_stock'],
  handlers: {
    PriceChanged: ofStore<'PriceChanged'>(keepPrices),
    StockChanged: ofStore<'StockChanged'>(keepStocks),
  },
  after: refreshEveryOffer,
};
