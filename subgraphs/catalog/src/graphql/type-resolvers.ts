import { checkFirst, decodeCursor, badUserInput, pageOf } from '@longbox/subgraph';
import { isId } from '@longbox/ids';
import { hasScope } from '@longbox/identity';
import { readCategories } from '../persistence/categories.ts';
import { readImportProblems } from '../persistence/read-by-key.ts';
import type { CardPrintKey } from '../persistence/card-lists.ts';
import type { GameRow } from '../persistence/rows.ts';
import type { PrintList } from './connections.ts';
import type { Context } from './context.ts';
import type { Resolvers } from './generated.ts';
import { StockCandidate, StockImport, StockLine } from './stock-imports.ts';

const MOST_PROBLEMS = 250;
const MOST_PRINTS = 250;

/** A row that another one refers to by a foreign key is there; when it is not, the database is broken. */
async function present<T>(row: Promise<T | null>, name: string): Promise<T> {
  const found = await row;
  if (found === null) throw new Error(`a ${name} that is referred to is missing`);
  return found;
}

/** A page of a card's printings, newest first. */
async function printsOfCard(
  cardId: string,
  { first, after }: { readonly first: number; readonly after?: string | null },
  { loaders }: Context,
): Promise<PrintList> {
  checkFirst(first, MOST_PRINTS);
  const keys = await loaders.cardPrintKeys.load({
    cardId,
    after: after == null ? null : placeAmongPrints(after),
    limit: first + 1,
  });
  const prints = await Promise.all(keys.map(([, id]) => loaders.print.load(id)));
  const keyOf = new Map(keys.map((key) => [key[1], key]));
  const rows = prints.filter((print) => print !== null);
  const page = pageOf(rows, first, ({ id }) => keyOf.get(id) ?? [], after);
  return { ...page, totalCount: () => loaders.cardPrintCount.load(cardId) };
}

function placeAmongPrints(cursor: string): CardPrintKey {
  const [rank, id] = decodeCursor(cursor, 2);
  if (!Number.isSafeInteger(rank) || typeof id !== 'string' || !isId(id))
    throw badUserInput('`after` is not a cursor of this list.');
  return [Number(rank), id];
}

async function countedGame(id: string | undefined, { loaders }: Context): Promise<GameRow> {
  return present(
    loaders.games().then((all) => all.find((game) => game.id === id) ?? null),
    'game',
  );
}

export const types: Omit<Resolvers, 'Query' | 'Mutation'> = {
  Game: {
    __resolveReference: ({ id }, { loaders }) => loaders.game(id),
    cardSetCount: async ({ id }, _args, context) => (await countedGame(id, context)).cardSetCount,
    cardCount: async ({ id }, _args, context) => (await countedGame(id, context)).cardCount,
  },
  CardSet: {
    __resolveReference: ({ id }, { loaders }) => loaders.cardSet.load(id),
    game: ({ gameId }, _args, { loaders }) => present(loaders.game(gameId), 'game'),
  },
  Card: {
    __resolveReference: ({ id }, { loaders }) => loaders.card.load(id),
    game: ({ gameId }, _args, { loaders }) => present(loaders.game(gameId), 'game'),
    prints: ({ id }, args, context) => printsOfCard(id, args, context),
  },
  Print: {
    __resolveReference: ({ id }, { loaders }) => loaders.print.load(id),
    card: ({ cardId }, _args, { loaders }) => present(loaders.card.load(cardId), 'card'),
    set: ({ setId }, _args, { loaders }) => present(loaders.cardSet.load(setId), 'set'),
    images: ({ imageSmall, imageNormal, imageLarge }) => ({
      small: imageSmall,
      normal: imageNormal,
      large: imageLarge,
    }),
    async products({ id }, _args, { caller, loaders }) {
      const products = await loaders.productsOfPrint.load(id);
      return hasScope(caller, 'catalog:write')
        ? products
        : products.filter(({ status }) => status === 'ACTIVE');
    },
  },
  // References come from the other subgraphs, which show an order's lines also when the product has been archived since.
  Product: {
    __resolveReference: ({ id }, { loaders }) => loaders.product.load(id),
    print: ({ printId }, _args, { loaders }) => (printId === null ? null : loaders.print.load(printId)),
    variants: ({ id }, _args, { loaders }) => loaders.variantsOfProduct.load(id),
    categories: ({ id }, _args, { loaders }) => loaders.categoriesOfProduct.load(id),
  },
  ProductVariant: {
    __resolveReference: ({ id }, { loaders }) => loaders.variant.load(id),
    product: ({ productId }, _args, { loaders }) => present(loaders.product.load(productId), 'product'),
    grade: ({ gradeCompany, grade, certNumber }) =>
      gradeCompany === null || grade === null || certNumber === null
        ? null
        : { company: gradeCompany, grade, certNumber },
  },
  ChannelListing: {
    variant: ({ id }, _args, { loaders }) => present(loaders.variant.load(id), 'variant'),
  },
  Category: {
    async __resolveReference({ id }, { caller, database }) {
      const all = await database.read(caller.store.id, (connection) =>
        readCategories(connection, caller.store.id),
      );
      return all.find((category) => category.id === id) ?? null;
    },
  },
  StockImport,
  StockLine,
  StockCandidate,
  CatalogImportJob: {
    __resolveReference: ({ id }, { loaders }) => loaders.importJob.load(id),
    progress: ({ bytesRead, bytesTotal, status }) =>
      status === 'COMPLETED' ? 1 : Math.min(1, Number(bytesRead) / Math.max(1, Number(bytesTotal))),
    recordsPerSecond({ processed, startedAt, finishedAt }, _args, { now }) {
      if (startedAt === null) return null;
      const seconds = ((finishedAt ?? now()).getTime() - startedAt.getTime()) / 1_000;
      return seconds > 0 ? processed / seconds : null;
    },
    leftOut: ({ leftOut }) => Object.entries(leftOut).map(([reason, count]) => ({ reason, count })),
    async problems({ id, tenantId }, { first, after }, { database }) {
      checkFirst(first, MOST_PROBLEMS);
      const [behind = 0] = after == null ? [] : decodeCursor(after, 1);
      if (!Number.isSafeInteger(behind)) throw badUserInput('`after` is not a cursor of this list.');
      const rows = await database.read(tenantId, (connection) =>
        readImportProblems(connection, tenantId, id, Number(behind), first + 1),
      );
      return pageOf(rows, first, ({ position }) => [position], after);
    },
  },
};
