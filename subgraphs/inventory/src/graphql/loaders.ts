import DataLoader from 'dataloader';
import { isId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { createStoreReads, type Database } from '@longbox/postgres';
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
type Find<Row> = (connection: Connection, tenantId: string, ids: readonly string[]) => Promise<Row[]>;

/** What the requests of a process read together, for each database. */
const reads = new WeakMap<Database, ReturnType<typeof createReads>>();

function createReads(database: Database) {
  const shared = createStoreReads(database);

  const one = <Row extends { readonly id: string }>(find: Find<Row>) =>
    shared<string, Row | null>(async (connection, tenantId, ids) => {
      const byId = new Map((await find(connection, tenantId, ids)).map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
    });

  const several = <Row>(find: Find<Row>, keyOf: (row: Row) => string) =>
    shared<string, readonly Row[]>(async (connection, tenantId, ids) => {
      const byKey = Map.groupBy(await find(connection, tenantId, ids), keyOf);
      return ids.map((id) => byKey.get(id.toLowerCase()) ?? []);
    });

  return {
    location: one(locationsByIds),
    item: one(itemsByIds),
    itemsOfVariant: several(itemsOfVariants, ({ variantId }) => variantId),
    reservationsOfLine: several(reservationsOfLines, ({ orderLineId }) => orderLineId),
    availability: shared<Offer, number>(availableToSell),
    inStock: shared<string, boolean>(async (connection, tenantId, ids) => {
      const found = await productsInStock(connection, tenantId, ids, ONLINE);
      return ids.map((id) => found.has(id.toLowerCase()));
    }),
  };
}

export function createLoaders(database: Database, caller: Caller): Loaders {
  const tenantId = caller.store.id;
  const options = { maxBatchSize: MOST_KEYS };
  let shared = reads.get(database);
  if (!shared) reads.set(database, (shared = createReads(database)));
  const byId = <Value>(read: (tenantId: string, ids: readonly string[]) => Promise<readonly Value[]>) =>
    new DataLoader<string, Value>((ids) => read(tenantId, ids), options);
  const { availability } = shared;

  const loaders = {
    location: byId(shared.location),
    item: byId(shared.item),
    itemsOfVariant: byId(shared.itemsOfVariant),
    reservationsOfLine: byId(shared.reservationsOfLine),
    movements: new DataLoader<MovementPage, readonly MovementRow[], string>(
      (pages) => database.read(tenantId, (connection) => newestMovements(connection, tenantId, pages)),
      { ...options, cacheKeyFn: ({ variantId, limit, after }) => `${variantId} ${limit} ${after}` },
    ),
    availability: new DataLoader<Offer, number, string>((offers) => availability(tenantId, offers), {
      ...options,
      cacheKeyFn: ({ variantId, channel }) => `${variantId} ${channel}`,
    }),
    inStock: byId(shared.inStock),
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
