import type { EntityManager } from 'typeorm';
import type { GameCode } from '../domain/catalog.ts';
import { INSIDE_FROM_LETTERS } from '../domain/name-list.ts';
import { CARD } from './read-by-key.ts';
import type { CardRow } from './rows.ts';
import { MOST_WORDS, likelyQuery } from './understand-query.ts';

/** A card by what was typed of its name. */
export interface SuggestedCard {
  readonly card: CardRow;
  readonly printCount: number;
}

/** Longer beginnings than any name. */
const MOST_LETTERS = 200;

const PLAIN = /^[a-z\d ]*$/;

/** Whether names are searched for as it is. */
export const isPlain = (typed: string) => PLAIN.test(typed);

/** What of a typed text suggestions look at: the same for all that they answer alike, where that is seen without the database. */
export function typedPrefix(typed: string): string {
  const text = typed.toWellFormed().slice(0, MOST_LETTERS);
  const lower = text.toLowerCase().replaceAll(/ +/g, ' ').trim();
  return isPlain(lower) ? lower : text;
}

/**
 * Cards by the beginning of a name (`typedPrefix`), `limit` at most: the name itself first, then names that begin with it, then names with a word that does;
 * among those the one with most printings first. When none does, cards whose names are like it. At most five statements, one as a rule. No
 * row of a store is read.
 */
export async function suggestCards(
  connection: EntityManager,
  typed: string,
  game: GameCode | null,
  limit: number,
): Promise<SuggestedCard[]> {
  const prefix = isPlain(typed) ? typed : await normalised(connection, typed);
  if (prefix === '') return [];
  const cards = suggested(await connection.query<FoundCard[]>(begunStatement(prefix), [prefix, game, limit]));
  return cards.length > 0 || prefix.length < INSIDE_FROM_LETTERS
    ? cards
    : alikeCards(connection, prefix, game, limit);
}

type FoundCard = CardRow & { readonly printCount: number };

const suggested = (found: readonly FoundCard[]): SuggestedCard[] =>
  found.map(({ printCount, ...card }) => ({ card, printCount }));

async function normalised(connection: EntityManager, text: string): Promise<string> {
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
  const likely = await likelyQuery(connection, { name: typed, words, setCodes: [], code: null });
  const meant = likely.alternatives.map((near, index) => `(${[words[index] ?? '', ...near].join(' | ')})`);
  return suggested(
    await connection.query<FoundCard[]>(ALIKE, [typed, game, limit, meant.join(' & '), likely.cardIds]),
  );
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
    ${withCards(`SELECT * FROM begun ${inside}`, ['place', 'print_count DESC', 'name', 'card_id'])}`;
}

const first = (place: number, which: string) => `
  (SELECT ${place} AS place, card_id, print_count, name FROM card_search WHERE ${which} AND ($2::text IS NULL OR game = $2)
   ORDER BY print_count DESC, name, card_id LIMIT $3)`;

/** The first $3 of what is found, in an order of its columns, with what is known of each card. */
function withCards(found: string, order: readonly string[]): string {
  const inOrder = `ORDER BY ${order.map((column) => `found.${column}`).join(', ')}`;
  return `
    SELECT card.*, found.print_count AS "printCount" FROM (SELECT * FROM (${found}) found ${inOrder} LIMIT $3) found
    CROSS JOIN LATERAL (${CARD} WHERE id = found.card_id) card ${inOrder}`;
}

const ALIKE = withCards(
  `SELECT card_id, print_count, word_similarity($1, name) AS part_alike, similarity($1, name) AS alike FROM card_search
   WHERE (document @@ $4::tsquery OR card_id = ANY ($5::uuid[])) AND ($2::text IS NULL OR game = $2)`,
  ['part_alike DESC', 'alike DESC', 'print_count DESC', 'card_id'],
);

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
