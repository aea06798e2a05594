import DataLoader from 'dataloader';
import { isId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import type { Database } from '@longbox/postgres';
import { availableToSell, productsInStock, type Offer } from '../persistence/availability.ts';
import { itemsByIds, itemsOfVariants } from '../persistence/items.ts';
import { locationsByIds } from '../persistence/locations.ts';
import { newestMovements, type MovementPage } from '../persistence/movements.ts';
import { reservationsOfLines } from '../persistence/reservations.ts';
import type { ItemRow, LocationRow, MovementRow, ReservationRow } from '../persistence/rows.ts';

/** Everything that a request reads by key, one statement for all keys of a level of the query. Ids must have passed `isId`. */
export interface Loaders {
  readonly location: DataLoader<string, LocationRow | null>;
  readonly item: DataLoader<string, ItemRow | null>;
  readonly itemsOfVariant: DataLoader<string, readonly ItemRow[]>;
  readonly movements: DataLoader<MovementPage, readonly MovementRow[], string>;
  readonly availability: DataLoader<Offer, number, string>;
  /** Whether a product can be sold online. */
  readonly inStock: DataLoader<string, boolean>;
  readonly reservationsOfLine: DataLoader<string, readonly ReservationRow[]>;
  /** Forgets all that a change of stock may have changed. */
  forgetStock(): void;
}

/** The channel that `Product.inStock` speaks of. */
const ONLINE = 'online';
/** So many keys go into one statement; the gateway asks for no more than a page of each list. */
const MOST_KEYS = 1_000;

type Connection = Parameters<typeof itemsByIds>[0];

export function createLoaders(database: Database, caller: Caller): Loaders {
  const tenantId = caller.store.id;
  const options = { maxBatchSize: MOST_KEYS };

  type Find<Row> = (connection: Connection, tenantId: string, ids: readonly string[]) => Promise<Row[]>;

  const one = <Row extends { readonly id: string }>(find: Find<Row>) =>
    new DataLoader<string, Row | null>(async (ids) => {
      const rows = await database.read(tenantId, (connection) => find(connection, tenantId, ids));
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
    }, options);

  const several = <Row>(find: Find<Row>, keyOf: (row: Row) => string) =>
    new DataLoader<string, readonly Row[]>(async (ids) => {
      const rows = await database.read(tenantId, (connection) => find(connection, tenantId, ids));
      const byKey = Map.groupBy(rows, keyOf);
      return ids.map((id) => byKey.get(id.toLowerCase()) ?? []);
    }, options);

  const loaders = {
    location: one(locationsByIds),
    item: one(itemsByIds),
    itemsOfVariant: several(itemsOfVariants, ({ variantId }) => variantId),
    reservationsOfLine: several(reservationsOfLines, ({ orderLineId }) => orderLineId),
    movements: new DataLoader<MovementPage, readonly MovementRow[], string>(
      (pages) => database.read(tenantId, (connection) => newestMovements(connection, tenantId, pages)),
      { ...options, cacheKeyFn: ({ variantId, limit, after }) => `${variantId} ${limit} ${after}` },
    ),
    availability: new DataLoader<Offer, number, string>(
      (offers) => database.read(tenantId, (connection) => availableToSell(connection, tenantId, offers)),
      { ...options, cacheKeyFn: ({ variantId, channel }) => `${variantId} ${channel}` },
    ),
    inStock: new DataLoader<string, boolean>(async (ids) => {
      const found = await database.read(tenantId, (tx) => productsInStock(tx, tenantId, ids, ONLINE));
      return ids.map((id) => found.has(id.toLowerCase()));
    }, options),
  };
  return {
    ...loaders,
    forgetStock() {
      for (const name of ['item', 'itemsOfVariant', 'movements', 'availability', 'inStock'] as const)
        loaders[name].clearAll();
    },
  };
}

/** The loaded value, or `otherwise` for an id that cannot be one and that no statement must see. */
export async function loadId<T>(loader: DataLoader<string, T>, id: string, otherwise: T): Promise<T> {
  return isId(id) ? loader.load(id) : otherwise;
}
