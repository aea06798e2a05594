import DataLoader from 'dataloader';
import type { Caller } from '@longbox/identity';
import type { Money } from '@longbox/money';
import type { Database } from '@longbox/postgres';
import { historyOfVariants, marketOfVariants, type HistoryKey } from '../persistence/market-prices.ts';
import { effectivePrices, lowestPrices, type PriceKey, type ProductKey } from '../persistence/prices.ts';
import type { MarketRow, PricePointRow, PriceRow } from '../persistence/rows.ts';

/** Everything that a request reads by key, one statement for all keys of a level of the query. Ids must have passed `isId`. */
export interface Loaders {
  readonly price: DataLoader<PriceKey, PriceRow | null, string>;
  readonly lowest: DataLoader<ProductKey, Money | null, string>;
  readonly market: DataLoader<string, MarketRow | null>;
  readonly history: DataLoader<HistoryKey, readonly PricePointRow[], string>;
  /** Forgets all that a change of prices may have changed. */
  forgetPrices(): void;
}

/** So many keys go into one statement; the gateway asks for no more than a page of each list. */
const MOST_KEYS = 1_000;

export function createLoaders(database: Database, { store }: Caller, clock: () => Date): Loaders {
  const options = { maxBatchSize: MOST_KEYS };
  const price = new DataLoader<PriceKey, PriceRow | null, string>(
    (keys) => database.read(store.id, (connection) => effectivePrices(connection, store.id, keys)),
    { ...options, cacheKeyFn: ({ variantId, channel }) => `${variantId} ${channel}` },
  );
  const lowest = new DataLoader<ProductKey, Money | null, string>(
    async (keys) => {
      const found = await database.read(store.id, (connection) => lowestPrices(connection, store.id, keys));
      return found.map((row) => row && { amount: row.amountMinor, currency: row.currency });
    },
    { ...options, cacheKeyFn: ({ productId, channel }) => `${productId} ${channel}` },
  );
  return {
    price,
    lowest,
    market: new DataLoader(
      (ids) =>
        database.read(store.id, (connection) => marketOfVariants(connection, store.id, ids, store.currency)),
      options,
    ),
    history: new DataLoader<HistoryKey, readonly PricePointRow[], string>(
      (keys) =>
        database.read(store.id, (connection) =>
          historyOfVariants(connection, store.id, keys, store.currency, clock()),
        ),
      { ...options, cacheKeyFn: ({ variantId, days }) => `${variantId} ${days}` },
    ),
    forgetPrices() {
      price.clearAll();
      lowest.clearAll();
    },
  };
}
