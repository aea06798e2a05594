import type { Database } from '@longbox/postgres';
import type { Peers, RequestContext, Ticks } from '@longbox/subgraph';
import type { ImportQueue } from '../application/import-queue.ts';
import type { KeptAnswers } from '../application/kept-answers.ts';
import type { KnownNames } from '../application/known-names.ts';
import type { SuggestedCard } from '../persistence/card-lists.ts';
import type { Counts } from '../persistence/product-facets.ts';
import type { Loaders } from './loaders.ts';

/** What each resolver of the catalog gets. */
export interface Context extends RequestContext {
  readonly database: Database;
  readonly loaders: Loaders;
  readonly imports: ImportQueue;
  /** Totals and facets of lists. */
  readonly searchCounts: KeptAnswers<Counts>;
  readonly names: KnownNames;
  readonly suggestions: KeptAnswers<readonly SuggestedCard[]>;
  readonly peers: Peers;
  /** Of imports; the key is `importKey`. */
  readonly progress: Ticks;
  readonly now: () => Date;
}
