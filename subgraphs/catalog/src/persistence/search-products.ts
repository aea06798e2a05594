import type { Database } from '@longbox/postgres';
import type { EntityManager } from 'typeorm';
import { countMore } from './more-facets.ts';
import { countFacets, type Counts } from './product-facets.ts';
import { countProducts, listProducts, type ProductKey, type Wanted } from './product-lists.ts';
import {
  matchAll,
  matchLikely,
  matchWords,
  wordsQuery,
  type ProductFilter,
  type ProductMatch,
} from './product-match.ts';
import { likelyQuery, understandQuery, type UnderstoodQuery } from './understand-query.ts';

/** WORDS: a product has every word. SIMILAR: no text of the catalog has them all, and names are looked for that are like the query. */
export type SearchMode = 'WORDS' | 'SIMILAR';

/** `mode` is null for a first page; a cursor says how its first page was searched for. */
export interface Search extends Wanted {
  readonly mode: SearchMode | null;
}

export interface Found {
  /** Of the products, in order. */
  readonly keys: readonly ProductKey[];
  readonly mode: SearchMode;
  /** Counts all that match, unless that has been done on the way. */
  countsOf(): Promise<Counts>;
  /** Counts what takes longer: colours, types, formats and prices. */
  moreOf(): Promise<Counts>;
}

const NOTHING: Found = {
  keys: [],
  mode: 'WORDS',
  countsOf: () => Promise.resolve(countFacets(null)),
  moreOf: () => Promise.resolve({ total: 0, facets: [] }),
};

/** The products of a store that a query (null: all) and a filter find; five statements at most. */
export async function searchProducts(
  database: Database,
  tenantId: string,
  typed: string | null,
  filter: ProductFilter,
  search: Search,
): Promise<Found> {
  const read = <T>(work: (connection: EntityManager) => Promise<T>) => database.read(tenantId, work);
  const page = async (connection: EntityManager, match: ProductMatch, mode: SearchMode): Promise<Found> => {
    const { keys, counts } = await listProducts(connection, match, search);
    return {
      keys,
      mode,
      countsOf: () => (counts ? Promise.resolve(counts) : read((other) => countProducts(other, match))),
      moreOf: () => read((other) => countMore(other, match)),
    };
  };
  return read(async (connection) => {
    if (typed === null) return page(connection, matchAll(tenantId, filter), 'WORDS');
    const query = await understandQuery(connection, typed);
    // A query of signs alone names nothing.
    if (!query) return NOTHING;
    if (search.mode !== 'SIMILAR') {
      const found = await page(connection, matchWords(tenantId, query, filter), 'WORDS');
      if (found.keys.length > 0 || search.mode === 'WORDS' || (await isKnown(connection, tenantId, query)))
        return found;
    }
    const likely = await likelyQuery(connection, query);
    return page(connection, matchLikely(tenantId, likely, filter), 'SIMILAR');
  });
}

/** Whether any text of the catalog has every word: then this store does not sell it, and nothing else was meant. */
async function isKnown(
  connection: EntityManager,
  tenantId: string,
  query: UnderstoodQuery,
): Promise<boolean> {
  const [row] = await connection.query<{ known: boolean }[]>(KNOWN, [
    tenantId,
    wordsQuery(query.words, true),
    wordsQuery(query.words, false),
  ]);
  return row?.known ?? false;
}

/**
 * Counts, though one would do: for the first row of an EXISTS PostgreSQL reads the table from its beginning, because it expects one soon, and
 * reads all of it for a misspelt word, which no text has. For all rows it takes the index, where such a word is missed at once.
 */
const KNOWN = `
  SELECT (SELECT count(*) FROM print_search WHERE document @@ $2::tsquery) > 0
    OR (SELECT count(*) FROM card_search WHERE document @@ $3::tsquery) > 0
    OR (SELECT count(*) FROM product_search WHERE tenant_id = $1 AND own_document IS NOT NULL AND own_document @@ $2::tsquery) > 0 AS known`;
