/**
 * Rows as one text, which the database takes apart with two plain splits: a fifth of the time that it takes to read them as JSON. A thread that reads files makes
 * the bytes of a row, the one that writes adds what only it knows (`rowsOf`), and neither builds anything of it in between.
 */

/** Between them stand control characters, which the catalog's texts have none of but line ends. */
const [ITEM_END, NOTHING, ROW_END, VALUE_END] = ['\u001c', '\u001d', '\u001e', '\u001f'];
const SEPARATORS = new RegExp(`[${ITEM_END}-${VALUE_END}]`, 'g');

/** What stands in a column: a text, or a list of texts none of which is empty. */
export type RowValue = string | null | readonly string[];

/** Where the values of a row stand among the bytes of its batch. */
export interface RowPlace {
  readonly at: number;
  readonly length: number;
}

/** Collects the rows of a batch. */
export interface RowKeeper {
  keep(values: readonly RowValue[]): RowPlace;
  /** The bytes of all rows kept since the last time; they are the caller's, to be handed to another thread. */
  take(): Uint8Array<ArrayBuffer>;
}

/** A thousand records of Scryfall have some 1.5 MB. */
const FIRST_BYTES = 2 * 1024 * 1024;

export function createRowKeeper(): RowKeeper {
  let bytes = Buffer.from(new ArrayBuffer(FIRST_BYTES));
  let size = 0;
  return {
    keep(values) {
      const text = values.map(textOf).join(VALUE_END);
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
      bytes = Buffer.from(new ArrayBuffer(FIRST_BYTES));
      size = 0;
      return taken;
    },
  };
}

function textOf(value: RowValue): string {
  if (value === null) return NOTHING;
  if (typeof value === 'string') return withoutSeparators(value);
  return value.map(withoutSeparators).join(ITEM_END);
}

function withoutSeparators(text: string): string {
  return text.replace(SEPARATORS, ' ');
}

/** A row of `bytes`, with the values that stand in front of those that were kept. */
export interface KeptRow {
  readonly first: readonly string[];
  readonly place: RowPlace;
}

/** Rows as `rowsSql` reads them. */
export function rowsOf(rows: readonly KeptRow[], bytes: Uint8Array): Buffer {
  const heads = rows.map(({ first }) => first.join(VALUE_END) + VALUE_END);
  const size = rows.reduce((sum, { place }, n) => sum + place.length + (heads[n]?.length ?? 0) + 1, 0);
  const text = Buffer.allocUnsafe(size);
  let at = 0;
  rows.forEach(({ place }, n) => {
    if (n > 0) at += text.write(ROW_END, at, 'latin1');
    at += text.write(heads[n] ?? '', at, 'latin1');
    text.set(bytes.subarray(place.at, place.at + place.length), at);
    at += place.length;
  });
  return text.subarray(0, at);
}

/** What a column of a row is: a list of texts, or a type of PostgreSQL. */
export type ColumnType = 'list' | 'text' | 'uuid' | 'boolean' | 'integer' | 'date' | 'jsonb';

/** A query that gives the rows of a parameter, with these columns in their order. */
export function rowsSql(parameter: string, columns: Readonly<Record<string, ColumnType>>): string {
  const values = Object.entries(columns).map(([name, type], n) => {
    if (type === 'list') return `string_to_array(f[${n + 1}], ${sqlText(ITEM_END)}) AS ${name}`;
    return `f[${n + 1}]${type === 'text' ? '' : `::${type}`} AS ${name}`;
  });
  // Without the OFFSET each column would split its row anew.
  return `SELECT ${values.join(', ')} FROM (
    SELECT string_to_array(line, ${sqlText(VALUE_END)}, ${sqlText(NOTHING)}) AS f
    FROM string_to_table(${parameter}::text, ${sqlText(ROW_END)}) AS line OFFSET 0) AS split`;
}

function sqlText(character: string | undefined): string {
  return `U&'\\00${(character?.charCodeAt(0) ?? 0).toString(16)}'`;
}
