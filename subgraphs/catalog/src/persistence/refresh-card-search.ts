import type { EntityManager } from 'typeorm';
import {
  cardText,
  namesText,
  printDocument,
  printText,
  searchName,
  setWords,
  traitsOf,
  wordsOf,
} from './search-texts.ts';

/** The rows of cards and printings that a batch has written. */
export interface WrittenIds {
  /** Printings that differ, or of which the search knows nothing. */
  readonly printIds: readonly string[];
  /** Cards that were there and differ. */
  readonly cardIds: readonly string[];
  /** Sets that were there and differ. */
  readonly setIds: readonly string[];
}

/**
 * Makes what the search knows of cards and printings what they and their sets say now: of those that differ, and of all the printings of those cards and
 * sets; three statements, however many. What is new is written with its words (`writeCards`, `writePrints`). How many printings cards have is counted when an import ends (`countPrintsOfCards`). Answers the ids of the printings whose products may have to follow.
 */
export async function refreshCardSearch(tx: EntityManager, written: WrittenIds): Promise<string[]> {
  const { printIds, cardIds, setIds } = written;
  if (printIds.length + cardIds.length + setIds.length === 0) return [];
  const cards: { cardId: string }[] = await tx.query(CARDS, [printIds, cardIds]);
  const changed = cards.map(({ cardId }) => cardId);
  if (changed.length > 0) await tx.query(NAME_WORDS, [changed]);
  const rows: { printId: string }[] = await tx.query(PRINTS, [printIds, changed, setIds]);
  return rows.map(({ printId }) => printId);
}

/** Cards that differ, and those of new printings that are not known yet. */
const CARDS = `
  INSERT INTO card_search AS t (card_id, game, name, document, traits)
  SELECT c.id, g.code, ${searchName('c')}, array_to_tsvector(${wordsOf(cardText('c'))}),
    ${traitsOf('c')}
  FROM cards c JOIN games g ON g.id = c.game_id
  WHERE c.id IN (
    SELECT unnest($2::uuid[])
    UNION
    SELECT r.card_id FROM prints r
    WHERE r.id = ANY ($1::uuid[]) AND NOT EXISTS (SELECT FROM card_search k WHERE k.card_id = r.card_id))
  ON CONFLICT (card_id) DO UPDATE SET name = excluded.name, document = excluded.document, traits = excluded.traits
    WHERE (t.name, t.document, t.traits) IS DISTINCT FROM (excluded.name, excluded.document, excluded.traits)
  RETURNING card_id AS "cardId"`;

/** In one order, because two imports may meet the same words. */
const NAME_WORDS = `
  INSERT INTO name_words (word)
  SELECT DISTINCT word FROM cards c, unnest(${wordsOf(namesText('c'))}) word
  WHERE c.id = ANY ($1::uuid[]) AND length(word) > 2 ORDER BY word
  ON CONFLICT DO NOTHING`;

/** Adds words of cards' names. In one order, because two imports may meet the same words. */
export async function writeNameWords(tx: EntityManager, words: readonly string[]): Promise<void> {
  if (words.length > 0)
    await tx.query(
      'INSERT INTO name_words (word) SELECT unnest($1::text[]) AS word ORDER BY word ON CONFLICT DO NOTHING',
      [words],
    );
}

/** Answers also the printings of the changed cards whose own words are as they were: what filters ask of them may have changed. */
const PRINTS = `
  WITH written AS (
    INSERT INTO print_search AS w (print_id, card_id, name, released_on, document)
    SELECT r.id, c.id, k.name, r.released_at,
      ${printDocument('c', 'k', wordsOf(printText('r')), setWords('s'))}
    FROM prints r JOIN cards c ON c.id = r.card_id JOIN card_search k ON k.card_id = c.id JOIN card_sets s ON s.id = r.set_id
    WHERE r.id = ANY ($1::uuid[]) OR r.card_id = ANY ($2::uuid[]) OR r.set_id = ANY ($3::uuid[])
    ON CONFLICT (print_id) DO UPDATE SET card_id = excluded.card_id, name = excluded.name, released_on = excluded.released_on,
      document = excluded.document
      WHERE (w.card_id, w.name, w.released_on, w.document)
        IS DISTINCT FROM (excluded.card_id, excluded.name, excluded.released_on, excluded.document)
    RETURNING print_id)
  SELECT print_id AS "printId" FROM written
  UNION SELECT id FROM prints WHERE card_id = ANY ($2::uuid[])`;

/** Cards of one statement of `countPrintsOfCards`: those whose count has changed are written anew, with all their index entries. */
const COUNTED_CARDS = 5_000;

/** Cards in the order of their ids: those behind `after`, up to `through`; null for no bound. */
export interface CardPage {
  readonly after: string | null;
  readonly through: string | null;
}

/** All cards, in pages that can be counted each in a transaction of its own. */
export async function cardPages(tx: EntityManager): Promise<CardPage[]> {
  const ends = await tx.query<{ id: string }[]>(
    `SELECT card_id AS id FROM (SELECT card_id, row_number() OVER (ORDER BY card_id) AS n FROM card_search) AS numbered
     WHERE n % ${COUNTED_CARDS} = 0 ORDER BY card_id`,
  );
  const bounds = [null, ...ends.map(({ id }) => id), null];
  return bounds.slice(1).map((through, index) => ({ after: bounds[index] ?? null, through }));
}

/**
 * Makes the numbers of printings right that the cards of a page have. For the end of an import: a card has four printings in as many sets, and its row would
 * be written again with each of them.
 */
export async function countPrintsOfCards(tx: EntityManager, { after, through }: CardPage): Promise<void> {
  await gatherNewWords(tx);
  await tx.query(
    `WITH counted AS (
       SELECT p.card_id, count(r.id)::int AS count FROM card_search p LEFT JOIN prints r ON r.card_id = p.card_id
       WHERE ($1::uuid IS NULL OR p.card_id > $1) AND ($2::uuid IS NULL OR p.card_id <= $2) GROUP BY p.card_id
     )
     UPDATE card_search t SET print_count = n.count FROM counted n WHERE t.card_id = n.card_id AND t.print_count <> n.count`,
    [after, through],
  );
}

/**
 * New words wait in a list of this size before the index takes them in together: a third of the time that they take in the usual 4 MB.
 * Searches read the list through, at some 2 GB a second.
 */
const PENDING_WORDS = '16MB';

/** Has the indexes of words gather what the transaction writes. */
export async function gatherNewWords(tx: EntityManager): Promise<void> {
  await tx.query(`SELECT set_config('gin_pending_list_limit', $1, true)`, [PENDING_WORDS]);
}
