import type { Database } from '@longbox/postgres';
import type { Worker } from '@longbox/subgraph';
import type { KeptAnswers } from './kept-answers.ts';

/** PostgreSQL tells here of which store a transaction changed what lists are made of, '' for every store: migration `search-changes`. */
const CHANNEL = 'catalog_search_changes';

/** Lets answers hold until something of theirs changes. */
export function createSearchChanges(
  database: Database,
  kept: readonly Pick<KeptAnswers<unknown>, 'changed' | 'deaf'>[],
): Worker {
  const changed = (tenantId: string) => {
    for (const answers of kept) answers.changed(tenantId);
  };
  let end: (() => Promise<void>) | undefined;
  return {
    async start() {
      end = await database.listen(CHANNEL, changed);
      changed('');
    },
    async stop() {
      for (const answers of kept) answers.deaf();
      await end?.();
    },
  };
}
