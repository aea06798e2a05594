import type { Database } from '@longbox/postgres';
import type { EntityManager } from 'typeorm';
import { renewLease } from '../persistence/import-jobs.ts';

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

/** Somebody has cancelled the import. */
export class ImportCancelled extends Error {
  override readonly name = 'ImportCancelled';
}

/** Renews the job's lease within a transaction. Throws `LeaseLost` when another worker has it and `ImportCancelled` when it is to end. */
export async function holdJob(
  tx: EntityManager,
  { owner, leaseSeconds }: Pick<ImportRun, 'owner' | 'leaseSeconds'>,
  jobId: string,
  advanced: boolean,
): Promise<void> {
  if (await renewLease(tx, jobId, owner, leaseSeconds, advanced))
    throw new ImportCancelled(`the import ${jobId} is cancelled`);
}
