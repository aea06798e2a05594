import type { Database } from '@longbox/postgres';

/** What running an import takes. */
export interface ImportRun {
  readonly database: Database;
  /** The import folder. */
  readonly folder: string;
  /** Who holds the lease, and for how long at a time. */
  readonly owner: string;
  readonly leaseSeconds: number;
  readonly now: () => Date;
  /** Aborted when the worker is to stop: the batch in hand is written, and the job is left as it is then. */
  readonly signal: AbortSignal;
}
