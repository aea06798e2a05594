import type { EntityManager } from 'typeorm';

/** More letters than any card's name has. */
const MOST_LETTERS = 200;
/** More words make no search better, and each costs an index scan. */
const MOST_WORDS = 10;

/** What a shopper typed, as the search looks for it. */
export interface UnderstoodQuery {
  /** As catalog_normalise makes it, for the comparison with whole names. */
  readonly name: string;
  readonly words: readonly string[];
  /** WORDS: every word begins one in the text. SIMILAR: nothing does that, and words may also be like one in the name. */
  readonly mode: 'WORDS' | 'SIMILAR';
}

/**
 * Reads a query: accents, case and punctuation are dropped. Whether any text of the catalog has all the words decides how tolerant the search is; `mode` leaves that out where a
 * cursor says how the first page decided. Null for a query without any letter or digit.
 */
export async function understandQuery(
  connection: EntityManager,
  tenantId: string,
  query: string,
  mode: UnderstoodQuery['mode'] | null,
): Promise<UnderstoodQuery | null> {
  const typed = query.toWellFormed().replaceAll('\u0000', ' ').slice(0, MOST_LETTERS);
  const [row] = await connection.query<{ name: string; known: boolean }[]>(
    `WITH q AS (SELECT catalog_normalise($2) AS name),
       w AS (SELECT name, nullif(replace(name, ' ', ':* & ') || ':*', ':*')::tsquery AS words FROM q)
     SELECT name,
       EXISTS (SELECT FROM print_search WHERE document @@ words)
       OR EXISTS (SELECT FROM product_search WHERE tenant_id = $1 AND own_document IS NOT NULL AND own_document @@ words)
       AS known
     FROM w`,
    [tenantId, typed],
  );
  if (!row || row.name === '') return null;
  const words = row.name.split(' ').slice(0, MOST_WORDS);
  return { name: row.name, words, mode: mode ?? (row.known ? 'WORDS' : 'SIMILAR') };
}
