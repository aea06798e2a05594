import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  GAMES,
  SOURCES,
  openTerminalImport,
  readCatalogConfig,
  type TerminalImportOptions,
} from '@longbox/catalog';
import { readStoreDirectory } from '@longbox/gateway/identity';
import { databasesOfStore } from '../events/open-log.ts';
import { requiredUrl } from '../backing.ts';
import { givenPath } from '../given-path.ts';
import type { Life } from '../life.ts';
import { loggerOf } from '../logging.ts';
import { StartProblem } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { isNothingRead, progressBar, summary } from '../import-report.ts';
import { untilOver } from '../terminal-progress.ts';

export interface ImportArguments {
  readonly store?: string | undefined;
  readonly source?: string | undefined;
}

const WORDS = GAMES.map(({ word }) => word);

export const IMPORT_USAGE = `  import <${WORDS.join('|')}> <file or folder> [--source <format>] [--store <slug>]`;

const PROBLEMS_SHOWN = 20;

/**
 * `import`: reads a file or folder of card data into the catalog in this process, with a progress bar, and says what became of it; the store may run or be
 * stopped. Answers the exit code: 0 when it went through and
 * anything could be read. One that was broken off goes on when it is asked for again. Throws `StartProblem`.
 */
export async function importCards(
  life: Life,
  settings: Settings,
  [gameWord = '', path, ...more]: readonly string[],
  options: ImportArguments,
): Promise<number> {
  const game = gameOf(gameWord);
  const source = sourceOf(options.source);
  if (path === undefined || more.length > 0)
    throw new StartProblem(`import takes a game and one file or folder:\n${IMPORT_USAGE}`);
  const storeId = storeOf(settings, options.store ?? 'demo');
  const urls = await databasesOfStore(life, settings, ['catalog']);
  const running = await life.begin(
    'the import',
    () =>
      openTerminalImport({
        databaseUrl: requiredUrl(urls, 'catalog'),
        storeId,
        game,
        ...(source && { source }),
        path: givenPath(path),
        leaseSeconds: readCatalogConfig().importLeaseSeconds,
        logger: loggerOf(settings),
      }).catch((cause: unknown) => {
        throw cause instanceof RangeError ? new StartProblem(cause.message, { cause }) : cause;
      }),
    (started) => started.close(),
  );
  if (running.goesOn) console.error('  · goes on with the import of this path that did not end');
  const job = await life.during(
    untilOver(
      () => running.job(),
      ({ finishedAt }) => finishedAt !== null,
      (seen, columns) => progressBar(seen, new Date(), columns),
    ),
  );
  console.log(summary(job, await life.during(running.problems(PROBLEMS_SHOWN))));
  return job.status === 'COMPLETED' && !isNothingRead(job) ? 0 : 1;
}

function gameOf(given: string): TerminalImportOptions['game'] {
  const game = GAMES.find(({ word }) => word === given);
  if (game) return game.code;
  throw new StartProblem(
    `import takes one of ${WORDS.join(', ')}, not ${given || 'nothing'}:\n${IMPORT_USAGE}`,
  );
}

function sourceOf(given: string | undefined): TerminalImportOptions['source'] {
  if (given === undefined) return undefined;
  const codes = SOURCES.map(({ code }) => code);
  const source = codes.find((code) => code === given.toUpperCase().replaceAll('-', '_'));
  if (source) return source;
  throw new StartProblem(`--source takes one of ${codes.join(', ')}, not ${given}.`);
}

function storeOf({ storesFile, dataDir }: Settings, slug: string): string {
  const file = storesFile ?? join(dataDir, 'stores.json');
  if (!existsSync(file))
    throw new StartProblem(`There is no store in ${dataDir} yet: run \`npm start\` first.`);
  const { stores } = readStoreDirectory(file);
  const store = stores.find((each) => each.slug === slug);
  if (store) return store.id;
  throw new StartProblem(`--store takes one of ${stores.map((each) => each.slug).join(', ')}, not ${slug}.`);
}
