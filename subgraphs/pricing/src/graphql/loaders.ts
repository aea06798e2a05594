import DataLoader from 'dataloader';
import type { Caller } from '@longbox/identity';
import { isId } from '@longbox/ids';
import type { Money } from '@longbox/money';
import type { Database } from '@longbox/postgres';
import type { Observation } from '../domain/price-history.ts';
import { marketOfVariants, observationsOfVariants, type HistoryKey } from '../persistence/market-prices.ts';
import { effectivePrices, lowestPrices, type PriceKey, type ProductKey } from '../persistence/prices.ts';
import { keptQuotes, type KeptQuote } from '../persistence/quotes.ts';
import type { MarketRow, PriceRow } from '../persistence/rows.ts';

/** Everything that a request reads by key, one statement for all keys of a level of the query. Ids must have passed `isId`. */
export interface Loaders {
  readonly price: DataLoader<PriceKey, PriceRow | null, string>;
  readonly lowest: DataLoader<ProductKey, Money | null, string>;
  readonly market: DataLoader<string, MarketRow | null>;
  readonly observations: DataLoader<HistoryKey, readonly Observation[], string>;
  /** Quotes that were kept; here any text may be asked for. */
  readonly quote: DataLoader<string, KeptQuote | null>;
  /** Forgets all that a change of prices may have changed. */
  forgetPrices(): void;
}

/** So many keys go into one statement; the gateway asks for no more than a page of each list. */
const MOST_KEYS = 1_000;

export function createLoaders(database: Database, { store }: Caller, clock: () => Date): Loaders {
  const { id: tenantId, currency } = store;
  const loader = <Key, Row>(
    find: (connection: Connection, keys: readonly Key[]) => Promise<Row[]>,
    keyOf: (key: Key) => string,
  ) =>
    new DataLoader<Key, Row, string>(
      (keys) => database.read(tenantId, (connection) => find(connection, keys)),
      { maxBatchSize: MOST_KEYS, cacheKeyFn: keyOf },
    );

  const price = loader<PriceKey, PriceRow | null>(
    (connection, keys) => effectivePrices(connection, tenantId, keys, currency),
    ({ variantId, channel }) => `${variantId} ${channel}`,
  );
  const lowest = loader<ProductKey, Money | null>(
    (connection, keys) => lowestPrices(connection, tenantId, keys, currency),
    ({ productId, channel }) => `${productId} ${channel}`,
  );
  return {
    price,
    lowest,
    market: loader(
      (connection, ids) => marketOfVariants(connection, tenantId, ids, currency, clock()),
      (id) => id,
    ),
    observations: loader(
      (connection, keys) => observationsOfVariants(connection, tenantId, keys, currency),
      ({ variantId, from }) => `${variantId} ${from}`,
    ),
    quote: loader<string, KeptQuote | null>(
      async (connection, ids) => {
        const found = await keptQuotes(connection, tenantId, ids.filter(isId));
        const byId = new Map(found.map((quote) => [quote.id, quote]));
        return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
      },
      (id) => id,
    ),
    forgetPrices() {
      price.clearAll();
      lowest.clearAll();
    },
  };
}

type Connection = Parameters<typeof effectivePrices>[0];
