import type { EntityManager } from 'typeorm';
import { tuneLikeness, type ProductMatch } from './product-match.ts';

/** The orders of a list of products. */
export const PRODUCT_SORTS = ['RELEVANCE', 'NAME', 'PRICE_ASC', 'PRICE_DESC', 'NEWEST'] as const;
export type ProductSort = (typeof PRODUCT_SORTS)[number];

/** The place of a product in a list; what a cursor holds. The last value is the product's id. */
export type ProductKey = readonly (string | number)[];

interface SortColumn {
  readonly name: 'tier' | 'stock_rank' | 'sort_name' | 'price_up' | 'price_down' | 'product_id';
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
};

/** The columns that a sort compares; without a query all products are equally relevant. */
export function sortColumns(sort: ProductSort, hasQuery: boolean): readonly SortColumn[] {
  return sort === 'RELEVANCE' && hasQuery ? [TIER, ...COLUMNS.RELEVANCE] : COLUMNS[sort];
}

/** The keys of the matching products behind `after`, `limit` at most, in order. */
export async function listProducts(
  connection: EntityManager,
  match: ProductMatch,
  columns: readonly SortColumn[],
  sort: ProductSort,
  after: ProductKey | null,
  limit: number,
): Promise<ProductKey[]> {
  await tuneLikeness(connection, match);
  const direction = sort === 'NEWEST' ? 'DESC' : 'ASC';
  const names = columns.map(({ name }) => name);
  const parameters = [...match.parameters, ...(after ?? []), limit];
  const first = match.parameters.length + 1;
  const behind = columns.map(({ type }, index) => `$${first + index}::${type}`);
  const rows: Record<string, string | number>[] = await connection.query(
    `SELECT ${names.join(', ')} FROM (${match.sql}) m
     ${after ? `WHERE (${names.join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${behind.join(', ')})` : ''}
     ORDER BY ${names.map((name) => `${name} ${direction}`).join(', ')}
     LIMIT $${parameters.length}`,
    parameters,
  );
  return rows.map((row) => names.map((name) => row[name] ?? ''));
}

export async function countProducts(connection: EntityManager, match: ProductMatch): Promise<number> {
  await tuneLikeness(connection, match);
  const [row] = await connection.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM (${match.sql}) m`,
    [...match.parameters],
  );
  return row?.count ?? 0;
}

export interface FacetRow {
  readonly name: string;
  readonly value: string;
  readonly count: number;
}

/** In the order in which they are shown. */
export const FACET_NAMES = [
  'game',
  'set',
  'rarity',
  'kind',
  'condition',
  'finish',
  'language',
  'inStock',
] as const;

/** A game has some seven hundred sets; a longer list helps nobody choose. */
const MOST_VALUES = 250;

/** How many of the matching products have each value, most frequent first. */
export async function countFacets(connection: EntityManager, match: ProductMatch): Promise<FacetRow[]> {
  await tuneLikeness(connection, match);
  return connection.query(
    `WITH m AS MATERIALIZED (
       SELECT game, set_code, rarity, kind, conditions, finishes, language, in_stock FROM (${match.sql}) m
     ), counts AS (
       SELECT 'game' AS name, game AS value, count(*)::int AS count FROM m GROUP BY game
       UNION ALL SELECT 'set', set_code, count(*)::int FROM m GROUP BY set_code
       UNION ALL SELECT 'rarity', rarity, count(*)::int FROM m GROUP BY rarity
       UNION ALL SELECT 'kind', kind, count(*)::int FROM m GROUP BY kind
       UNION ALL SELECT 'condition', c, count(*)::int FROM m, unnest(m.conditions) c GROUP BY c
       UNION ALL SELECT 'finish', f, count(*)::int FROM m, unnest(m.finishes) f GROUP BY f
       UNION ALL SELECT 'language', language, count(*)::int FROM m GROUP BY language
       UNION ALL SELECT 'inStock', in_stock::text, count(*)::int FROM m GROUP BY in_stock
     )
     SELECT name, value, count FROM (
       SELECT *, row_number() OVER (PARTITION BY name ORDER BY count DESC, value) AS rank FROM counts WHERE value IS NOT NULL
     ) ranked WHERE rank <= ${MOST_VALUES} ORDER BY name, rank`,
    [...match.parameters],
  );
}
