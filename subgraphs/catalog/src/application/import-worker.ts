import { newId } from '@longbox/ids';
import type { Database } from '@longbox/postgres';
import type { Logger } from 'pino';
import {
  IMPORTS_CHANNEL,
  LeaseLost,
  claimImport,
  releaseLease,
  renewLease,
  type ClaimedImport,
  type JobKind,
} from '../persistence/import-jobs.ts';
import type { ImportRun } from './import-run.ts';
import { failImport, runImport } from './run-import.ts';
import { failListing, runListing } from './run-listing.ts';
import { failStockImport, runStockImport } from './run-stock-import.ts';

export interface ImportWorkerOptions {
  readonly database: Database;
  /** The import folder. */
  readonly folder: string;
  /** How long a job is kept from other workers by one that gives no sign of life. */
  readonly leaseSeconds: number;
  readonly now: () => Date;
  readonly logger: Logger;
  /** The one job that it runs, in a terminal; left out, all that stores ask the server for. */
  readonly only?: string;
}

export interface ImportWorker {
  start(): Promise<void>;
  /** Ends the batch in hand and gives the job back; whoever works next goes on with it. */
  stop(): Promise<void>;
}

/** An import that kills its worker, or fails it, so often at the same batch is given up. */
const MOST_ATTEMPTS = 5;
/** How long a worker waits that failed, so that a database that is away is not asked in a circle. */
const PAUSE_MS = 1_000;

/** How a job of each kind is run, which answers whether it ended, and how it is given up. */
const WORK: Readonly<
  Record<
    JobKind,
    {
      run(run: ImportRun, tenantId: string, jobId: string): Promise<boolean>;
      fail(run: ImportRun, tenantId: string, jobId: string, message: string): Promise<void>;
    }
  >
> = {
  IMPORT: {
    run: runImport,
    fail: (run, tenantId, id, message) => failImport(run, { id, tenantId, path: '' }, message),
  },
  LISTING: { run: runListing, fail: failListing },
  STOCK: { run: runStockImport, fail: failStockImport },
};

/**
 * Runs the imports, listings and stock files that stores ask for, one at a time in this process and one of a store at a time in all processes. A job that its worker
 * died on is taken up again when its lease is over.
 */
export function createImportWorker(options: ImportWorkerOptions): ImportWorker {
  const { database, folder, leaseSeconds, now, only = null } = options;
  const logger = options.logger.child({ part: 'imports' });
  const owner = newId();
  let stopping = new AbortController();
  let working: Promise<void> = Promise.resolve();
  let wakeUp = () => {};
  let woken = false;
  let unlisten: (() => Promise<void>) | undefined;

  function wake(): void {
    woken = true;
    wakeUp();
  }

  /** Until there may be something to do: a notice, or a lease that may have run out. */
  async function idle(ms: number): Promise<void> {
    if (woken || stopping.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      woken = false;
      try {
        const claimed = await database.systemTransaction((tx) => claimImport(tx, owner, leaseSeconds, only));
        if (claimed) await runClaimed(claimed);
        else await idle((leaseSeconds * 1_000) / 2);
      } catch (error) {
        logger.error({ err: error }, 'an import stopped and is tried again');
        await idle(PAUSE_MS);
      }
    }
  }

  async function runClaimed({ jobId, tenantId, kind, attempts }: ClaimedImport): Promise<void> {
    const run: ImportRun = { database, folder, owner, leaseSeconds, now, signal: stopping.signal };
    // A batch takes less than a second; reading to the checkpoint of a big file takes longer than a lease.
    const beat = setInterval(
      () => {
        database
          .systemTransaction((tx) => renewLease(tx, jobId, owner, leaseSeconds, false))
          .catch((error: unknown) =>
            logger.warn({ err: error, jobId }, 'the lease of an import was not renewed'),
          );
      },
      (leaseSeconds * 1_000) / 3,
    );
    let ended = false;
    try {
      if (attempts > MOST_ATTEMPTS) {
        const message = `The job stopped ${MOST_ATTEMPTS} times at the same place and was given up.`;
        await WORK[kind].fail(run, tenantId, jobId, message);
        ended = true;
      } else ended = await WORK[kind].run(run, tenantId, jobId);
      logger.info({ jobId, ended }, ended ? 'an import ended' : 'an import waits for the next worker');
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      logger.warn({ jobId }, error.message);
      ended = true;
    } finally {
      clearInterval(beat);
      if (!ended && stopping.signal.aborted) await giveBack(jobId);
    }
  }

  async function giveBack(jobId: string): Promise<void> {
    await database.systemTransaction((tx) => releaseLease(tx, jobId, owner)).catch(() => undefined);
  }

  return {
    async start() {
      stopping = new AbortController();
      unlisten = await database.listen(IMPORTS_CHANNEL, wake);
      working = work();
    },
    async stop() {
      stopping.abort();
      wake();
      await working;
      await unlisten?.();
      unlisten = undefined;
    },
  };
}
