import type { Database } from '@longbox/postgres';
import type { Peers, RequestContext, Ticks } from '@longbox/subgraph';
import type { ImportQueue } from '../application/import-queue.ts';
import type { SearchCounts } from '../application/search-counts.ts';
import type { Loaders } from './loaders.ts';

/** What each resolver of the catalog gets. */
export interface Context extends RequestContext {
  readonly database: Database;
  readonly loaders: Loaders;
  readonly imports: ImportQueue;
  readonly searchCounts: SearchCounts;
  readonly peers: Peers;
  /** Of imports; the key is `importKey`. */
  readonly progress: Ticks;
  readonly now: () => Date;
}
