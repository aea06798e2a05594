import { parse } from 'csv-parse/sync';

/** A row of a CSV file, or why there is none where one should be. `line`: where it begins, from 1. */
export type CsvRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly problem: string };

/** A quoted text may hold line breaks; one that is open for longer than this lacks its second quote. Rows of sellers' files have 300 characters. */
const MOST_OPEN = 16 * 1024;
/** What is taken apart at a time. */
const BLOCK = 64 * 1024;

interface Line {
  readonly number: number;
  readonly text: string;
}

/**
 * The rows of a CSV file that comes in pieces: with or without a byte order mark, lines ended by CRLF, LF or CR, quotes doubled inside quotes or stray. Blank lines are passed
 * over. A row that cannot be read is a problem, and the next line is read as if it were not there. Memory is a block, whatever the file's size.
 */
export async function* readCsv(
  pieces: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<CsvRow, void, undefined> {
  const blocks = createBlocks();
  const lines = createLines();
  let isFirst = true;
  for await (const piece of pieces) {
    const text = isFirst ? piece.replace(/^\ufeff/, '') : piece;
    isFirst &&= piece === '';
    for (const line of lines.push(text)) yield* blocks.push(line);
  }
  for (const line of lines.end()) yield* blocks.push(line);
  yield* blocks.end();
}

/** Text in, lines out; of a line without end no more is kept than tells that it is too long. */
function createLines() {
  let rest = '';
  let count = 0;
  const take = (text: string): Line => ({ number: ++count, text });
  return {
    *push(piece: string): Generator<Line> {
      // A CR at the end may be half of a CRLF, whose other half is yet to come.
      const parts = (rest + piece).split(/\r\n|\n|\r(?!$)/);
      rest = parts.pop() ?? '';
      for (const part of parts) yield take(part);
      if (rest.length > 2 * MOST_OPEN)
        rest = rest.slice(0, MOST_OPEN + 1) + (rest.endsWith('\r') ? '\r' : '');
    },
    *end(): Generator<Line> {
      if (rest !== '') yield take(rest.replace(/\r$/, ''));
    },
  };
}

/** Lines in, rows out. Lines are taken apart together as far as all quotes among them have their second one. */
function createBlocks() {
  let block: Line[] = [];
  let size = 0;
  /** Where in the block the text begins that is open, and how long it is. */
  let open: { readonly from: number; size: number } | null = null;

  const openFrom = () => open?.from;

  function* push(line: Line): Generator<CsvRow> {
    block.push(line);
    size += line.text.length;
    if (open) open.size += line.text.length;
    if (quotesIn(line.text) % 2 === 1)
      open = open ? null : { from: block.length - 1, size: line.text.length };
    if (open && open.size > MOST_OPEN) yield* giveUp(open.from);
    else if (!open && size >= BLOCK) yield* flush();
  }

  /** What was open stays so: its first line stands for itself, and those behind it are read anew. */
  function* giveUp(from: number): Generator<CsvRow> {
    const [blamed, ...others] = block.slice(from);
    block = block.slice(0, from);
    yield* flush();
    if (blamed) yield* rowsOf([blamed]);
    for (const line of others) yield* push(line);
  }

  function* flush(): Generator<CsvRow> {
    const lines = block;
    block = [];
    size = 0;
    open = null;
    yield* rowsOf(lines);
  }

  return {
    push,
    *end(): Generator<CsvRow> {
      for (let from = openFrom(); from !== undefined; from = openFrom()) yield* giveUp(from);
      yield* flush();
    },
  };
}

function quotesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}

/** The rows of lines that belong together. */
function rowsOf(lines: readonly Line[]): CsvRow[] {
  const [first] = lines;
  if (!first) return [];
  const long = lines.find(({ text }) => text.length > MOST_OPEN);
  if (long && lines.length > 1) return lines.flatMap((line) => rowsOf([line]));
  if (long) return [{ line: first.number, problem: `A row has at most ${MOST_OPEN} characters.` }];
  try {
    const rows: CsvRow[] = [];
    let next = first.number;
    parse(lines.map(({ text }) => text).join('\n'), {
      relaxQuotes: true,
      relaxColumnCount: true,
      recordDelimiter: '\n',
      onRecord(cells: string[], info) {
        if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: next, cells });
        next = first.number + info.lines;
        return null;
      },
    });
    return rows;
  } catch {
    if (lines.length > 1) return lines.flatMap((line) => rowsOf([line]));
    return [{ line: first.number, problem: 'A quoted text in this row does not end.' }];
  }
}
