import type { Client } from 'pg';

/**
 * What each table that an import writes holds, a row of text for each of its rows: all columns, the ids, which are drawn, replaced by the keys that sources know
 * things by. Two catalogs that were told the same give the same rows.
 */
const ROWS: Readonly<Record<string, string>> = {
  games: `SELECT (to_jsonb(g))::text AS row FROM games g`,
  card_sets: `SELECT concat_ws(' ', g.code, to_jsonb(s) - 'id' - 'game_id') AS row FROM card_sets s JOIN games g ON g.id = s.game_id`,
  cards: `SELECT concat_ws(' ', g.code, to_jsonb(c) - 'id' - 'game_id') AS row FROM cards c JOIN games g ON g.id = c.game_id`,
  prints: `SELECT concat_ws(' ', g.code, c.source_key, s.source_key, to_jsonb(p) - '{id,game_id,card_id,set_id}'::text[]) AS row
    FROM prints p JOIN games g ON g.id = p.game_id JOIN cards c ON c.id = p.card_id JOIN card_sets s ON s.id = p.set_id`,
  print_search: `SELECT concat_ws(' ', c.game_id, c.source_key, p.source_key, to_jsonb(w) - '{print_id,card_id}'::text[]) AS row
    FROM print_search w LEFT JOIN prints p ON p.id = w.print_id LEFT JOIN cards c ON c.id = w.card_id`,
  card_search: `SELECT concat_ws(' ', c.source_key, to_jsonb(w) - 'card_id') AS row FROM card_search w LEFT JOIN cards c ON c.id = w.card_id`,
  name_words: `SELECT word AS row FROM name_words`,
  observed_prices: `SELECT concat_ws(' ', p.game_id, p.source_key, o.prices) AS row FROM observed_prices o LEFT JOIN prints p ON p.id = o.print_id`,
};

/** What a table holds, in short. */
export interface TableContent {
  readonly rows: number;
  /** Of all rows, in an order of their own. */
  readonly digest: string;
}

/** What an import has made of the catalog, table by table. */
export async function contentOf(client: Client): Promise<Readonly<Record<string, TableContent>>> {
  const content: Record<string, TableContent> = {};
  for (const [table, rows] of Object.entries(ROWS)) {
    // The digest of each row first: the text of a whole table would not fit into one value.
    const { rows: found } = await client.query<TableContent>(
      `SELECT count(*)::int AS rows, md5(coalesce(string_agg(digest, '' ORDER BY digest), '')) AS digest
       FROM (SELECT md5(t.row) AS digest FROM (${rows}) AS t) AS d`,
    );
    if (found[0]) content[table] = found[0];
  }
  return content;
}

/** The tables that differ. */
export function differences(
  one: Readonly<Record<string, TableContent>>,
  other: Readonly<Record<string, TableContent>>,
): string[] {
  return Object.keys(ROWS).filter(
    (table) => one[table]?.digest !== other[table]?.digest || one[table]?.rows !== other[table]?.rows,
  );
}
