import { hasScope, type Caller } from '@longbox/identity';
import { isId } from '@longbox/ids';
import { asksFor, asksOnlyFor, badUserInput, checkFirst, decodeCursor, pageOf } from '@longbox/subgraph';
import { readCategories } from '../persistence/categories.ts';
import { isPlain, suggestCards, typedPrefix } from '../persistence/card-lists.ts';
import { readVariantsBySku } from '../persistence/read-by-key.ts';
import { countPrints, listPrintKeys, type PrintKey } from '../persistence/print-lists.ts';
import type { ProductRow, VariantRow } from '../persistence/rows.ts';
import type { Context } from './context.ts';
import type { QueryPrintsArgs, QueryResolvers, RequireFields } from './generated.ts';
import type { PrintList } from './connections.ts';
import { channelListings } from './channel-listings.ts';
import { resolveDecklist } from './decklist.ts';
import { labelList } from './product-labels.ts';
import { productList } from './product-list.ts';
import { stockImportList } from './stock-imports.ts';
import { checkedFilter, storable } from './query-filters.ts';

const MOST_SKUS = 250;
const MOST_IDS = 1_000;
const MOST_PRINTS = 250;
const MOST_SUGGESTIONS = 20;

/** What is known of suggestions from the list of names. */
const OF_NAMES = {
  card: { id: true, name: true, game: { id: true, code: true, name: true } },
  printCount: true,
} as const;
/** What nobody asks of them then. */
const BARE = { typeLine: null, rulesText: null, attributes: {}, legalities: [] };

export const Query: QueryResolvers = {
  games: (_parent, _args, { loaders }) => loaders.games(),
  products: (_parent, args, context, info) =>
    productList(args, context, asksFor(info, ['totalCount', 'facets'])),
  cardSuggestions(_parent, { prefix, game = null, first }, { database, names, suggestions, now }, info) {
    checkFirst(first, MOST_SUGGESTIONS);
    const typed = typedPrefix(prefix);
    const known = isPlain(typed) && typed !== '' && asksOnlyFor(info, OF_NAMES) ? names.list() : null;
    const begun = known?.begun(typed, game, first) ?? [];
    if (begun.length > 0)
      return begun.map(({ printCount, ...card }) => ({ card: { ...BARE, ...card }, printCount }));
    // Cards are the same for all stores, and so are suggestions.
    const question = { tenantId: '', asked: JSON.stringify([typed, game, first]), byPrice: false };
    const remembered = suggestions.remembered(question, false);
    if (remembered) return remembered;
    const since = now().getTime();
    const found = database.system((connection) => suggestCards(connection, typed, game, first));
    return suggestions.remember(question, found, since);
  },
  card: (_parent, { id }, { loaders }) => loaders.card.load(id),
  resolveDecklist: (_parent, args, context) => resolveDecklist(args, context),
  categories: (_parent, _args, { caller, database }) =>
    database.read(caller.store.id, (connection) => readCategories(connection, caller.store.id)),
  productTags: (_parent, args, context) => labelList('tag', args, context),
  productVendors: (_parent, args, context) => labelList('vendor', args, context),
  product: async (_parent, { id }, { caller, loaders }) => shown(caller, await loaders.product.load(id)),
  async productByHandle(_parent, { handle }, { caller, loaders }) {
    if (!storable(handle)) return null;
    return shown(caller, await loaders.productByHandle.load(handle));
  },
  async productVariant(_parent, { id }, context) {
    const variant = await context.loaders.variant.load(id);
    return (await shownVariants([variant], context))[0] ?? null;
  },
  productVariantBySku: async (_parent, { sku }, context) => (await variantsBySku([sku], context))[0] ?? null,
  productVariantsBySku: (_parent, { skus }, context) => variantsBySku(skus, context),
  async productVariantsByIds(_parent, { ids }, { loaders }) {
    if (ids.length > MOST_IDS) throw badUserInput(`At most ${MOST_IDS} ids, not ${ids.length}.`);
    const variants = await Promise.all(ids.map((id) => loaders.variant.load(id)));
    return variants.filter((variant) => variant !== null);
  },
  prints: (_parent, args, context) => printList(args, context),
  channelListings: (_parent, args, context) => channelListings(args, context),
  catalogImportJob: (_parent, { id }, { loaders }) => loaders.importJob.load(id),
  listingJob: (_parent, { id }, { loaders }) => loaders.listingJob.load(id),
  stockImport: (_parent, { id }, { loaders }) => loaders.stockImport.load(id),
  stockImports: (_parent, args, context) => stockImportList(args, context),
};

/** What only staff who write the catalog may see is nothing for everyone else. */
function shown(caller: Caller, product: ProductRow | null): ProductRow | null {
  return product && (product.status === 'ACTIVE' || hasScope(caller, 'catalog:write')) ? product : null;
}

async function shownVariants(
  variants: readonly (VariantRow | null)[],
  { caller, loaders }: Context,
): Promise<VariantRow[]> {
  const found = variants.filter((variant) => variant !== null);
  const products = await Promise.all(found.map(({ productId }) => loaders.product.load(productId)));
  return found.filter((_variant, index) => shown(caller, products[index] ?? null));
}

async function variantsBySku(skus: readonly string[], context: Context): Promise<VariantRow[]> {
  if (skus.length > MOST_SKUS) throw badUserInput(`At most ${MOST_SKUS} SKUs, not ${skus.length}.`);
  const { id } = context.caller.store;
  const wanted = skus.filter(storable);
  const rows = await context.database.read(id, (connection) => readVariantsBySku(connection, id, wanted));
  const bySku = new Map(rows.map((row) => [row.sku, row]));
  return shownVariants(
    skus.map((sku) => bySku.get(sku) ?? null),
    context,
  );
}

async function printList(
  { filter, first, after }: RequireFields<QueryPrintsArgs, 'first'>,
  context: Context,
): Promise<PrintList> {
  checkFirst(first, MOST_PRINTS);
  const wanted = checkedFilter(filter ?? {});
  const behind = after == null ? null : printKey(after);
  const { database, caller, loaders } = context;
  const read = <T>(work: Parameters<typeof database.read<T>>[1]) => database.read(caller.store.id, work);
  const keys = await read((connection) => listPrintKeys(connection, wanted, behind, first + 1));
  const prints = await Promise.all(keys.map(([, , , id]) => loaders.print.load(id)));
  const rows = prints.filter((print) => print !== null);
  const page = pageOf(rows, first, (row) => [row.gameId, row.setId, row.numberSort, row.id], after);
  return { ...page, totalCount: () => read((connection) => countPrints(connection, wanted)) };
}

function printKey(cursor: string): PrintKey {
  const [gameId, setId, numberSort, id] = decodeCursor(cursor, 4);
  const ids = [gameId, setId, id].every((value) => typeof value === 'string' && isId(value));
  if (!ids || !Number.isSafeInteger(numberSort)) throw badUserInput('`after` is not a cursor of this list.');
  return [String(gameId), String(setId), Number(numberSort), String(id)];
}
