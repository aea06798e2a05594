import { renewLease } from '../persistence/import-jobs.ts';
import { backToReview, endStockImport, readStockImports } from '../persistence/stock-imports.ts';
import { applyStockFile } from './apply-stock-file.ts';
import { ImportCancelled, type ImportRun } from './import-run.ts';
import { readStockFile } from './read-stock-file.ts';

/**
 * Reads or applies a stock file from where it stands to its end. Answers whether it ended; it did not when it was stopped. One that is cancelled while it is read
 * ends; one that is cancelled while it is applied waits for a person with what is left. Throws `LeaseLost` when another worker has the job, and
 * what the database throws.
 */
export async function runStockImport(run: ImportRun, tenantId: string, jobId: string): Promise<boolean> {
  const [job] = await run.database.read(tenantId, (connection) =>
    readStockImports(connection, tenantId, [jobId]),
  );
  if (!job) throw new Error(`the stock import ${jobId} is not there`);
  const isApplied = job.status === 'APPLYING';
  try {
    return await (isApplied ? applyStockFile : readStockFile)(run, job);
  } catch (error) {
    if (!(error instanceof ImportCancelled)) throw error;
    await run.database.transaction(tenantId, async (tx) => {
      await renewLease(tx, jobId, run.owner, run.leaseSeconds, true);
      if (isApplied) await backToReview(tx, job);
      else await endStockImport(tx, job, 'CANCELLED', run.now());
    });
    return true;
  }
}

/** Ends a stock import that cannot be done. */
export async function failStockImport(
  run: ImportRun,
  tenantId: string,
  id: string,
  problem: string,
): Promise<void> {
  await run.database.transaction(tenantId, async (tx) => {
    await renewLease(tx, id, run.owner, run.leaseSeconds, true);
    await endStockImport(tx, { id, tenantId }, 'FAILED', run.now(), problem);
  });
}
