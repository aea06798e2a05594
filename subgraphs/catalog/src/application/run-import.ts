import { hash } from 'node:crypto';
import { findFiles } from '../import/find-files.ts';
import { resolveInside } from '../import/resolve-inside.ts';
import { sourceOf } from '../import/sources/registry.ts';
import { beginJob, endJob, noteProblems, renewLease, resetJob } from '../persistence/import-jobs.ts';
import { RowUntold } from '../persistence/said-rows.ts';
import { readImportJobs } from '../persistence/read-by-key.ts';
import { cardPages, countPrintsOfCards } from '../persistence/refresh-card-search.ts';
import type { ImportJobRow } from '../persistence/rows.ts';
import { createBatchWriter } from './batch-writer.ts';
import { followPrints } from './follow-prints.ts';
import { openImportReader } from './import-reader.ts';
import { ImportCancelled, holdJob, type ImportRun } from './import-run.ts';

/**
 * Runs an import from where it stands to its end, a transaction for each batch. Answers whether it ended; it did not when it was stopped.
 * An import that goes on reads its files from the start and drops what is done, so that it ends as if it had never stopped; when the
 * files have changed meanwhile it begins anew. One that is cancelled ends as it is. Throws `LeaseLost` when another worker has the job, and what the database throws.
 */
export async function runImport(run: ImportRun, tenantId: string, jobId: string): Promise<boolean> {
  try {
    return await importAll(run, tenantId, jobId, false).catch((error: unknown) => {
      // The printing that told of a card could not be written: from the checkpoint on each tells of its own.
      if (error instanceof RowUntold) return importAll(run, tenantId, jobId, true);
      throw error;
    });
  } catch (error) {
    if (!(error instanceof ImportCancelled)) throw error;
    await countPrints(run, tenantId, jobId);
    await run.database.transaction(tenantId, async (tx) => {
      await renewLease(tx, jobId, run.owner, run.leaseSeconds, true);
      await endJob(tx, jobId, tenantId, 'CANCELLED', run.now());
    });
    return true;
  }
}

async function importAll(
  run: ImportRun,
  tenantId: string,
  jobId: string,
  everyCard: boolean,
): Promise<boolean> {
  const { database, folder, now } = run;
  const [job] = await database.read(tenantId, (connection) => readImportJobs(connection, tenantId, [jobId]));
  const source = job && sourceOf(job.game, job.source);
  if (!job || !source) throw new Error(`the import ${jobId} is not there`);
  const location = await resolveInside(folder, job.path).catch(() => null);
  if (!location?.ok) {
    await failImport(run, job, 'What was to be imported is not there any more.');
    return true;
  }
  const { files, problems } = await findFiles(folder, location.value);
  if (files.length === 0) {
    await failImport(
      run,
      job,
      'No card file is here: they are called .json, .jsonl or .ndjson, with or without .gz.',
    );
    return true;
  }
  const fingerprint = hash(
    'sha256',
    JSON.stringify(files.map(({ path, fingerprint: print }) => [path, print])),
  );
  const goesOn = job.checkpoint !== null && job.checkpoint.fingerprint === fingerprint;
  await database.transaction(tenantId, async (tx) => {
    await holdJob(tx, run, jobId, false);
    await beginJob(
      tx,
      jobId,
      tenantId,
      files.reduce((sum, { bytes }) => sum + bytes, 0),
      now(),
    );
    if (!goesOn) await resetJob(tx, jobId, tenantId);
  });
  await followPrints(database, job.correlationId, now, run.signal);

  const from = { done: goesOn ? (job.checkpoint?.done ?? 0) : 0, fingerprint, bytes: 0 };
  const order = { game: job.game, source: source.code, files, problems, done: from.done, everyCard };
  const reader = openImportReader(order, run.signal);
  try {
    const writer = createBatchWriter(run, job, from);
    let wrote = true;
    for (let batch = await reader.next(wrote); batch !== null; batch = await reader.next(wrote))
      wrote = await writer.write(batch);
  } finally {
    await reader.close();
  }
  if (run.signal.aborted) return false;
  await countPrints(run, tenantId, jobId);
  await database.transaction(tenantId, async (tx) => {
    await holdJob(tx, run, jobId, true);
    await endJob(tx, jobId, tenantId, 'COMPLETED', now());
  });
  return true;
}

/** Counts the printings of cards once the job has written what it could; a job that has changed nothing has nothing to count. */
async function countPrints({ database }: ImportRun, tenantId: string, jobId: string): Promise<void> {
  const [job] = await database.read(tenantId, (connection) => readImportJobs(connection, tenantId, [jobId]));
  if (!job || job.created + job.updated === 0) return;
  const pages = (await database.system(cardPages)).values();
  const countOneByOne = async () => {
    for (const page of pages) await database.systemTransaction((tx) => countPrintsOfCards(tx, page));
  };
  await Promise.all(Array.from({ length: COUNTING_AT_ONCE }, countOneByOne));
}

/** Nothing else is done meanwhile, so that two of the database's processes have a core each; they write different rows. */
const COUNTING_AT_ONCE = 2;

/** Ends a job that cannot be done, and says why among its problems. */
export async function failImport(
  run: ImportRun,
  job: Pick<ImportJobRow, 'id' | 'tenantId' | 'path'>,
  message: string,
) {
  await run.database.transaction(job.tenantId, async (tx) => {
    await renewLease(tx, job.id, run.owner, run.leaseSeconds, true);
    await noteProblems(tx, job.id, job.tenantId, [{ file: job.path, line: null, recordId: null, message }]);
    await endJob(tx, job.id, job.tenantId, 'FAILED', run.now());
  });
}
