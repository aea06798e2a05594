import DataLoader from 'dataloader';
import type { Caller, Store } from '@longbox/identity';
import { isId } from '@longbox/ids';
import type { Money } from '@longbox/money';
import { createSharedReads, type Database } from '@longbox/postgres';
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

/** What the requests of a process read together, for each database. */
const reads = new WeakMap<Database, ReturnType<typeof createReads>>();

function createReads(database: Database, clock: () => Date) {
  const shared = <Key, Row>(
    find: (connection: Connection, store: Store, keys: readonly Key[]) => Promise<readonly Row[]>,
  ) =>
    createSharedReads<Store, Key, Row>(
      (store, keys) => database.read(store.id, (connection) => find(connection, store, keys)),
      { together: ({ id, currency }) => `${id} ${currency}` },
    );
  return {
    price: shared<PriceKey, PriceRow | null>((connection, { id, currency }, keys) =>
      effectivePrices(connection, id, keys, currency),
    ),
    lowest: shared<ProductKey, Money | null>((connection, { id, currency }, keys) =>
      lowestPrices(connection, id, keys, currency),
    ),
    market: shared<string, MarketRow | null>((connection, { id, currency }, ids) =>
      marketOfVariants(connection, id, ids, currency, clock()),
    ),
    observations: shared<HistoryKey, readonly Observation[]>((connection, { id, currency }, keys) =>
      observationsOfVariants(connection, id, keys, currency),
    ),
    quote: shared<string, KeptQuote | null>(async (connection, { id: tenantId }, ids) => {
      const found = await keptQuotes(connection, tenantId, ids.filter(isId));
      const byId = new Map(found.map((quote) => [quote.id, quote]));
      return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
    }),
  };
}

export function createLoaders(database: Database, { store }: Caller, clock: () => Date): Loaders {
  let shared = reads.get(database);
  if (!shared) reads.set(database, (shared = createReads(database, clock)));
  const loader = <Key, Row>(
    read: (store: Store, keys: readonly Key[]) => Promise<readonly Row[]>,
    keyOf: (key: Key) => string,
  ) =>
    new DataLoader<Key, Row, string>((keys) => read(store, keys), {
      maxBatchSize: MOST_KEYS,
      cacheKeyFn: keyOf,
    });
  const price = loader(shared.price, ({ variantId, channel }) => `${variantId} ${channel}`);
  const lowest = loader(shared.lowest, ({ productId, channel }) => `${productId} ${channel}`);
  return {
    price,
    lowest,
    market: loader(shared.market, (id) => id),
    observations: loader(shared.observations, ({ variantId, from }) => `${variantId} ${from}`),
    quote: loader(shared.quote, (id) => id),
    forgetPrices() {
      price.clearAll();
      lowest.clearAll();
    },
  };
}

type Connection = Parameters<typeof effectivePrices>[0];
