import type { Caller } from '@longbox/identity';
import { isId, newId } from '@longbox/ids';
import { accept, refuse, type Outcome } from '@longbox/outcome';
import type { Database } from '@longbox/postgres';
import type { CatalogSource, GameCode, RefusalCode } from '../domain/catalog.ts';
import { resolveInside } from '../import/resolve-inside.ts';
import { sourceOf } from '../import/sources/registry.ts';
import { cancelJob, enqueueImport } from '../persistence/import-jobs.ts';
import type { ImportJobRow } from '../persistence/rows.ts';

/** What to import: the schema's `CatalogImportInput`. */
export interface ImportWish {
  readonly game: GameCode;
  readonly source?: CatalogSource | null | undefined;
  readonly path: string;
}

/** A job of which nothing is done yet. */
export function newJob(
  wish: Pick<
    ImportJobRow,
    'id' | 'tenantId' | 'game' | 'source' | 'path' | 'startedBy' | 'correlationId' | 'createdAt'
  >,
): ImportJobRow {
  return {
    ...wish,
    status: 'QUEUED',
    processed: 0,
    created: 0,
    updated: 0,
    skipped: 0,
    failed: 0,
    total: null,
    checkpoint: null,
    leftOut: {},
    bytesRead: '0',
    bytesTotal: '0',
    startedAt: null,
    finishedAt: null,
  };
}

export interface ImportQueue {
  /** Notes an import to be done in the background and answers the job's id. Refuses a path that leads out of the import folder. */
  ask(caller: Caller, wish: ImportWish): Promise<Outcome<string, RefusalCode>>;
  /**
   * Cancels an import: at once when nobody runs it, after the batch in hand otherwise. What is in stays. Answers the job's id; refuses one that is
   * not there or is over.
   */
  cancel(caller: Caller, jobId: string): Promise<Outcome<string, RefusalCode>>;
}

const PATH_LENGTH = 1_000;

export function createImportQueue(database: Database, folder: string, now: () => Date): ImportQueue {
  return {
    async ask(caller, { game, source: format = null, path }) {
      const source = sourceOf(game, format);
      if (!source)
        return refuse('INVALID', `${game} has no data in the format ${format}.`, ['input', 'source']);
      if (path.length > PATH_LENGTH || /\p{Cc}/u.test(path) || !path.isWellFormed())
        return refuse('UNREADABLE_PATH', 'Nothing readable has this path.', ['input', 'path']);
      const inside = await resolveInside(folder, path).catch(() =>
        refuse('UNREADABLE_PATH', 'The server’s import folder is not there.', ['input', 'path']),
      );
      if (!inside.ok) return inside;
      const id = newId();
      const tenantId = caller.store.id;
      await database.transaction(tenantId, (tx) =>
        enqueueImport(
          tx,
          newJob({
            id,
            tenantId,
            game,
            source: source.code,
            path,
            startedBy: caller.subject,
            correlationId: caller.correlationId,
            createdAt: now(),
          }),
        ),
      );
      return accept(id);
    },
    async cancel({ store }, jobId) {
      const outcome = isId(jobId)
        ? await database.transaction(store.id, (tx) => cancelJob(tx, jobId, store.id, now()))
        : null;
      return outcome === null
        ? refuse('NOT_FOUND', 'No import of this id waits or runs.', ['id'])
        : accept(jobId.toLowerCase());
    },
  };
}
