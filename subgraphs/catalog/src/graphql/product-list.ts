import { hasScope } from '@longbox/identity';
import { isId } from '@longbox/ids';
import { badUserInput, checkFirst, decodeCursor, encodeCursor, forbidden } from '@longbox/subgraph';
import type { ProductStatus } from '../domain/catalog.ts';
import { matchProducts, type ProductFilter, type ProductMatch } from '../persistence/product-match.ts';
import {
  FACET_NAMES,
  PRODUCT_SORTS,
  countFacets,
  countProducts,
  listProducts,
  sortColumns,
  type ProductKey,
  type ProductSort,
} from '../persistence/product-lists.ts';
import { understandQuery, type UnderstoodQuery } from '../persistence/understand-query.ts';
import type { FacetCounts, ProductList } from './connections.ts';
import type { Context } from './context.ts';
import type { QueryProductsArgs, RequireFields } from './generated.ts';
import { checkedFilter } from './query-filters.ts';

const MOST_PRODUCTS = 100;

/** Where a page begins: the list that the cursor is of, and the key of the product before. */
interface Place {
  readonly mode: UnderstoodQuery['mode'];
  readonly key: ProductKey;
}

/** A page of products. The number of statements depends on the fields that are asked for, never on the number of products. */
export async function productList(
  args: RequireFields<QueryProductsArgs, 'first'>,
  context: Context,
): Promise<ProductList> {
  checkFirst(args.first, MOST_PRODUCTS);
  const { database, caller, loaders } = context;
  const tenantId = caller.store.id;
  const filter = statusChecked({ ...checkedFilter(args.filter ?? {}) }, context);
  const sort = args.sort ?? 'RELEVANCE';
  const typed = args.query?.trim() || null;
  const columns = sortColumns(sort, typed !== null);
  const place = args.after == null ? null : placeOf(args.after, sort, columns);
  const { keys, match } = await database.read(tenantId, async (connection) => {
    const query = typed && (await understandQuery(connection, tenantId, typed, place?.mode ?? null));
    // A query of signs alone names nothing.
    if (typed && !query) return { keys: [], match: null };
    const found = matchProducts(tenantId, query || null, filter);
    const page = await listProducts(connection, found, columns, sort, place?.key ?? null, args.first + 1);
    return { keys: page, match: { ...found, mode: query ? query.mode : 'WORDS' } as const };
  });
  const shown = keys.slice(0, args.first);
  const products = await Promise.all(shown.map((key) => loaders.product.load(String(key.at(-1)))));
  const mode = match?.mode ?? 'WORDS';
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
    totalCount: () =>
      match ? database.read(tenantId, (connection) => countProducts(connection, match)) : Promise.resolve(0),
    facets: () => facetsOf(match, context),
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

async function facetsOf(match: ProductMatch | null, { database, caller }: Context): Promise<FacetCounts[]> {
  const rows = match
    ? await database.read(caller.store.id, (connection) => countFacets(connection, match))
    : [];
  const byName = Map.groupBy(rows, ({ name }) => name);
  return FACET_NAMES.map((name) => ({ name, values: byName.get(name) ?? [] }));
}
