import { PLANNED_EACH_TIME } from '@longbox/postgres';
import type { EntityManager } from 'typeorm';
import { countFacets, facetKeys, type Counts } from './product-facets.ts';
import { PRODUCTS, RANKED_PRODUCTS, type MatchPart, type ProductMatch } from './product-match.ts';

/** The orders of a list of products. */
export const PRODUCT_SORTS = [
  'RELEVANCE',
  'NAME',
  'PRICE_ASC',
  'PRICE_DESC',
  'NEWEST',
  'RELEASED',
  'POPULAR',
] as const;
export type ProductSort = (typeof PRODUCT_SORTS)[number];

/** The place of a product in a list; what a cursor holds. The last value is the product's id. */
export type ProductKey = readonly (string | number)[];

interface SortColumn {
  readonly name:
    | 'tier'
    | 'stock_rank'
    | 'sort_name'
    | 'price_up'
    | 'price_down'
    | 'released_rank'
    | 'ordered_rank'
    | 'product_id';
  readonly type: 'integer' | 'text' | 'uuid';
  /** The column is of `product_ranks`, `k`, and not of `product_search`, `p`. */
  readonly ranks?: true;
}

const TIER: SortColumn = { name: 'tier', type: 'integer' };
const ID: SortColumn = { name: 'product_id', type: 'uuid' };
/** The same, of the table that has the index of the sort. */
const RANKED_ID: SortColumn = { ...ID, ranks: true };
const NAME: SortColumn = { name: 'sort_name', type: 'text' };

const COLUMNS: Readonly<Record<ProductSort, readonly SortColumn[]>> = {
  RELEVANCE: [{ name: 'stock_rank', type: 'integer' }, NAME, ID],
  NAME: [NAME, ID],
  PRICE_ASC: [{ name: 'price_up', type: 'integer', ranks: true }, RANKED_ID],
  PRICE_DESC: [{ name: 'price_down', type: 'integer', ranks: true }, RANKED_ID],
  // Ids are in the order of the time that they were made.
  NEWEST: [ID],
  RELEASED: [{ name: 'released_rank', type: 'integer' }, ID],
  POPULAR: [{ name: 'ordered_rank', type: 'integer', ranks: true }, RANKED_ID],
};

/** The columns that a sort compares; without a query all products are equally relevant. */
export function sortColumns(sort: ProductSort, hasQuery: boolean): readonly SortColumn[] {
  return sort === 'RELEVANCE' && hasQuery ? [TIER, ...COLUMNS.RELEVANCE] : COLUMNS[sort];
}

/** What of a list is wanted; `after` is the key of the product before the page. */
export interface Wanted {
  readonly columns: readonly SortColumn[];
  readonly sort: ProductSort;
  readonly after: ProductKey | null;
  readonly limit: number;
  /** Whether all that match are to be counted. */
  readonly counts: boolean;
}

/**
 * The keys of the matching products behind `after`, `limit` at most, in order; with counts where they are wanted and words are looked for, which then is
 * done once for both. Otherwise only so much is looked at as the page needs, where an index has its order.
 */
export async function listProducts(
  connection: EntityManager,
  match: ProductMatch,
  wanted: Wanted,
): Promise<{ readonly keys: ProductKey[]; readonly counts: Counts | null }> {
  const { after, columns, limit } = wanted;
  const first = match.parameters.length + 1;
  const place: Place = {
    columns,
    after: after?.[0] ?? null,
    behind: after && columns.map(({ type }, index) => `$${first + index}::${type}`),
    direction: wanted.sort === 'NEWEST' ? 'DESC' : 'ASC',
    limit: `$${first + (after?.length ?? 0)}`,
  };
  const parameters = [...match.parameters, ...(after ?? []), limit];
  const names = columns.map(({ name }) => name);
  const products = match.byPrice || columns.some(({ ranks }) => ranks) ? RANKED_PRODUCTS : PRODUCTS;
  const pageOf = (products: string) =>
    `SELECT json_build_array(${names.join(', ')}) AS key FROM (${products}) page ${orderBy(names, place)}`;
  if (!match.byWords || !wanted.counts) {
    const parts = match.parts.map((part) => firstOf(part, products, place));
    const rows: { key: ProductKey }[] = await connection.query(
      `${PLANNED_EACH_TIME} ${withAll(match.ctes)} ${pageOf(parts.join(' UNION ALL '))}`,
      parameters,
    );
    return { keys: rows.map(({ key }) => key), counts: null };
  }
  const all = allOf(match, columns, products);
  const ctes = [...match.ctes, `m AS MATERIALIZED (${all})`];
  const page = pageOf(
    `SELECT * FROM m ${place.behind ? `WHERE ${isBehind(names, place.behind, place)}` : ''}`,
  );
  const [row] = await connection.query<{ keys: ProductKey[] | null; facetKeys: string | null }[]>(
    `${PLANNED_EACH_TIME} ${withAll(ctes)}
     SELECT (SELECT json_agg(keys.key) FROM (${page}) keys) AS keys, ${facetKeys('m')} AS "facetKeys"`,
    parameters,
  );
  return { keys: row?.keys ?? [], counts: countFacets(row?.facetKeys ?? null) };
}

