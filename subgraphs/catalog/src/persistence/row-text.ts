import { copyRows } from '@longbox/postgres';
import type { EntityManager } from 'typeorm';

/**
 * Rows as `COPY` reads them. A thread that reads files makes the bytes of a row, the one that writes adds what only it knows (`rowsOf`), and neither
 * builds anything of it in between.
 */

/** Between values and for none stand control characters, which the catalog's texts have none of but line ends. */
const VALUE_END = '\u001f';
const NOTHING = '\u001d';
const FORMAT = String.raw`(DELIMITER E'\x1f', NULL E'\x1d')`;
/** What `COPY` would take for something else. */
const SPECIAL = new RegExp(`[\\\\\n\r${NOTHING}${VALUE_END}]`);
const EVERY_SPECIAL = new RegExp(SPECIAL, 'g');
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' };

/** What stands in a column: a text, or a list of texts. */
export type RowValue = string | null | readonly string[];

/** A row, or the part of one, as a text. */
export function rowText(values: readonly RowValue[]): string {
  return values.map(textOf).join(VALUE_END);
}

/** A row with one more value at its end. */
export function withValue(row: string, value: RowValue): string {
  return row + VALUE_END + textOf(value);
}

function textOf(value: RowValue): string {
  if (value === null) return NOTHING;
  return escaped(typeof value === 'string' ? value : `{${value.map(quoted).join(',')}}`);
}

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(EVERY_SPECIAL, (character) => ESCAPED[character] ?? ' ') : text;
}

function quoted(item: string): string {
  return `"${/["\\]/.test(item) ? item.replace(/["\\]/g, String.raw`\$&`) : item}"`;
}

/** Where a text stands among the bytes of its batch. */
export interface RowPlace {
  readonly at: number;
  readonly length: number;
}

/** Collects the texts of a batch. */
export interface RowKeeper {
  keep(text: string): RowPlace;
  /** The bytes of all that was kept since the last time; they are the caller's, to be handed to another thread. */
  take(): Uint8Array<ArrayBuffer>;
  /** Gives memory back that was taken and is not needed any more: new memory for each batch has to be found, cleared and collected. */
  giveBack(memory: ArrayBuffer): void;
}

/** A thousand records of Scryfall have some 1.5 MB. */
const FIRST_BYTES = 2 * 1024 * 1024;

export function createRowKeeper(): RowKeeper {
  const spare: ArrayBuffer[] = [];
  let bytes = Buffer.from(new ArrayBuffer(FIRST_BYTES));
  let size = 0;
  return {
    keep(text) {
      // A character takes three bytes at most, and four where it is two for JavaScript.
      if (size + text.length * 3 > bytes.length) {
        const larger = Buffer.from(new ArrayBuffer((size + text.length * 3) * 2));
        bytes.copy(larger, 0, 0, size);
        bytes = larger;
      }
      const place = { at: size, length: bytes.write(text, size) };
      size += place.length;
      return place;
    },
    take() {
      const taken = new Uint8Array(bytes.buffer, 0, size);
      bytes = Buffer.from(spare.pop() ?? new ArrayBuffer(FIRST_BYTES));
      size = 0;
      return taken;
    },
    giveBack(memory) {
      spare.push(memory);
    },
  };
}

/** A row of `bytes`, between the texts that stand before and behind what was kept: ASCII, with nothing that would have to be escaped. */
export interface KeptRow {
  readonly first: readonly string[];
  readonly place: RowPlace;
  /** Goes on with the last value that was kept. */
  readonly last?: string;
}

/** Rows as `COPY` reads them, in `memory` where it is large enough. */
export function rowsOf(
  rows: readonly KeptRow[],
  bytes: Uint8Array,
  memory: Buffer<ArrayBuffer> = Buffer.alloc(0),
): Buffer<ArrayBuffer> {
  const size = rows.reduce(
    (sum, { first, place, last = '' }) =>
      sum + first.reduce((length, value) => length + value.length + 1, 0) + place.length + last.length + 1,
    0,
  );
  const text = memory.length >= size ? memory : Buffer.from(new ArrayBuffer(size + size / 4));
  let at = 0;
  for (const { first, place, last } of rows) {
    for (const value of first) at += text.write(value + VALUE_END, at, 'latin1');
    text.set(bytes.subarray(place.at, place.at + place.length), at);
    at += place.length;
    at += text.write(last === undefined ? '\n' : `${last}\n`, at, 'latin1');
  }
  return text.subarray(0, at);
}

/** Memory that rows were sent from, for the next ones; each is in one hand at a time. As much as one import takes. */
const spareMemory: Buffer<ArrayBuffer>[] = [];
const MOST_SPARE = 1;

/** Writes rows into these columns of a table. */
export async function copyInto(
  tx: EntityManager,
  table: string,
  columns: readonly string[],
  rows: readonly KeptRow[],
  bytes: Uint8Array,
): Promise<void> {
  if (rows.length === 0) return;
  const text = rowsOf(rows, bytes, spareMemory.pop());
  await copyRows(tx, `COPY ${table} (${columns.join(', ')}) FROM STDIN ${FORMAT}`, text);
  if (spareMemory.length < MOST_SPARE) spareMemory.push(Buffer.from(text.buffer));
}

/**
 * Makes rows of a table what these rows say, by their `id`, which is among the columns: they are copied into a table of the transaction's own first.
 */
export async function updateFrom(
  tx: EntityManager,
  table: string,
  columns: readonly string[],
  rows: readonly KeptRow[],
  bytes: Uint8Array,
): Promise<void> {
  if (rows.length === 0) return;
  const differing = `differing_${table}`;
  await tx.query(`CREATE TEMPORARY TABLE ${differing} (LIKE ${table}) ON COMMIT DROP`);
  await copyInto(tx, differing, columns, rows, bytes);
  const values = columns.filter((column) => column !== 'id').map((column) => `${column} = d.${column}`);
  await tx.query(`UPDATE ${table} t SET ${values.join(', ')} FROM ${differing} d WHERE t.id = d.id`);
}
