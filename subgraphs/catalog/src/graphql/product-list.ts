import { hasScope } from '@longbox/identity';
import { isId } from '@longbox/ids';
import { badUserInput, checkFirst, decodeCursor, encodeCursor, forbidden } from '@longbox/subgraph';
import type { ProductStatus } from '../domain/catalog.ts';
import { isByPrice, type ProductFilter } from '../persistence/product-match.ts';
import {
  PRODUCT_SORTS,
  sortColumns,
  type ProductKey,
  type ProductSort,
} from '../persistence/product-lists.ts';
import { searchProducts, type SearchMode } from '../persistence/search-products.ts';
import type { ProductList } from './connections.ts';
import type { Context } from './context.ts';
import type { QueryProductsArgs, RequireFields } from './generated.ts';
import { checkedFilter } from './query-filters.ts';

const MOST_PRODUCTS = 100;

/** Where a page begins: how the list was searched for, and the key of the product before. */
interface Place {
  readonly mode: SearchMode;
  readonly key: ProductKey;
}

/**
 * A page of products. The number of statements depends on the fields that are asked for, never on the number of products. `counts` says
 * whether the total or the facets are among them, which a search for words then finds on its way, unless they were counted a moment ago.
 */
export async function productList(
  args: RequireFields<QueryProductsArgs, 'first'>,
  context: Context,
  counts: boolean,
): Promise<ProductList> {
  checkFirst(args.first, MOST_PRODUCTS);
  const { database, caller, loaders, searchCounts, now } = context;
  const tenantId = caller.store.id;
  const filter = statusChecked({ ...checkedFilter(args.filter ?? {}) }, context);
  const sort = args.sort ?? 'RELEVANCE';
  const typed = args.query?.trim() || null;
  const columns = sortColumns(sort, typed !== null);
  const place = args.after == null ? null : placeOf(args.after, sort, columns);
  const list = { tenantId, asked: JSON.stringify([typed, filter]), byPrice: isByPrice(filter) };
  const remembered = counts ? searchCounts.remembered(list, place !== null) : null;
  const since = now().getTime();
  const { keys, mode, countsOf, moreOf } = await searchProducts(database, tenantId, typed, filter, {
    columns,
    sort,
    after: place?.key ?? null,
    mode: place?.mode ?? null,
    limit: args.first + 1,
    counts: counts && !remembered,
  });
  let counting = remembered;
  const counted = () => (counting ??= searchCounts.remember(list, countsOf(), since));
  const shown = keys.slice(0, args.first);
  const products = await Promise.all(shown.map((key) => loaders.product.load(String(key.at(-1)))));
  const edges = shown.flatMap((key, index) => {
    const node = products[index];
    return node ? [{ cursor: encodeCursor([sort, mode, ...key]), node }] : [];
  });
  return {
    edges,
    pageInfo: {
      hasNextPage: keys.length > args.first,
      hasPreviousPage: args.after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: async () => (await counted()).total,
    facets: async () => (await counted()).facets,
    async moreFacets() {
      // Bands of prices are among them.
      const more = { tenantId, asked: JSON.stringify(['more', typed, filter]), byPrice: true };
      const counts = searchCounts.remembered(more, place !== null);
      return (await (counts ?? searchCounts.remember(more, moreOf(), since))).facets;
    },
  };
}

function statusChecked(
  filter: Omit<ProductFilter, 'status'> & { readonly status?: ProductStatus | null | undefined },
  { caller }: Context,
): ProductFilter {
  const status = filter.status ?? 'ACTIVE';
  if (status !== 'ACTIVE' && !hasScope(caller, 'catalog:write'))
    throw forbidden('Products that are not ACTIVE need the scope catalog:write.');
  return { ...filter, status };
}

function placeOf(cursor: string, sort: ProductSort, columns: ReturnType<typeof sortColumns>): Place {
  const [of, mode, ...key] = decodeCursor(cursor, columns.length + 2);
  const fits = columns.every(({ type }, index) => {
    const value = key[index];
    if (type === 'integer') return Number.isSafeInteger(value);
    return typeof value === 'string' && (type === 'text' ? !value.includes('\u0000') : isId(value));
  });
  if (of !== sort || !PRODUCT_SORTS.includes(sort) || (mode !== 'WORDS' && mode !== 'SIMILAR') || !fits)
    throw badUserInput(
      '`after` is a cursor of another list: pass one that this query, filter and sort gave.',
    );
  return { mode, key: key.map((value) => (typeof value === 'number' ? value : String(value))) };
}
