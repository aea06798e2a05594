import { isId } from '@longbox/ids';
import { createStoreReads, type Database } from '@longbox/postgres';
import DataLoader from 'dataloader';
import {
  readCardSets,
  readCards,
  readGames,
  readImportJobs,
  readPrints,
  readProducts,
  readProductsByHandle,
  readProductsOfPrints,
  readVariants,
  readVariantsOfProducts,
} from '../persistence/read-by-key.ts';
import {
  cardPrintKeys,
  countCardPrints,
  type CardPrintKey,
  type CardPrintsPage,
} from '../persistence/card-lists.ts';
import { readListingJobs } from '../persistence/listing-jobs.ts';
import { categoriesOfProducts } from '../persistence/categories.ts';
import { readStockImports } from '../persistence/stock-imports.ts';
import { countStockLines } from '../persistence/stock-lines.ts';
import type { GameRow, KnownGame, ProductRow, VariantRow } from '../persistence/rows.ts';

type Connection = Parameters<Parameters<Database['read']>[1]>[0];

export type Loaders = ReturnType<typeof createLoaders>;

/** What the requests of a process read together, for each database. */
const reads = new WeakMap<Database, ReturnType<typeof createReads>>();

function createReads(database: Database) {
  const shared = createStoreReads(database);

  const one = <Row extends { readonly id: string }>(
    fetch: (connection: Connection, tenantId: string, ids: readonly string[]) => Promise<readonly Row[]>,
  ) =>
    shared<string, Row | null>(async (connection, tenantId, ids) => {
      const found = new Map((await fetch(connection, tenantId, ids)).map((row) => [row.id, row]));
      return ids.map((id) => found.get(id) ?? null);
    });

  const known = new Map<string, KnownGame>();

  return {
    games: shared<'all', readonly GameRow[]>(async (connection, _tenantId, asked) => {
      const games = await readGames(connection);
      for (const { id, code, name } of games) known.set(id, { id, code, name });
      return asked.map(() => games);
    }),
    /** Every card and every set has a game, and there are four. */
    known,
    cardSet: one((connection, _tenantId, ids) => readCardSets(connection, ids)),
    card: one((connection, _tenantId, ids) => readCards(connection, ids)),
    print: one((connection, _tenantId, ids) => readPrints(connection, ids)),
    product: one(readProducts),
    productByHandle: shared<string, ProductRow | null>(async (connection, tenantId, handles) => {
      const rows = await readProductsByHandle(connection, tenantId, handles);
      const found = new Map(rows.map((row) => [row.handle, row]));
      return handles.map((handle) => found.get(handle) ?? null);
    }),
    variant: one(readVariants),
    variantsOfProduct: shared<string, readonly VariantRow[]>(async (connection, tenantId, productIds) => {
      const rows = await readVariantsOfProducts(connection, tenantId, productIds);
      const found = Map.groupBy(rows, ({ productId }) => productId);
      return productIds.map((id) => found.get(id) ?? []);
    }),
  };
}

/** The loaders of one request: however many rows a list has, each kind of thing below it is one statement. */
export function createLoaders(database: Database, tenantId: string) {
  const read = <T>(work: (connection: Connection) => Promise<T>) => database.read(tenantId, work);
  let shared = reads.get(database);
  if (!shared) reads.set(database, (shared = createReads(database)));
  const { games, known: knownGames, variantsOfProduct, productByHandle } = shared;

  /** What a client calls an id may be anything; only ids reach the database, and the others are nobody's. */
  const byId = <Row>(fetch: (tenantId: string, ids: readonly string[]) => Promise<readonly (Row | null)[]>) =>
    new DataLoader<string, Row | null, string>(
      async (ids) => {
        const wanted = ids.filter(isId).map((id) => id.toLowerCase());
        const rows = wanted.length === 0 ? [] : await fetch(tenantId, wanted);
        const found = new Map(wanted.map((id, index) => [id, rows[index] ?? null]));
        return ids.map((id) => found.get(id.toLowerCase()) ?? null);
      },
      { cacheKeyFn: (id) => id.toLowerCase() },
    );
  /** The same for what few requests read. */
  const byIdAlone = <Row extends { readonly id: string }>(
    fetch: (connection: Connection, tenantId: string, ids: readonly string[]) => Promise<readonly Row[]>,
  ) =>
    byId<Row>(async (_tenantId, ids) => {
      const found = new Map(
        (await read((connection) => fetch(connection, tenantId, ids))).map((row) => [row.id, row]),
      );
      return ids.map((id) => found.get(id) ?? null);
    });

  let asked: Promise<readonly GameRow[]> | undefined;
  const allGames = () => (asked ??= games(tenantId, ['all']).then(([all = []]) => all));

  return {
    games: allGames,
    /** Without its counts, which `games` reads. */
    async game(id: string): Promise<KnownGame | null> {
      const wanted = id.toLowerCase();
      return knownGames.get(wanted) ?? (await allGames()).find((game) => game.id === wanted) ?? null;
    },
    cardSet: byId(shared.cardSet),
    card: byId(shared.card),
    print: byId(shared.print),
    product: byId(shared.product),
    productByHandle: new DataLoader((handles: readonly string[]) => productByHandle(tenantId, handles)),
    variant: byId(shared.variant),
    importJob: byIdAlone(readImportJobs),
    listingJob: byIdAlone(readListingJobs),
    stockImport: byIdAlone(readStockImports),
    /** How many lines of an import have each status, by its id. */
    stockCounts: new DataLoader(async (importIds: readonly string[]) => {
      const rows = await read((connection) => countStockLines(connection, tenantId, importIds));
      const found = Map.groupBy(rows, ({ importId }) => importId);
      return importIds.map((id) => found.get(id) ?? []);
    }),
    /** The keys of a page of a card's printings. */
    cardPrintKeys: new DataLoader<CardPrintsPage, readonly CardPrintKey[], string>(
      async (pages) => {
        const rows = await read((connection) => cardPrintKeys(connection, pages));
        const found = Map.groupBy(rows, ({ page }) => page);
        return pages.map((_page, index) => (found.get(index) ?? []).map(({ key }) => key));
      },
      { cacheKeyFn: (page) => JSON.stringify(page) },
    ),
    cardPrintCount: new DataLoader(async (cardIds: readonly string[]) => {
      const rows = await read((connection) => countCardPrints(connection, cardIds));
      const found = new Map(rows.map(({ cardId, count }) => [cardId, count]));
      return cardIds.map((id) => found.get(id) ?? 0);
    }),
    productsOfPrint: new DataLoader(async (printIds: readonly string[]) => {
      const rows = await read((connection) => readProductsOfPrints(connection, tenantId, printIds));
      const found = Map.groupBy(rows, ({ printId }) => printId);
      return printIds.map((id) => found.get(id) ?? []);
    }),
    categoriesOfProduct: new DataLoader(async (productIds: readonly string[]) => {
      const rows = await read((connection) => categoriesOfProducts(connection, tenantId, productIds));
      const found = Map.groupBy(rows, ({ productId }) => productId);
      return productIds.map((id) => found.get(id) ?? []);
    }),
    /** By the product's id, which came from the database. */
    variantsOfProduct: new DataLoader((productIds: readonly string[]) =>
      variantsOfProduct(tenantId, productIds),
    ),
  };
}
