import { PLANNED_EACH_TIME } from '@longbox/postgres';
import type { EntityManager } from 'typeorm';
import { FACETS, type FacetRow } from './product-facets.ts';
import type { ProductMatch } from './product-match.ts';

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
}

const TIER: SortColumn = { name: 'tier', type: 'integer' };
const ID: SortColumn = { name: 'product_id', type: 'uuid' };
const NAME: SortColumn = { name: 'sort_name', type: 'text' };

const COLUMNS: Readonly<Record<ProductSort, readonly SortColumn[]>> = {
  RELEVANCE: [{ name: 'stock_rank', type: 'integer' }, NAME, ID],
  NAME: [NAME, ID],
  PRICE_ASC: [{ name: 'price_up', type: 'integer' }, ID],
  PRICE_DESC: [{ name: 'price_down', type: 'integer' }, ID],
  // Ids are in the order of the time that they were made.
  NEWEST: [ID],
  RELEASED: [{ name: 'released_rank', type: 'integer' }, ID],
  POPULAR: [{ name: 'ordered_rank', type: 'integer' }, ID],
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

export interface Counts {
  readonly total: number;
  readonly facets: readonly FacetRow[];
}

/**
 * The keys of the matching products behind `after`, `limit` at most, in order; with counts where they are wanted. Words are looked for
 * once for both. What is found without words is read in the order of an index and counted by itself.
 */
export async function listProducts(
  connection: EntityManager,
  match: ProductMatch,
  wanted: Wanted,
): Promise<{ readonly keys: ProductKey[]; readonly counts: Counts | null }> {
  const { sort, columns, after, limit } = wanted;
  const direction = sort === 'NEWEST' ? 'DESC' : 'ASC';
  const names = columns.map(({ name }) => name);
  const parameters = [...match.parameters, ...(after ?? []), limit];
  const first = match.parameters.length + 1;
  const behind = columns.map(({ type }, index) => `$${first + index}::${type}`);
  const together = match.byWords && wanted.counts;
  const page = `SELECT json_build_array(${names.join(', ')}) AS key FROM ${together ? 'm' : `(${match.sql}) m`}
     ${after ? `WHERE (${names.join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${behind.join(', ')})` : ''}
     ORDER BY ${names.map((name) => `${name} ${direction}`).join(', ')}
     LIMIT $${parameters.length}`;
  if (!together) {
    const rows: { key: ProductKey }[] = await connection.query(
      `${PLANNED_EACH_TIME} ${withAll(match.ctes)} ${page}`,
      parameters,
    );
    return { keys: rows.map(({ key }) => key), counts: null };
  }
  const [row] = await connection.query<(Counts & { keys: ProductKey[] | null })[]>(
    `${PLANNED_EACH_TIME} ${withAll([...match.ctes, `m AS MATERIALIZED (${match.sql})`, ...FACETS])}
     SELECT (SELECT json_agg(page.key) FROM (${page}) page) AS keys, ${COUNTS}`,
    parameters,
  );
  const { keys, ...counts } = row ?? { keys: null, total: 0, facets: [] };
  return { keys: keys ?? [], counts };
}

/** How many products match, and how many of them have each value. */
export async function countProducts(connection: EntityManager, match: ProductMatch): Promise<Counts> {
  const [row] = await connection.query<Counts[]>(
    `${PLANNED_EACH_TIME} ${withAll([...match.ctes, `m AS NOT MATERIALIZED (${match.sql})`, ...FACETS])} SELECT ${COUNTS}`,
    [...match.parameters],
  );
  return row ?? { total: 0, facets: [] };
}

const COUNTS = `(SELECT coalesce(sum(n), 0)::int FROM alike) AS total,
  (SELECT coalesce(json_agg(json_build_object('name', name, 'value', value, 'count', count) ORDER BY name, rank), '[]') FROM ranked) AS facets`;

const withAll = (ctes: readonly string[]) => (ctes.length === 0 ? '' : `WITH ${ctes.join(', ')}`);
