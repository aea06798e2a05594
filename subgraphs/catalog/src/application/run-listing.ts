import type { ListedPrint } from '../domain/catalog.ts';
import { copiesToList } from '../domain/listing.ts';
import { renewLease } from '../persistence/import-jobs.ts';
import {
  advanceListing,
  endListing,
  printsToList,
  readListingJobs,
  type ListingJobRow,
  type ListingProblem,
} from '../persistence/listing-jobs.ts';
import type { ImportRun } from './import-run.ts';
import { listPrints } from './list-prints.ts';

/** Printings of one transaction: it holds the store's lock on product names, for which other listings wait. */
const AT_ONCE = 250;

/**
 * Lists the printings of a job from where it stands to its end, a transaction for each 250 of them. Answers whether it ended; it did not when it was
 * stopped. Throws `LeaseLost` when another worker has the job, and what the database throws.
 */
export async function runListing(run: ImportRun, tenantId: string, jobId: string): Promise<boolean> {
  const { database, now, owner, leaseSeconds, signal } = run;
  for (;;) {
    if (signal.aborted) return false;
    const [job] = await database.read(tenantId, (connection) =>
      readListingJobs(connection, tenantId, [jobId]),
    );
    if (!job) throw new Error(`the listing ${jobId} is not there`);
    const ids = await database.read(tenantId, (connection) => printsToList(connection, job, AT_ONCE));
    if (ids.length === 0) break;
    await listSome(run, job, ids);
  }
  await database.transaction(tenantId, async (tx) => {
    await renewLease(tx, jobId, owner, leaseSeconds, true);
    await endListing(tx, { id: jobId, tenantId }, 'COMPLETED', now());
  });
  return true;
}

/** Ends a listing that cannot be done. */
export async function failListing(
  run: ImportRun,
  tenantId: string,
  jobId: string,
  message: string,
): Promise<void> {
  await run.database.transaction(tenantId, async (tx) => {
    await renewLease(tx, jobId, run.owner, run.leaseSeconds, true);
    const job = { id: jobId, tenantId };
    await advanceListing(tx, job, {
      done: 0,
      products: 0,
      variants: 0,
      problems: [{ printId: null, message }],
    });
    await endListing(tx, job, 'FAILED', run.now());
  });
}

/** Lists printings together; when they are refused, each half, and so on down to the printing that is to blame, which becomes a problem. */
async function listSome(run: ImportRun, job: ListingJobRow, printIds: readonly string[]): Promise<void> {
  const refusal = await listTogether(run, job, printIds);
  if (refusal === null) return;
  const [only, ...others] = printIds;
  if (only !== undefined && others.length === 0) {
    await run.database.transaction(job.tenantId, async (tx) => {
      await renewLease(tx, job.id, run.owner, run.leaseSeconds, true);
      const problem: ListingProblem = { printId: only, message: refusal };
      await advanceListing(tx, job, { done: 1, products: 0, variants: 0, problems: [problem] });
    });
    return;
  }
  const half = Math.ceil(printIds.length / 2);
  await listSome(run, job, printIds.slice(0, half));
  await listSome(run, job, printIds.slice(half));
}

/** Null when they are listed, and why not otherwise; a refusal comes before the first write. */
function listTogether(
  run: ImportRun,
  job: ListingJobRow,
  printIds: readonly string[],
): Promise<string | null> {
  const { tenantId, correlationId, wish } = job;
  return run.database.transaction(tenantId, async (tx) => {
    await renewLease(tx, job.id, run.owner, run.leaseSeconds, true);
    const copiesOf = (print: ListedPrint) => copiesToList(print, wish);
    const command = { printIds, copiesOf, now: run.now() };
    const outcome = await listPrints(tx, { tenantId, correlationId }, command);
    if (!outcome.ok) return outcome.refusals.map(({ message }) => message).join(' ');
    const { changedProducts, newVariants } = outcome.value;
    await advanceListing(tx, job, {
      done: printIds.length,
      products: changedProducts,
      variants: newVariants,
      problems: [],
    });
    return null;
  });
}
