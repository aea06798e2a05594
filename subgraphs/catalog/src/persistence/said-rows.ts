import { newId } from '@longbox/ids';
import type { EntityManager } from 'typeorm';
import { copyInto, updateFrom, type KeptRow, type RowPlace } from './row-text.ts';

/** What a batch's printings say of one thing each (their card, themselves): columns, because a thousand objects take longer to reach another thread. */
export interface SaidRows {
  /** The source's keys. */
  readonly keys: readonly string[];
  /** Of the rows as the import has them; see `content-hash.ts`. */
  readonly hashes: readonly string[];
  /** `PARTS` numbers for each: where its first part begins, and the length of each part; all 0 where only the key is said. */
  readonly places: Uint32Array;
}

/** The texts that stand one behind the other: the row itself, what the search knows of it, its prices. What is not said has no length. */
export const PARTS = { row: 0, found: 1, prices: 2 } as const;
export const NUMBERS_OF_PLACE = 1 + Object.keys(PARTS).length;

/** Where a part of what is said stands; null when it is not said. */
export function placeOf({ places }: SaidRows, n: number, part: keyof typeof PARTS): RowPlace | null {
  const first = n * NUMBERS_OF_PLACE;
  const lengthOf = (index: number) => places[first + 1 + index] ?? 0;
  const length = lengthOf(PARTS[part]);
  if (length === 0) return null;
  let at = places[first] ?? 0;
  for (let before = 0; before < PARTS[part]; before += 1) at += lengthOf(before);
  return { at, length };
}

export interface WrittenRows {
  /** By the source's key. */
  readonly idOf: ReadonlyMap<string, string>;
  /** Keys of those that were not there. */
  readonly created: ReadonlySet<string>;
  /** Keys of those that were there and differed. */
  readonly changed: ReadonlySet<string>;
}

/** A row to be written. */
export interface WrittenRow {
  /** Its number among what is said. */
  readonly n: number;
  readonly place: RowPlace;
  readonly id: string;
}

export interface Compared extends WrittenRows {
  /** What is stored of each row then. */
  readonly hashOf: ReadonlyMap<string, string>;
  readonly newRows: readonly WrittenRow[];
  readonly changedRows: readonly WrittenRow[];
}

/** Of a row that is not there, only the key was said: the row that said the rest could not be written. */
export class RowUntold extends Error {
  override readonly name = 'RowUntold';
}

/**
 * Tells what is new or differs of what is said, by one look at what is there, before it is written. `numbers`: those to look at, no key twice; what is
 * there and among `settled` is left as it is. Throws `RowUntold`.
 */
export async function compareWithKnown(
  tx: EntityManager,
  table: 'cards' | 'prints',
  gameId: string,
  said: SaidRows,
  numbers: readonly number[],
  settled: ReadonlySet<string>,
): Promise<Compared> {
  const keys = numbers.map((n) => said.keys[n] ?? '');
  const known: { readonly id: string; readonly key: string; readonly hash: string }[] =
    keys.length === 0
      ? []
      : await tx.query(
          `SELECT id, source_key AS key, content_hash AS hash FROM ${table} WHERE game_id = $1 AND source_key = ANY($2::text[])`,
          [gameId, keys],
        );
  const idOf = new Map(known.map(({ key, id }) => [key, id]));
  const hashOf = new Map(known.map(({ key, hash }) => [key, hash]));
  const [created, changed] = [new Set<string>(), new Set<string>()];
  const [newRows, changedRows]: [WrittenRow[], WrittenRow[]] = [[], []];
  numbers.forEach((n, index) => {
    const key = keys[index] ?? '';
    const hash = said.hashes[n] ?? '';
    const existing = idOf.get(key);
    if (existing !== undefined && (settled.has(key) || hashOf.get(key) === hash)) return;
    const place = placeOf(said, n, 'row');
    if (place === null) throw new RowUntold(`nobody has said what ${key} is`);
    const id = existing ?? newId();
    hashOf.set(key, hash);
    idOf.set(key, id);
    (existing === undefined ? created : changed).add(key);
    (existing === undefined ? newRows : changedRows).push({ n, place, id });
  });
  return { idOf, hashOf, created, changed, newRows, changedRows };
}

/** Writes what is new and what differs. `first`: the values of the first columns, the id among them, which only the writer knows. */
export async function writeRows(
  tx: EntityManager,
  table: 'cards' | 'prints',
  columns: readonly string[],
  { newRows, changedRows }: Compared,
  first: (row: WrittenRow) => readonly string[],
  bytes: Uint8Array,
): Promise<void> {
  const kept = (row: WrittenRow): KeptRow => ({ first: first(row), place: row.place });
  await copyInto(tx, table, columns, newRows.map(kept), bytes);
  await updateFrom(tx, table, columns, changedRows.map(kept), bytes);
}
