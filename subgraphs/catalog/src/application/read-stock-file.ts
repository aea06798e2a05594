import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { matchStock } from '../domain/match-stock.ts';
import { readStockHeader, readStockRow, type StockHeader, type StockLine } from '../domain/stock-line.ts';
import { readCsv, type CsvRow } from '../import/read-csv.ts';
import { GAMES } from '../import/sources/registry.ts';
import { stockChoices, type StockChoice } from '../persistence/stock-candidates.ts';
import {
  advanceReading,
  endReading,
  endStockImport,
  noteUnknownColumns,
  readPart,
  type StockImportRow,
} from '../persistence/stock-imports.ts';
import { insertStockLines, type StockLineRow } from '../persistence/stock-lines.ts';
import { holdJob, type ImportRun } from './import-run.ts';

/** Lines of one transaction: their candidates are held in memory, some thousands of printings at most. */
const AT_ONCE = 500;
/** Characters that are handed on at a time, so that the progress that is told is not a whole part ahead of the lines. */
const PIECE = 10_000;
/** All that TCGplayer sells of a game. */
const MOST_LINES = 250_000;

/**
 * Reads a stock file and notes what each line means, a transaction for each 500 lines. One that goes on reads the parts from the start and drops what is
 * noted. Answers whether it came to the end.
 */
export async function readStockFile(run: ImportRun, job: StockImportRow): Promise<boolean> {
  const file = createFile(run, job);
  let header: StockHeader | null = null;
  let batch: CsvRow[] = [];
  let count = 0;
  for await (const row of readCsv(file.pieces())) {
    if (!header) {
      const first = 'problem' in row ? row : readStockHeader(row.cells);
      if ('problem' in first) return fail(run, job, first.problem);
      header = first.header;
      await noteHeader(run, job, header);
      continue;
    }
    count += 1;
    if (count > MOST_LINES) return fail(run, job, `A stock file has at most ${MOST_LINES} lines: split it.`);
    if (row.line <= job.lastLine) continue;
    batch.push(row);
    if (batch.length < AT_ONCE) continue;
    await writeBatch(run, job, header, batch, file.sizeRead());
    batch = [];
    if (run.signal.aborted) return false;
  }
  if (!header) return fail(run, job, 'The file is empty.');
  if (batch.length > 0) await writeBatch(run, job, header, batch, file.sizeRead());
  await run.database.transaction(job.tenantId, async (tx) => {
    await holdJob(tx, run, job.id, true);
    await endReading(tx, job, file.digest());
  });
  return true;
}

/** The file's text, part by part, and what is known of it once it is read. */
function createFile({ database }: ImportRun, job: StockImportRow) {
  const hash = createHash('sha256');
  let size = 0;
  return {
    sizeRead: () => Math.min(size, job.sizeTotal),
    digest: () => hash.digest('hex'),
    async *pieces(): AsyncGenerator<string, void, undefined> {
      for (let position = 0; ; position += 1) {
        const text = await database.read(job.tenantId, (connection) => readPart(connection, job, position));
        if (text === null) return;
        hash.update(text);
        for (let at = 0; at < text.length; at += PIECE) {
          const piece = text.slice(at, at + PIECE);
          size += piece.length;
          yield piece;
        }
      }
    },
  };
}

async function fail(run: ImportRun, job: StockImportRow, problem: string): Promise<boolean> {
  await run.database.transaction(job.tenantId, async (tx) => {
    await holdJob(tx, run, job.id, true);
    await endStockImport(tx, job, 'FAILED', run.now(), problem);
  });
  return true;
}

async function noteHeader(run: ImportRun, job: StockImportRow, { unknown }: StockHeader): Promise<void> {
  await run.database.transaction(job.tenantId, async (tx) => {
    await holdJob(tx, run, job.id, false);
    await noteUnknownColumns(tx, job, unknown);
  });
}

async function writeBatch(
  run: ImportRun,
  job: StockImportRow,
  header: StockHeader,
  rows: readonly CsvRow[],
  sizeRead: number,
): Promise<void> {
  await run.database.transaction(job.tenantId, async (tx) => {
    await holdJob(tx, run, job.id, true);
    await insertStockLines(tx, job, await linesOf(tx, job.tenantId, header, rows));
    await advanceReading(tx, job, {
      lastLine: rows.at(-1)?.line ?? 0,
      sizeRead,
      processed: rows.length,
    });
  });
}

type NewLine = Omit<StockLineRow, 'appliedAt'>;

async function linesOf(
  tx: EntityManager,
  tenantId: string,
  header: StockHeader,
  rows: readonly CsvRow[],
): Promise<NewLine[]> {
  const read = rows.map((row) => ({
    at: row.line,
    row:
      'problem' in row
        ? ({ kind: 'INVALID', texts: NO_TEXTS, problem: row.problem } as const)
        : readStockRow(header, row.cells, GAMES),
  }));
  const lines = read.flatMap(({ row }) => (row.kind === 'LINE' ? row.line : []));
  const choices = await stockChoices(tx, tenantId, lines);
  const choiceOf = new Map(lines.map((line, index) => [line, choices[index]]));
  return read.map(({ at, row }): NewLine => {
    if (row.kind === 'LINE') return matchedLine(at, row.line, choiceOf.get(row.line));
    const problem = row.kind === 'EMPTY' ? null : row.problem;
    return { ...NOTHING, line: at, status: row.kind, texts: row.texts, problem };
  });
}

const NO_TEXTS = {
  tcgplayerId: null,
  productLine: '',
  setName: '',
  name: '',
  number: '',
  rarity: '',
  conditionText: '',
};

const NOTHING = {
  condition: null,
  finish: null,
  edition: null,
  quantity: null,
  counted: null,
  priceMinor: null,
  confidence: null,
  printId: null,
  candidates: [],
};

function matchedLine(at: number, line: StockLine, choice: StockChoice | undefined): NewLine {
  const { tcgplayerId, productLine, setName, name, number, rarity, conditionText } = line;
  const { condition, finish, edition, quantity, counted, priceMinor } = line;
  const said = {
    line: at,
    texts: { tcgplayerId, productLine, setName, name, number, rarity, conditionText },
    quantity,
    counted,
    priceMinor,
  };
  if (choice?.known) {
    const { printId, copy } = choice.known;
    const candidates = [{ printId, confidence: 1 }];
    return { ...said, ...copy, status: 'EXACT', confidence: 1, printId, candidates, problem: null };
  }
  const match = matchStock(line, choice?.candidates ?? []);
  return {
    ...said,
    condition,
    finish,
    edition,
    ...match.chosen?.copy,
    status: match.status,
    confidence: match.status === 'UNMATCHED' ? null : match.confidence,
    printId: match.chosen?.printId ?? null,
    candidates: match.candidates,
    problem: match.status === 'UNMATCHED' ? 'No printing of the catalog is like it.' : null,
  };
}
