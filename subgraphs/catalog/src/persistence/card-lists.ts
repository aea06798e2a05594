import type { EntityManager } from 'typeorm';
import type { GameCode } from '../domain/catalog.ts';
import { MOST_WORDS, likelyQuery } from './understand-query.ts';

/** A card by what was typed of its name. */
export interface SuggestedCard {
  readonly cardId: string;
  readonly printCount: number;
}

/** Longer beginnings than any name. */
const MOST_LETTERS = 200;

/** Fewer letters have no trigram that an index could look for inside of names. */
const INSIDE_FROM_LETTERS = 3;

/**
 * Cards by the beginning of a name, `limit` at most: the name itself first, then names that begin with it, then names with a word that does;
 * among those the one with most printings first. When none does, cards whose names are like it. At most five statements, one as a rule.
 */
export async function suggestCards(
  connection: EntityManager,
  typed: string,
  game: GameCode | null,
  limit: number,
): Promise<SuggestedCard[]> {
  const prefix = await normalised(connection, typed.toWellFormed().slice(0, MOST_LETTERS));
  if (prefix === '') return [];
  const cards: SuggestedCard[] = await connection.query(begunStatement(prefix), [prefix, game, limit]);
  return cards.length > 0 || prefix.length < INSIDE_FROM_LETTERS
    ? cards
    : alikeCards(connection, prefix, game, limit);
}

/** What `catalog_normalise` makes of a text; of one that has nothing but its plain letters, digits and blanks, without asking. */
async function normalised(connection: EntityManager, text: string): Promise<string> {
  if (/^[a-z\d ]*$/i.test(text)) return text.toLowerCase().replaceAll(/ +/g, ' ').trim();
  const [row] = await connection.query<{ name: string }[]>('SELECT catalog_normalise($1) AS name', [
    text.replaceAll('\u0000', ' '),
  ]);
  return row?.name ?? '';
}

/** Cards whose names have words that the typed ones are like, the likest name first. */
async function alikeCards(
  connection: EntityManager,
  typed: string,
  game: GameCode | null,
  limit: number,
): Promise<SuggestedCard[]> {
  const words = typed.split(' ').slice(0, MOST_WORDS);
  const likely = await likelyQuery(connection, { name: typed, words, setCodes: [] });
  const meant = likely.alternatives.map((near, index) => `(${[words[index] ?? '', ...near].join(' | ')})`);
  return connection.query(ALIKE, [typed, game, limit, meant.join(' & '), likely.cardIds]);
}

/**
 * Names that are the prefix ($1) or begin with it, by the index of the first letter, of two, or of whole names; and where those are too few,
 * names that have it behind a blank.
 */
function begunStatement(prefix: string): string {
  const begins =
    prefix.length < INSIDE_FROM_LETTERS
      ? `left(name, ${prefix.length}) = $1`
      : `name >= $1 AND name < $1 || U&'\\FFFF'`;
  const inside =
    prefix.length < INSIDE_FROM_LETTERS
      ? ''
      : `UNION ALL ${first(2, `(SELECT count(*) FROM begun) < $3::int AND name LIKE '% ' || $1 || '%' AND NOT starts_with(name, $1)`)}`;
  return `
    WITH begun AS MATERIALIZED (${first(0, 'name = $1')} UNION ALL ${first(1, `${begins} AND name <> $1`)})
    SELECT card_id AS "cardId", print_count AS "printCount" FROM (SELECT * FROM begun ${inside}) found
    ORDER BY place, print_count DESC, name, card_id LIMIT $3`;
}

const first = (place: number, which: string) => `
  (SELECT ${place} AS place, card_id, print_count, name FROM card_search WHERE ${which} AND ($2::text IS NULL OR game = $2)
   ORDER BY print_count DESC, name, card_id LIMIT $3)`;

const ALIKE = `
  SELECT card_id AS "cardId", print_count AS "printCount" FROM card_search
  WHERE (document @@ $4::tsquery OR card_id = ANY ($5::uuid[])) AND ($2::text IS NULL OR game = $2)
  ORDER BY word_similarity($1, name) DESC, similarity($1, name) DESC, print_count DESC, card_id LIMIT $3`;

/** The place of a printing among those of its card: newest first. */
export type CardPrintKey = readonly [releasedRank: number, id: string];

/** A page of one card's printings, each behind `after`, `limit` at most. */
export interface CardPrintsPage {
  readonly cardId: string;
  readonly after: CardPrintKey | null;
  readonly limit: number;
}

export interface CardPrint {
  readonly cardId: string;
  readonly key: CardPrintKey;
}

/** The keys of pages of several cards' printings, in one statement. */
export function cardPrintKeys(
  connection: EntityManager,
  pages: readonly CardPrintsPage[],
): Promise<(CardPrint & { readonly page: number })[]> {
  return connection.query(
    `SELECT (q.page - 1)::int AS page, q."cardId", json_build_array(r.rank, r.id) AS key
     FROM ROWS FROM (json_to_recordset($1::json) AS ("cardId" uuid, rank int, id uuid, "limit" int)) WITH ORDINALITY
       AS q("cardId", rank, id, "limit", page)
     CROSS JOIN LATERAL (
       SELECT coalesce(DATE '1970-01-01' - released_at, 2147483647) AS rank, id FROM prints WHERE card_id = q."cardId"
         AND (q.id IS NULL OR (coalesce(DATE '1970-01-01' - released_at, 2147483647), id) > (q.rank, q.id))
       ORDER BY 1, 2 LIMIT q."limit"
     ) r ORDER BY q.page, r.rank, r.id`,
    [
      JSON.stringify(
        pages.map(({ cardId, after, limit }) => ({ cardId, limit, rank: after?.[0], id: after?.[1] })),
      ),
    ],
  );
}

/** How many printings each of the cards has; those without any are left out. */
export function countCardPrints(
  connection: EntityManager,
  cardIds: readonly string[],
): Promise<{ cardId: string; count: number }[]> {
  return connection.query(
    `SELECT card_id AS "cardId", count(*)::int AS count FROM prints WHERE card_id = ANY($1::uuid[]) GROUP BY card_id`,
    [cardIds],
  );
}
