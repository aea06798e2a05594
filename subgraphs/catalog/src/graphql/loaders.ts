import { isId } from '@longbox/ids';
import type { Database } from '@longbox/postgres';
import DataLoader from 'dataloader';
import {
  readCardSets,
  readCards,
  readGames,
  readImportJobs,
  readPrints,
  readProducts,
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
import type { GameRow } from '../persistence/rows.ts';

type Connection = Parameters<Parameters<Database['read']>[1]>[0];

export type Loaders = ReturnType<typeof createLoaders>;

/** The loaders of one request: however many rows a list has, each kind of thing below it is one statement. */
export function createLoaders(database: Database, tenantId: string) {
  const read = <T>(work: (connection: Connection) => Promise<T>) => database.read(tenantId, work);

  /** What a client calls an id may be anything; only ids reach the database, and the others are nobody's. */
  const byId = <Row extends { readonly id: string }>(
    fetch: (connection: Connection, ids: readonly string[]) => Promise<Row[]>,
  ) =>
    new DataLoader<string, Row | null, string>(
      async (ids) => {
        const wanted = ids.filter(isId).map((id) => id.toLowerCase());
        const rows = wanted.length === 0 ? [] : await read((connection) => fetch(connection, wanted));
        const found = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => found.get(id.toLowerCase()) ?? null);
      },
      { cacheKeyFn: (id) => id.toLowerCase() },
    );

  let games: Promise<readonly GameRow[]> | undefined;
  const allGames = () => (games ??= read(readGames));

  return {
    games: allGames,
    async game(id: string): Promise<GameRow | null> {
      return (await allGames()).find((game) => game.id === id.toLowerCase()) ?? null;
    },
    cardSet: byId(readCardSets),
    card: byId(readCards),
    print: byId(readPrints),
    product: byId((connection, ids) => readProducts(connection, tenantId, ids)),
    variant: byId((connection, ids) => readVariants(connection, tenantId, ids)),
    importJob: byId((connection, ids) => readImportJobs(connection, tenantId, ids)),
    listingJob: byId((connection, ids) => readListingJobs(connection, tenantId, ids)),
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
    /** By the product's id, which came from the database. */
    variantsOfProduct: new DataLoader(async (productIds: readonly string[]) => {
      const rows = await read((connection) => readVariantsOfProducts(connection, tenantId, productIds));
      const found = Map.groupBy(rows, ({ productId }) => productId);
      return productIds.map((id) => found.get(id) ?? []);
    }),
  };
}
