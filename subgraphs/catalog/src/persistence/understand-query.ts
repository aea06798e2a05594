import type { EntityManager } from 'typeorm';
import { likelyMeant } from '../domain/likely-meant.ts';

/** More letters than any card's name has. */
const MOST_LETTERS = 200;
/** More words make no search better, and each costs an index scan. */
export const MOST_WORDS = 10;
/** Names that a whole query is like. */
const MOST_SIMILAR_NAMES = 10;
/** Words of a vocabulary of tens of thousands that are worth a closer look. */
const MOST_LIKE_WORDS = 40;

/** What a shopper typed, as the search looks for it. */
export interface UnderstoodQuery {
  /** As catalog_normalise makes it, for the comparison with whole names. */
  readonly name: string;
  readonly words: readonly string[];
  /** The codes of sets that stand among the words. */
  readonly setCodes: readonly string[];
  /** The code of one printing, such as `OP01-001`, where the query looks like one. */
  readonly code: string | null;
}

/** A set and a number, as they stand on cards. */
const CODE = /^[A-Z\d]{2,6}-[A-Z]{0,3}\d{1,4}$/;

/** What a shopper may have meant whose words no text of the catalog has. */
export interface LikelyQuery extends UnderstoodQuery {
  /** For each word those of names that it is like. */
  readonly alternatives: readonly (readonly string[])[];
  /** Cards whose name the whole query is like. */
  readonly cardIds: readonly string[];
}

/** Reads a query: accents, case and punctuation are dropped. Null for a query without any letter or digit. */
export async function understandQuery(
  connection: EntityManager,
  query: string,
): Promise<UnderstoodQuery | null> {
  const typed = query.toWellFormed().replaceAll('\u0000', ' ').slice(0, MOST_LETTERS);
  const code = typed.trim().toUpperCase();
  const [row] = await connection.query<Omit<UnderstoodQuery, 'code'>[]>(
    `SELECT name, string_to_array(name, ' ') AS words,
       ARRAY(SELECT DISTINCT code FROM unnest(string_to_array(upper(name), ' ')) word JOIN card_sets ON code = word) AS "setCodes"
     FROM (SELECT catalog_normalise($1) AS name) q`,
    [typed],
  );
  if (!row || row.name === '') return null;
  return { ...row, words: row.words.slice(0, MOST_WORDS), code: CODE.test(code) ? code : null };
}

/** The words of names that each word of a query is like, and the cards whose names the whole of it is like. */
export async function likelyQuery(connection: EntityManager, query: UnderstoodQuery): Promise<LikelyQuery> {
  const rows = await connection.query<{ typed: string; words: string[] }[]>(LIKE_WORDS, [query.words]);
  const near = new Map(rows.map(({ typed, words }) => [typed, words]));
  const alternatives = query.words.map((word) => likelyMeant(word, near.get(word) ?? []));
  // Looking for whole names takes tens of milliseconds; it helps where a word is like none, as one that is two written together.
  const hopeless = query.words.some((word, index) => word.length > 2 && alternatives[index]?.length === 0);
  const cards = hopeless
    ? await connection.query<{ id: string }[]>(LIKE_NAMES, [query.name, MOST_SIMILAR_NAMES])
    : [];
  return { ...query, alternatives, cardIds: cards.map(({ id }) => id) };
}

const LIKE_NAMES = 'SELECT id FROM catalog_names_like($1, $2) id';

/**
 * Words that have a third of their trigrams in common with the typed one. Short words have hardly any left after a slip: so all that begin with the same
 * letter and are as long give or take one; and those that the typed word is with two neighbours swapped, which costs a word of six letters four of its seven.
 */
const LIKE_WORDS = `
  SELECT typed, array_agg(word) AS words
  FROM unnest($1::text[]) typed CROSS JOIN LATERAL (
    (SELECT word FROM name_words WHERE length(typed) > 2 AND word % typed ORDER BY similarity(word, typed) DESC, word LIMIT ${MOST_LIKE_WORDS})
    UNION
    (SELECT word FROM name_words WHERE length(typed) BETWEEN 3 AND 5 AND word >= left(typed, 1)
       AND word < left(typed, 1) || U&'\\FFFF' AND length(word) BETWEEN length(typed) - 1 AND length(typed) + 1)
    UNION
    (SELECT word FROM name_words WHERE length(typed) > 2 AND word IN (
       SELECT left(typed, at - 1) || substr(typed, at + 1, 1) || substr(typed, at, 1) || substr(typed, at + 2)
       FROM generate_series(1, length(typed) - 1) at))
  ) near GROUP BY typed`;
