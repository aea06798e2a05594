import type { DocumentNode } from 'graphql';
import type { Logger } from 'pino';
import type { Tally } from '../observation/tally.ts';
import type { Entries } from './entries.ts';
import type { Fills } from './fills.ts';
import type { Marks } from './marks.ts';
import type { SharedEntries } from './shared-entries.ts';
import type { Keepable } from './selection.ts';

/** What became of the answers that were wanted. */
export type OutcomeTallies = Readonly<
  Record<'hit' | 'shared' | 'miss' | 'joined' | 'refreshed' | 'overtaken', Tally>
>;

/** What the caching transports of all subgraphs share. */
export interface CacheParts {
  readonly marks: Marks;
  readonly entries: Entries;
  readonly fills: Fills;
  /** What the processes of the gateway keep together; undefined where there is no Redis. */
  readonly shared: SharedEntries | undefined;
  /** What may be kept of a fetch; undefined for nothing. */
  keepable(document: DocumentNode): Keepable | undefined;
  isEntity(type: string): boolean;
  /** Whether every change so far has been heard. Otherwise nothing is kept, and nothing that was is given. */
  isTrusted(): boolean;
  /** Something has changed: when this resolves, no reading that began before is kept or given by this process. It does not reject. */
  changed(tags: readonly string[]): Promise<void>;
  /** Of one subgraph. */
  tallies(subgraph: string): OutcomeTallies;
  readonly logger: Logger;
}
