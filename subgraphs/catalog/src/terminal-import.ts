import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { newId } from '@longbox/ids';
import type { Database } from '@longbox/postgres';
import type { Logger } from 'pino';
import { newJob } from './application/import-queue.ts';
import { createImportWorker } from './application/import-worker.ts';
import { openCatalogDatabase } from './database.ts';
import type { CatalogSource, GameCode } from './domain/catalog.ts';
import { sourceOf } from './import/sources/registry.ts';
import { enqueueImport, unfinishedImport } from './persistence/import-jobs.ts';
import { readImportJobs, readImportProblems } from './persistence/read-by-key.ts';
import type { ImportJobRow, ImportProblemRow } from './persistence/rows.ts';

export interface TerminalImportOptions {
  readonly databaseUrl: string;
  /** The store on whose account it is done. */
  readonly storeId: string;
  readonly game: GameCode;
  /** Left out: the usual format of the game. */
  readonly source?: CatalogSource;
  /** The file or folder, wherever it is. */
  readonly path: string;
  readonly leaseSeconds: number;
  readonly logger: Logger;
}

/** An import that this process does itself, over a catalog whose server may run or not. */
export interface TerminalImport {
  /** Whether it goes on with one that was begun before and did not end. */
  readonly goesOn: boolean;
  job(): Promise<ImportJobRow>;
  /** The first problems, `limit` at most. */
  problems(limit: number): Promise<ImportProblemRow[]>;
  /** Ends the batch in hand, and closes. A job that has not ended is gone on with by the next one of the same path. */
  close(): Promise<void>;
}

/**
 * Begins an import of any file or folder of this machine, or goes on with the store's unfinished one of the same path and format. It waits while another import of
 * the store runs. Throws a `RangeError` when the game has no such format or nothing is at the path, `DatabaseUnavailable` and `MigrationFailed`.
 */
export async function openTerminalImport(options: TerminalImportOptions): Promise<TerminalImport> {
  const { storeId: tenantId, game, logger, leaseSeconds } = options;
  const source = sourceOf(game, options.source ?? null);
  if (!source) throw new RangeError(`${game} has no data in the format ${options.source ?? ''}.`);
  const location = realOf(options.path);
  const folder = dirname(location);
  const path = basename(location);
  const database = await openCatalogDatabase(options.databaseUrl, CONNECTIONS);
  try {
    const { id, goesOn } = await findOrEnqueue(database, {
      tenantId,
      game,
      source: source.code,
      folder,
      path,
    });
    const worker = createImportWorker({
      database,
      folder,
      leaseSeconds,
      now: () => new Date(),
      logger,
      only: id,
    });
    await worker.start();
    return {
      goesOn,
      async job() {
        const [job] = await database.read(tenantId, (connection) =>
          readImportJobs(connection, tenantId, [id]),
        );
        if (!job) throw new Error(`the import ${id} is not there`);
        return job;
      },
      problems: (limit) =>
        database.read(tenantId, (connection) => readImportProblems(connection, tenantId, id, 0, limit)),
      async close() {
        await worker.stop();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** One that writes, one that is asked how far it is, one for the products that follow. */
const CONNECTIONS = 3;

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (cause) {
    throw new RangeError(`Nothing readable is at ${path}.`, { cause });
  }
}

function findOrEnqueue(
  database: Database,
  wish: Pick<ImportJobRow, 'tenantId' | 'game' | 'source' | 'path'> & { readonly folder: string },
): Promise<{ id: string; goesOn: boolean }> {
  const { folder, ...job } = wish;
  return database.transaction(wish.tenantId, async (tx) => {
    const unfinished = await unfinishedImport(tx, wish.tenantId, wish);
    if (unfinished !== null) return { id: unfinished, goesOn: true };
    const id = newId();
    await enqueueImport(
      tx,
      newJob({ ...job, id, startedBy: 'terminal', correlationId: id, createdAt: new Date() }),
      folder,
    );
    return { id, goesOn: false };
  });
}
