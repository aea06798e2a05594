import { isId } from '@longbox/ids';
import { Positioned, mapEvents } from '@longbox/subgraph';
import { importKey } from '../persistence/import-jobs.ts';
import { readImportJobs } from '../persistence/read-by-key.ts';
import type { ImportJobRow } from '../persistence/rows.ts';
import type { SubscriptionResolvers } from './generated.ts';

export const Subscription: SubscriptionResolvers = {
  catalogImportProgress: {
    async subscribe(_root, { id, after }, { caller, database, progress, lastEventId }) {
      const tenantId = caller.store.id;
      let seen = after ?? lastEventId ?? undefined;
      const ticks = await progress.watch(importKey(tenantId, id.toLowerCase()));
      return mapEvents(ticks, async () => {
        const [job] = isId(id)
          ? await database.read(tenantId, (connection) => readImportJobs(connection, tenantId, [id]))
          : [];
        if (!job || job.finishedAt) await ticks.return?.();
        if (!job) return null;
        const position = positionOf(job);
        if (position === seen) return undefined;
        seen = position;
        return new Positioned(job, { id: position, state: true });
      });
    },
    resolve: (event: Positioned<ImportJobRow> | null) => event && event.value,
  },
};

/** How far a job is: it may begin anew, but never twice without getting further in between. */
function positionOf({ status, processed, startedAt }: ImportJobRow): string {
  return `${status}-${processed}-${startedAt?.getTime() ?? 0}`;
}
