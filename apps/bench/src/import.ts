import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newId } from '@longbox/ids';
import { startLocalPostgres } from '@longbox/local-postgres';
import pg from 'pg';
import type { ImportCost } from './import-process.ts';
import { IMPORT_FLAGS } from './programs.ts';
import { quantile, type BenchmarkOptions, type Findings } from './report.ts';
import { writeScryfallFile, type FileShape } from './scryfall-file.ts';

/** What an import writes, the job's own rows aside. */
const TABLES = [
  'card_sets',
  'cards',
  'prints',
  'print_search',
  'card_search',
  'name_words',
  'observed_prices',
] as const;
const COPY_ROUNDS = 3;
const DEFAULT_RECORDS = 120_000;

/**
 * How fast a file in the shape of Scryfall's default cards comes in: into an empty catalog, the same file again, and the next day's file
 * (one card in a hundred and one price in three differ) into the full catalog; each in a process of its own, whose peak memory is measured. Beside it
 * what no import can be faster than: `COPY`, from a file on the server, of the very rows that were written into tables without an index.
 * Options: `records` (120,000), `folder` (where the generated files are kept for the next run; left out, they are discarded).
 */
export async function run({ given, say }: BenchmarkOptions): Promise<Findings> {
  const records = Number(given['records'] ?? DEFAULT_RECORDS);
  const folder = mkdtempSync(join(tmpdir(), 'longbox-bench-'));
  const postgres = await startLocalPostgres({ dataDir: folder, databases: ['catalog'] });
  try {
    const files = given['folder'] ?? folder;
    for (const day of [1, 2]) await ensureFile(join(files, `day-${day}.json`), { records, day }, say);
    const megabytes = statSync(join(files, 'day-1.json')).size / 2 ** 20;
    const store = newId();
    const importFile = (file: string) =>
      importInItsOwnProcess([postgres.urls['catalog'] ?? '', store, files, file], say);
    const empty = await importFile('day-1.json');
    const again = await importFile('day-1.json');
    const nextDay = await importFile('day-2.json');
    if (empty.job.created < records || again.job.created + again.job.updated > 0)
      throw new Error('the imports did not do what they should have');
    const url = Object.assign(new URL(postgres.superuserUrl), { pathname: '/catalog' }).href;
    const copyMs = await copyOfTheSameRows(url, say);

    const rate = ({ ms }: { readonly ms: number }) => (records / ms) * 1_000;
    const copyRate = rate({ ms: copyMs });
    return {
      data: `${records.toLocaleString('en-US')} records, ${Math.round(megabytes)} MB; the day after, ${nextDay.job.updated.toLocaleString('en-US')} printings differ`,
      figures: {
        recordsPerSecond: rate(empty),
        recordsPerSecondSameAgain: rate(again),
        recordsPerSecondNextDay: rate(nextDay),
        recordsPerSecondCopy: copyRate,
        peakRssMb: Math.max(...[empty, again, nextDay].map(({ peakRssMb }) => peakRssMb)),
        processorSeconds: empty.processorMs / 1_000,
      },
      ratios: {
        vsCopy: rate(empty) / copyRate,
        vsCopySameAgain: rate(again) / copyRate,
        vsCopyNextDay: rate(nextDay) / copyRate,
      },
    };
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ensureFile(path: string, shape: FileShape, say: (line: string) => void): Promise<void> {
  if (existsSync(path)) return;
  say(`writing ${shape.records.toLocaleString('en-US')} records to ${path}`);
  await writeScryfallFile(path, shape);
}

async function importInItsOwnProcess(
  args: readonly string[],
  say: (line: string) => void,
): Promise<ImportCost> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...process.execArgv,
    ...IMPORT_FLAGS,
    join(import.meta.dirname, 'import-process.ts'),
    ...args,
  ]);
  const cost = JSON.parse(stdout) as ImportCost;
  const { status, created, updated, skipped, failed } = cost.job;
  say(
    `${args.at(-1) ?? ''}: ${status}, ${created} created, ${updated} updated, ${skipped} skipped, ${failed} failed, ${(cost.ms / 1_000).toFixed(1)} s, of which ${(cost.processorMs / 1_000).toFixed(1)} s of Node.js’s processor time, ${Math.round(cost.peakRssMb)} MB`,
  );
  if (status !== 'COMPLETED' || failed > 0) throw new Error('the import did not go through');
  return cost;
}

/** How long `COPY` takes for all rows that the imports wrote: the median of several rounds, in milliseconds. */
async function copyOfTheSameRows(url: string, say: (line: string) => void): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ folder: string }>(
      "SELECT current_setting('data_directory') AS folder",
    );
    const fileOf = (table: string) => pg.escapeLiteral(join(rows[0]?.folder ?? '', `${table}.copy`));
    for (const table of TABLES) await client.query(`COPY ${table} TO ${fileOf(table)}`);
    const rounds: number[] = [];
    for (let round = 0; round < COPY_ROUNDS; round += 1) {
      for (const table of TABLES) await client.query(`CREATE TABLE plain_${table} (LIKE ${table})`);
      const from = performance.now();
      for (const table of TABLES) await client.query(`COPY plain_${table} FROM ${fileOf(table)}`);
      rounds.push(performance.now() - from);
      for (const table of TABLES) await client.query(`DROP TABLE plain_${table}`);
    }
    say(`COPY of the same rows: ${rounds.map((ms) => `${(ms / 1_000).toFixed(2)} s`).join(', ')}`);
    return quantile(rounds, 0.5);
  } finally {
    await client.end();
  }
}
