import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startLocalPostgres } from '@longbox/local-postgres';
import pg from 'pg';
import type { BenchmarkOptions, Findings } from '../report.ts';
import { contentOf, differences } from './content.ts';
import { openTerminal, type FinishedJob, type Terminal } from './terminal.ts';

/** The word of the command line, and the folder below `cards`. */
const GAMES = [
  ['mtg', 'mtg'],
  ['pokemon', 'pokemon'],
  ['yugioh', 'yugioh'],
  ['onepiece', 'onepiece'],
] as const;
const DEFAULT_FOLDER = '../shared/data/cards';

interface GameOutcome {
  readonly first: FinishedJob;
  readonly again: FinishedJob;
  readonly killedAt: number;
}

/**
 * All real card data at hand through `npm run import`: once, once more, which must change nothing, and into another catalog by processes that are killed
 * (SIGKILL) in the middle of each game and started again, which must come to the same tables. Throws when it is otherwise, and names what
 * could not be read. Option: `folder` (../shared/data/cards).
 */
export async function run({ given, say }: BenchmarkOptions): Promise<Findings> {
  const cards = resolve(given['folder'] ?? DEFAULT_FOLDER);
  if (!existsSync(cards)) throw new RangeError(`There are no cards at ${cards}: say --folder=…`);
  const folder = mkdtempSync(join(tmpdir(), 'longbox-bench-'));
  const postgres = await startLocalPostgres({ dataDir: folder, databases: ['whole', 'killed'] });
  const clients: pg.Client[] = [];
  const open = async (database: string) => {
    const url = Object.assign(new URL(postgres.superuserUrl), { pathname: `/${database}` }).href;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    clients.push(client);
    return { client, terminal: openTerminal(folder, postgres.urls[database] ?? '', client) };
  };
  try {
    const whole = await open('whole');
    const killed = await open('killed');
    const from = performance.now();
    const firsts = await eachGame(cards, (game, path) => whole.terminal.whole(game, path));
    const ms = performance.now() - from;
    const expected = await contentOf(whole.client);
    const agains = await eachGame(cards, (game, path) => whole.terminal.whole(game, path));
    expectSame('the second time', expected, await contentOf(whole.client));
    const killedAt = await eachGame(cards, (game, path, index) =>
      killAndGoOn(killed.terminal, game, path, firsts[index]),
    );
    expectSame('the import that was killed', expected, await contentOf(killed.client));
    const outcomes = firsts.map((first, index): readonly [string, GameOutcome] => [
      GAMES[index]?.[0] ?? '',
      { first, again: agains[index] ?? first, killedAt: killedAt[index] ?? 0 },
    ]);
    sayTable(outcomes, say);
    for (const [table, { rows, digest }] of Object.entries(expected))
      say(`${table}: ${rows.toLocaleString('en-US')} rows, ${digest}`);
    return findings(outcomes, ms);
  } finally {
    for (const client of clients) await client.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function eachGame<T>(
  cards: string,
  work: (game: string, path: string, index: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  for (const [index, [game, path]] of GAMES.entries())
    results.push(await work(game, join(cards, path), index));
  return results;
}

/** Kills at the middle, goes on, and holds the job to the counts of one that was not killed. */
async function killAndGoOn(
  terminal: Terminal,
  game: string,
  path: string,
  expected: FinishedJob | undefined,
): Promise<number> {
  const killedAt = await terminal.killed(game, path, Math.floor((expected?.processed ?? 0) / 2));
  const job = await terminal.whole(game, path);
  if (JSON.stringify(job) !== JSON.stringify(expected))
    throw new Error(
      `${game}, killed at ${killedAt}: ${JSON.stringify(job)} instead of ${JSON.stringify(expected)}`,
    );
  return killedAt;
}

function expectSame(what: string, ...[expected, found]: Parameters<typeof differences>): void {
  const tables = differences(expected, found);
  if (tables.length > 0) throw new Error(`${what} came to something else in ${tables.join(', ')}`);
}

function sayTable(outcomes: readonly (readonly [string, GameOutcome])[], say: (line: string) => void): void {
  const count = (value: number) => value.toLocaleString('en-US');
  say('game: records in = created + updated + skipped (of them left out) + failed; again; killed at');
  for (const [game, { first, again, killedAt }] of outcomes) {
    const leftOut = Object.entries(first.leftOut).map(([reason, records]) => `${count(records)} ${reason}`);
    say(
      `${game}: ${count(first.processed)} in, ${count(first.created)} created, ${count(first.updated)} updated, ${count(first.skipped)} skipped` +
        ` (${leftOut.join(', ') || 'none left out'}), ${count(first.failed)} failed; again ${count(again.created)} created, ${count(again.updated)} updated;` +
        ` killed at ${count(killedAt)}`,
    );
    for (const problem of first.problems) say(`  ${problem}`);
    if (again.created + again.updated > 0) throw new Error(`${game} changed the second time`);
  }
}

function findings(outcomes: readonly (readonly [string, GameOutcome])[], ms: number): Findings {
  const sum = (of: (outcome: GameOutcome) => number) =>
    outcomes.reduce((total, [, outcome]) => total + of(outcome), 0);
  const recordsIn = sum(({ first }) => first.processed);
  return {
    data: `all of shared/data/cards: ${recordsIn.toLocaleString('en-US')} records of ${outcomes.length} games`,
    figures: {
      recordsIn,
      created: sum(({ first }) => first.created),
      updated: sum(({ first }) => first.updated),
      skipped: sum(({ first }) => first.skipped),
      failed: sum(({ first }) => first.failed),
      changedTheSecondTime: sum(({ again }) => again.created + again.updated),
      seconds: ms / 1_000,
    },
  };
}
