import type { Database } from '@longbox/postgres';
import type { Worker } from '@longbox/subgraph';
import type { SearchCounts } from './search-counts.ts';

/** PostgreSQL tells here of which store a transaction changed what lists are made of, '' for every store: migration `search-changes`. */
const CHANNEL = 'catalog_search_changes';

/** Lets counts hold until something of theirs changes. */
export function createSearchChanges(database: Database, counts: SearchCounts): Worker {
  let end: (() => Promise<void>) | undefined;
  return {
    async start() {
      end = await database.listen(CHANNEL, (tenantId) => counts.changed(tenantId));
      counts.changed('');
    },
    async stop() {
      counts.deaf();
      await end?.();
    },
  };
}
