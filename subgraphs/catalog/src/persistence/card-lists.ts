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
 * among those the one with most printings first. When none does, cards whose names are like it. At most five statements.
 */
export async function suggestCards(
  connection: EntityManager,
  typed: string,
  game: GameCode | null,
  limit: number,
): Promise<SuggestedCard[]> {
  const text = typed.toWellFormed().replaceAll('\u0000', ' ').slice(0, MOST_LETTERS);
  const begun: (SuggestedCard & { readonly prefix: string })[] = await connection.query(BEGUN, [
    text,
    game,
    limit,
  ]);
  const prefix = begun[0]?.prefix ?? '';
  const cards = begun.filter(({ cardId }) => cardId !== null);
  if (cards.length >= limit || prefix.length < INSIDE_FROM_LETTERS) return cards;
  const known = cards.map(({ cardId }) => cardId);
  const inside: SuggestedCard[] = await connection.query(INSIDE, [prefix, game, limit - cards.length, known]);
  if (cards.length + inside.length > 0) return [...cards, ...inside];
  return alikeCards(connection, prefix, game, limit);
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

/** Names that begin with the prefix and are not it, in one of three ways: by the index of the letter, of two, or of whole names. */
const begunBy = (letters: string, begins: string) => `
  (SELECT card_id, print_count, name FROM card_search
   WHERE char_length(q.prefix) ${letters} AND ${begins} AND name <> q.prefix AND ($2::text IS NULL OR game = $2)
   ORDER BY print_count DESC, name, card_id LIMIT $3)`;

/** Answers one row without a card when there is none, since it also says how the prefix is looked for. */
const BEGUN = `
  SELECT q.prefix, c.card_id AS "cardId", c.print_count AS "printCount"
  FROM (SELECT catalog_normalise($1) AS prefix) q
  LEFT JOIN LATERAL (
    SELECT * FROM (
      (SELECT card_id, print_count, name FROM card_search
       WHERE q.prefix <> '' AND name = q.prefix AND ($2::text IS NULL OR game = $2) ORDER BY print_count DESC, card_id LIMIT $3)
      UNION ALL ${begunBy('= 1', 'left(name, 1) = q.prefix')}
      UNION ALL ${begunBy('= 2', 'left(name, 2) = q.prefix')}
      UNION ALL ${begunBy('> 2', "name >= q.prefix AND name < q.prefix || U&'\\FFFF'")}
    ) begun
    ORDER BY name <> q.prefix, print_count DESC, name, card_id LIMIT $3
  ) c ON true
  ORDER BY c.name <> q.prefix, c.print_count DESC, c.name, c.card_id`;

const INSIDE = `
  SELECT card_id AS "cardId", print_count AS "printCount" FROM card_search
  WHERE name LIKE '% ' || $1 || '%' AND ($2::text IS NULL OR game = $2) AND card_id <> ALL ($4::uuid[])
  ORDER BY print_count DESC, name, card_id LIMIT $3`;

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
