import type { Caller } from '@longbox/identity';
import { newId } from '@longbox/ids';
import { accept, refuse, type Outcome } from '@longbox/outcome';
import type { Database } from '@longbox/postgres';
import type { CatalogSource, GameCode, RefusalCode } from '../domain/catalog.ts';
import { resolveInside } from '../import/resolve-inside.ts';
import { sourceOf } from '../import/sources/registry.ts';
import { enqueueImport } from '../persistence/import-jobs.ts';

/** What to import: the schema's `CatalogImportInput`. */
export interface ImportWish {
  readonly game: GameCode;
  readonly source?: CatalogSource | null | undefined;
  readonly path: string;
}

export interface ImportQueue {
  /** Notes an import to be done in the background and answers the job's id. Refuses a path that leads out of the import folder. */
  ask(caller: Caller, wish: ImportWish): Promise<Outcome<string, RefusalCode>>;
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
        enqueueImport(tx, {
          id,
          tenantId,
          game,
          source: source.code,
          path,
          status: 'QUEUED',
          processed: 0,
          created: 0,
          updated: 0,
          skipped: 0,
          failed: 0,
          total: null,
          checkpoint: null,
          startedBy: caller.subject,
          correlationId: caller.correlationId,
          createdAt: now(),
          startedAt: null,
          finishedAt: null,
        }),
      );
      return accept(id);
    },
  };
}