/** How many products match, and how many of them have each value. */
export async function countProducts(connection: EntityManager, match: ProductMatch): Promise<Counts> {
  const { byKey } = match;
  const found = allOf(match, [], match.byPrice ? RANKED_PRODUCTS : PRODUCTS);
  const keys = byKey ? facetKeys(byKey.from, byKey.conditions) : facetKeys(`(${found}) found`);
  const [row] = await connection.query<{ facetKeys: string | null }[]>(
    `${PLANNED_EACH_TIME} ${withAll(match.ctes)} SELECT ${keys} AS "facetKeys"`,
    [...match.parameters],
  );
  return countFacets(row?.facetKeys ?? null);
}

/** All that match, with the columns of an order and what is counted of them. */
export const allOf = (
  { parts }: ProductMatch,
  columns: readonly SortColumn[],
  products: string,
  counted = 'p.facet_key',
) =>
  parts
    .map(({ tier, from }) => `SELECT ${named(columns, tier)}, ${counted} FROM ${from(products)}`)
    .join(' UNION ALL ');

/** Where a page stands, in SQL. */
interface Place {
  readonly columns: readonly SortColumn[];
  /** The first value of the product before the page, and the expressions of all of them; null for the first page. */
  readonly after: string | number | null;
  readonly behind: readonly string[] | null;
  readonly direction: 'ASC' | 'DESC';
  readonly limit: string;
}

/**
 * The first products of a part that a page could have. Where all of a part match alike, they are the first of an index in the order of the rest,
 * and a part that the page has left behind is not looked at.
 */
function firstOf({ tier, from }: MatchPart, products: string, place: Place): string {
  const { columns, after, behind } = place;
  const alikeAll = typeof tier === 'number' && columns[0] === TIER;
  const compared = columns.slice(alikeAll ? 1 : 0);
  const values = compared.map((column) => (column === TIER ? String(tier) : inTable(column)));
  let where = behind ? isBehind(values, behind.slice(columns.length - compared.length), place) : 'true';
  if (alikeAll && after !== null && after !== tier) where = String(Number(after) < tier);
  const names = compared.map(({ name }) => name);
  return `(SELECT ${named(columns, tier)} FROM ${from(products)} AND ${where} ${orderBy(names, place)})`;
}

/** The tier is always among them, because a statement must use each of its parameters. */
const named = (columns: readonly SortColumn[], tier: number | string) =>
  [`${tier} AS tier`, ...columns.filter((column) => column !== TIER).map(inTable)].join(', ');

const inTable = ({ name, ranks }: SortColumn) => `${ranks ? 'k' : 'p'}.${name}`;

const isBehind = (values: readonly string[], behind: readonly string[], { direction }: Place) =>
  `(${values.join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${behind.join(', ')})`;

const orderBy = (values: readonly string[], { direction, limit }: Place) =>
  `ORDER BY ${values.map((value) => `${value} ${direction}`).join(', ')} LIMIT ${limit}`;

export const withAll = (ctes: readonly string[]) => (ctes.length === 0 ? '' : `WITH ${ctes.join(', ')}`);
