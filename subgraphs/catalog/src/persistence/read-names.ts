import type { EntityManager } from 'typeorm';
import { BETWEEN_NAMES, createNameList, type NameColumns, type NameList } from '../domain/name-list.ts';

/** Some 100 bytes each: three times the cards of four games. Of more cards names are looked for in the database. */
const MOST_CARDS = 200_000;

/** The names of all cards, in one statement and one row: a row for each would be as many objects. Null when there are none, or too many. */
export async function readNames(connection: EntityManager): Promise<NameList | null> {
  const [row] = await connection.query<[NameColumns & { readonly cards: number }]>(NAMES, [
    BETWEEN_NAMES,
    MOST_CARDS + 1,
  ]);
  return row.cards === 0 || row.cards > MOST_CARDS ? null : createNameList(row);
}

const NAMES = `
  SELECT count(*)::int AS cards, string_agg(name, $1::text) AS names, string_agg(shown, $1) AS shown, string_agg(card_id, '') AS ids,
    string_agg(game, $1) AS games, string_agg(print_count, $1) AS "printCounts", (SELECT json_object_agg(code, id) FROM games) AS "gameIds"
  FROM (SELECT k.name, c.name AS shown, k.card_id::text, k.game, k.print_count::text
    FROM card_search k JOIN cards c ON c.id = k.card_id ORDER BY k.name, k.card_id LIMIT $2) k`;
