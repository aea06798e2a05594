import { newId } from '@longbox/ids';
import type { EntityManager } from 'typeorm';
import type { NeutralCard } from '../import/neutral.ts';
import { rowsOf, rowsSql, type RowPlace, type RowValue } from './row-text.ts';
import { cardText, givenTraits, givenWords, namesText, searchName } from './search-texts.ts';

export interface WrittenRows {
  /** By the source's key. */
  readonly idOf: ReadonlyMap<string, string>;
  /** Keys of those that were not there. */
  readonly created: ReadonlySet<string>;
  /** Keys of those that were there and differed. */
  readonly changed: ReadonlySet<string>;
}

/** A row by its source's key, with the hash of what it holds. */
interface KnownRow {
  readonly id: string;
  readonly key: string;
  readonly hash: string;
}

/** What is said of a row, where only the key is not enough. */
export interface Facts {
  /** See `content-hash.ts`. */
  readonly hash: string;
  /** Where the row stands. */
  readonly place: RowPlace;
}

/** What a source says of a card or a printing. */
export interface SaidRow {
  /** The source's. */
  readonly key: string;
  /** Null where only the key is said, because an earlier row has said the rest. */
  readonly facts: Facts | null;
}

/** Of a row that is not there, only the key was said: the row that said the rest could not be written. */
export class RowUntold extends Error {
  override readonly name = 'RowUntold';
}

/** A row to be written. */
interface WrittenRow<T extends SaidRow> {
  readonly said: T;
  readonly place: RowPlace;
  readonly id: string;
  /** Whether it was not there. */
  readonly isNew: boolean;
}

/**
 * Tells what is new or differs of what is said, by one look at what is there; `rows` are those to write, with their ids and hashes. What
 * is there and among `settled` is left as it is. No key may come twice. Throws `RowUntold`.
 */
export async function compareWithKnown<T extends SaidRow>(
  tx: EntityManager,
  table: 'cards' | 'prints',
  gameId: string,
  all: readonly T[],
  settled: ReadonlySet<string>,
): Promise<WrittenRows & { readonly rows: readonly WrittenRow<T>[] }> {
  const known: KnownRow[] =
    all.length === 0
      ? []
      : await tx.query(
          `SELECT id, source_key AS key, content_hash AS hash FROM ${table} WHERE game_id = $1 AND source_key = ANY($2::text[])`,
          [gameId, all.map(({ key }) => key)],
        );
  const byKey = new Map(known.map((row) => [row.key, row]));
  const idOf = new Map<string, string>();
  const created = new Set<string>();
  const changed = new Set<string>();
  const rows = all.flatMap((said) => {
    const existing = byKey.get(said.key);
    const id = existing?.id ?? newId();
    idOf.set(said.key, id);
    if (existing && settled.has(said.key)) return [];
    if (said.facts === null) throw new RowUntold(`nobody has said what ${said.key} is`);
    const { place, hash } = said.facts;
    if (existing?.hash === hash) return [];
    (existing ? changed : created).add(said.key);
    return [{ said, place, id, isNew: !existing }];
  });
  return { idOf, created, changed, rows };
}

/** The values of a card's row, in the order of `COLUMNS`. The words that find it are null where they are left to the database. */
export function cardRow(
  card: NeutralCard,
  hash: string,
  found: { readonly words: string | null; readonly nameWords: string | null; readonly traits: string | null },
): RowValue[] {
  const { key, name, typeLine, rulesText, otherNames, colors, keywords, attributes, legalities } = card;
  return [
    key,
    name,
    typeLine,
    rulesText,
    otherNames,
    colors,
    keywords,
    JSON.stringify(attributes),
    JSON.stringify(legalities),
    hash,
    found.words,
    found.nameWords,
    found.traits,
  ];
}

const COLUMNS = {
  id: 'uuid',
  is_new: 'boolean',
  key: 'text',
  name: 'text',
  type_line: 'text',
  rules_text: 'text',
  other_names: 'list',
  colors: 'list',
  keywords: 'list',
  attributes: 'jsonb',
  legalities: 'jsonb',
  hash: 'text',
  words: 'text',
  name_words: 'text',
  traits: 'text',
} as const;

/**
 * Writes the cards (`cardRow` made their rows, which stand in `bytes`) that are new or differ, in two statements however many they are, and for the new ones what the
 * search knows of them. Those that are there and `settled` by an earlier printing of the import are left as they are. No key may come twice. Throws `RowUntold`.
 */
export async function writeCards(
  tx: EntityManager,
  game: { readonly id: string; readonly code: string },
  cards: readonly SaidRow[],
  settled: ReadonlySet<string>,
  bytes: Uint8Array,
): Promise<WrittenRows> {
  const { rows, ...written } = await compareWithKnown(tx, 'cards', game.id, cards, settled);
  if (rows.length > 0) {
    const kept = rows.map(({ id, isNew, place }) => ({ first: [id, String(isNew)], place }));
    await tx.query(WRITE, [game.id, rowsOf(kept, bytes), game.code]);
  }
  return written;
}

/** New words of names in one order, because two imports may meet the same ones. */
const WRITE = `
  WITH t AS MATERIALIZED (${rowsSql('$2', COLUMNS)}
  ), written AS (
    INSERT INTO cards (id, game_id, source_key, name, type_line, rules_text, other_names, colors, keywords, attributes, legalities, content_hash)
    SELECT id, $1, key, name, type_line, rules_text, other_names, colors, keywords, attributes, legalities, hash FROM t
    ON CONFLICT (game_id, source_key) DO UPDATE SET name = excluded.name, type_line = excluded.type_line,
      rules_text = excluded.rules_text, other_names = excluded.other_names, colors = excluded.colors,
      keywords = excluded.keywords, attributes = excluded.attributes, legalities = excluded.legalities,
      content_hash = excluded.content_hash
  ), found AS (
    INSERT INTO card_search (card_id, game, name, document, traits)
    SELECT id, $3, ${searchName('t')}, array_to_tsvector(${givenWords('t.words', cardText('t'))}), ${givenTraits('t.traits', 't')}
    FROM t WHERE is_new
  )
  INSERT INTO name_words (word)
  SELECT DISTINCT word FROM t, unnest(${givenWords('t.name_words', namesText('t'))}) word
  WHERE is_new AND length(word) > 2 ORDER BY word
  ON CONFLICT DO NOTHING`;
