import type { EntityManager } from 'typeorm';
import { ImportJob } from './entities.ts';
import type { Checkpoint, ImportJobRow } from './rows.ts';

/** The channel on which workers hear that there is something to import. */
export const IMPORTS_CHANNEL = 'catalog_imports';

/** The channel on which a job's progress is told; its payload is the job's key. */
export const IMPORT_PROGRESS_CHANNEL = 'catalog_import_progress';

export function importKey(tenantId: string, jobId: string): string {
  return `${tenantId} ${jobId}`;
}

/** Tells every process, when the transaction commits, that a job has got further. */
async function announceProgress(tx: EntityManager, jobId: string, tenantId: string): Promise<void> {
  await tx.query('SELECT pg_notify($1, $2)', [IMPORT_PROGRESS_CHANNEL, importKey(tenantId, jobId)]);
}

/**
 * Puts a job behind the others of its store. Workers hear of it when the transaction commits. `folder`: where a terminal's job reads, which the
 * terminal's worker runs and no server's does.
 */
export async function enqueueImport(
  tx: EntityManager,
  job: ImportJobRow,
  folder: string | null = null,
): Promise<void> {
  await tx.insert(ImportJob, { ...job, checkpoint: null });
  await tx.query('INSERT INTO import_queue (job_id, tenant_id, folder) VALUES ($1, $2, $3)', [
    job.id,
    job.tenantId,
    folder,
  ]);
  await wakeWorkers(tx);
}

/** Puts a job that has a table of its own behind the others of its store. */
export async function enqueueJob(
  tx: EntityManager,
  jobId: string,
  tenantId: string,
  kind: Exclude<JobKind, 'IMPORT'>,
): Promise<void> {
  await tx.query('INSERT INTO import_queue (job_id, tenant_id, kind) VALUES ($1, $2, $3)', [
    jobId,
    tenantId,
    kind,
  ]);
  await wakeWorkers(tx);
}

/** Takes a job out of the queue, which makes room for the store's next one. */
export async function endQueued(tx: EntityManager, jobId: string): Promise<void> {
  await tx.query('DELETE FROM import_queue WHERE job_id = $1', [jobId]);
  await wakeWorkers(tx);
}

async function wakeWorkers(tx: EntityManager): Promise<void> {
  await tx.query('SELECT pg_notify($1, $2)', [IMPORTS_CHANNEL, '']);
}

/** What workers do: read cards, list printings, read and apply stock files. */
export type JobKind = 'IMPORT' | 'LISTING' | 'STOCK';

/** A job that a worker may run until its lease is over. */
export interface ClaimedImport {
  readonly jobId: string;
  readonly tenantId: string;
  readonly kind: JobKind;
  /** Times that it was taken up since it last got further, this one included. */
  readonly attempts: number;
}

/** The job of a store that a terminal has begun and that has not ended; null when there is none. */
export async function unfinishedImport(
  tx: EntityManager,
  tenantId: string,
  job: Pick<ImportJobRow, 'source' | 'path'> & { readonly folder: string },
): Promise<string | null> {
  const [found] = await tx.query<{ id: string }[]>(
    `SELECT j.id FROM import_queue q JOIN import_jobs j ON j.id = q.job_id
     WHERE q.tenant_id = $1 AND j.tenant_id = $1 AND q.folder = $2 AND j.source = $3 AND j.path = $4 AND NOT q.cancelled
     ORDER BY q.id LIMIT 1`,
    [tenantId, job.folder, job.source, job.path],
  );
  return found?.id ?? null;
}

/**
 * Takes the oldest job that nobody runs, of a store of which no other job runs; or, for a terminal's worker, the one job when nobody runs it
 * and no other of its store. Claims take turns, because two at once would not see each other's and might run two jobs of one store. For a
 * transaction of no store.
 */
export async function claimImport(
  tx: EntityManager,
  owner: string,
  leaseSeconds: number,
  only: string | null,
): Promise<ClaimedImport | null> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', ['catalog.imports']);
  const [claimed] = await tx.query<ClaimedImport[]>(
    `WITH claimed AS (
       UPDATE import_queue SET owner = $1, attempts = attempts + 1,
         leased_until = clock_timestamp() + make_interval(secs => $2)
       WHERE id = (
         SELECT q.id FROM import_queue q
         WHERE q.leased_until < clock_timestamp() AND (CASE WHEN $3::uuid IS NULL THEN q.folder IS NULL ELSE q.job_id = $3 END)
           AND NOT EXISTS (
             SELECT FROM import_queue o WHERE o.tenant_id = q.tenant_id AND o.id <> q.id
               AND ((o.id < q.id AND o.folder IS NULL AND q.folder IS NULL) OR o.leased_until >= clock_timestamp()))
         ORDER BY q.id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING job_id, tenant_id, kind, attempts
     )
     SELECT job_id AS "jobId", tenant_id AS "tenantId", kind, attempts FROM claimed`,
    [owner, leaseSeconds, only],
  );
  return claimed ?? null;
}

/** Another worker has the job: it was thought dead, or it was stopped. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/**
 * Renews the lease, and holds the row until the transaction ends, so that nobody else takes the job up meanwhile. Answers whether the job is to be
 * cancelled. Throws `LeaseLost`. `advanced`: the job has got further, so that the attempts at what comes next are counted anew.
 */
export async function renewLease(
  tx: EntityManager,
  jobId: string,
  owner: string,
  leaseSeconds: number,
  advanced: boolean,
): Promise<boolean> {
  const [held] = await tx.query<{ cancelled: boolean }[]>(
    `WITH held AS (
       UPDATE import_queue SET leased_until = clock_timestamp() + make_interval(secs => $3),
         attempts = CASE WHEN $4 THEN 0 ELSE attempts END
       WHERE job_id = $1 AND owner = $2 RETURNING cancelled)
     SELECT cancelled FROM held`,
    [jobId, owner, leaseSeconds, advanced],
  );
  if (!held) throw new LeaseLost(`another worker runs the import ${jobId}`);
  return held.cancelled;
}

/**
 * Says that a queued job is to be cancelled. Answers whether somebody runs it, who ends it after the batch in hand, or null when there is no such job in the
 * queue.
 */
export async function askToCancel(
  tx: EntityManager,
  jobId: string,
  tenantId: string,
  kind: JobKind,
): Promise<{ readonly held: boolean } | null> {
  const [row] = await tx.query<{ held: boolean }[]>(
    `WITH asked AS (
       UPDATE import_queue SET cancelled = true WHERE job_id = $1 AND tenant_id = $2 AND kind = $3
       RETURNING owner IS NOT NULL AND leased_until >= clock_timestamp() AS held)
     SELECT held FROM asked`,
    [jobId, tenantId, kind],
  );
  return row ?? null;
}

/**
 * Says that an import is to be cancelled. Answers what came of it: `ended` when nobody ran it and it is over now, `asked` when its worker ends it after the batch in hand,
 * null when there is no such job or it is over already.
 */
export async function cancelJob(
  tx: EntityManager,
  jobId: string,
  tenantId: string,
  now: Date,
): Promise<'ended' | 'asked' | null> {
  const row = await askToCancel(tx, jobId, tenantId, 'IMPORT');
  if (!row) return null;
  if (row.held) return 'asked';
  await endJob(tx, jobId, tenantId, 'CANCELLED', now);
  return 'ended';
}

/** Gives a job back that is not done, so that the next worker goes on with it at once. */
export async function releaseLease(tx: EntityManager, jobId: string, owner: string): Promise<void> {
  await tx.query(
    `UPDATE import_queue SET owner = NULL, leased_until = '-infinity', attempts = greatest(attempts - 1, 0)
     WHERE job_id = $1 AND owner = $2`,
    [jobId, owner],
  );
  await wakeWorkers(tx);
}

/** What a batch adds to a job's counts. */
export interface ImportCounts {
  readonly processed: number;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly failed: number;
  /** Records left out on purpose, by the reason; they are among the skipped. */
  readonly leftOut: Readonly<Record<string, number>>;
}

export async function beginJob(
  tx: EntityManager,
  jobId: string,
  tenantId: string,
  bytesTotal: number,
  now: Date,
): Promise<void> {
  await tx.query(
    `UPDATE import_jobs SET status = 'RUNNING', started_at = coalesce(started_at, $3), bytes_total = $4
     WHERE tenant_id = $1 AND id = $2`,
    [tenantId, jobId, now, bytesTotal],
  );
  await announceProgress(tx, jobId, tenantId);
}

/** Begins a job anew, because what it read has changed since: nothing is counted yet. */
export async function resetJob(tx: EntityManager, jobId: string, tenantId: string): Promise<void> {
  await tx.query('DELETE FROM import_problems WHERE tenant_id = $1 AND job_id = $2', [tenantId, jobId]);
  await tx.query(
    `UPDATE import_jobs SET processed = 0, created = 0, updated = 0, skipped = 0, failed = 0, left_out = '{}',
       bytes_read = 0, checkpoint = NULL
     WHERE tenant_id = $1 AND id = $2`,
    [tenantId, jobId],
  );
}

export async function advanceJob(
  tx: EntityManager,
  jobId: string,
  tenantId: string,
  counts: ImportCounts,
  checkpoint: Checkpoint,
): Promise<void> {
  await tx.query(
    `UPDATE import_jobs SET processed = processed + $3, created = created + $4, updated = updated + $5,
       skipped = skipped + $6, failed = failed + $7, checkpoint = $8, bytes_read = $9,
       left_out = (SELECT coalesce(jsonb_object_agg(reason, n), '{}') FROM (
         SELECT reason, sum(n::bigint) AS n FROM (
           SELECT * FROM jsonb_each_text(left_out) UNION ALL SELECT * FROM jsonb_each_text($10)) AS t(reason, n)
         GROUP BY reason) AS sums)
     WHERE tenant_id = $1 AND id = $2`,
    [
      tenantId,
      jobId,
      counts.processed,
      counts.created,
      counts.updated,
      counts.skipped,
      counts.failed,
      JSON.stringify(checkpoint),
      checkpoint.bytes,
      JSON.stringify(counts.leftOut),
    ],
  );
  await announceProgress(tx, jobId, tenantId);
}

/** Ends a job, and makes room for the store's next one. */
export async function endJob(
  tx: EntityManager,
  jobId: string,
  tenantId: string,
  status: 'COMPLETED' | 'FAILED' | 'CANCELLED',
  now: Date,
): Promise<void> {
  await tx.query(
    `UPDATE import_jobs SET status = $3, finished_at = $4, total = CASE WHEN $3 = 'COMPLETED' THEN processed END
     WHERE tenant_id = $1 AND id = $2`,
    [tenantId, jobId, status, now],
  );
  await endQueued(tx, jobId);
  await announceProgress(tx, jobId, tenantId);
}

export interface NewProblem {
  readonly file: string;
  readonly line: number | null;
  readonly recordId: string | null;
  readonly message: string;
}

/** Somebody reads these; nobody reads more. The job's count of failures is exact all the same. */
const MOST_PROBLEMS = 10_000;
const MESSAGE_LENGTH = 500;

/** Notes problems behind those that the job has, as far as there is room. */
export async function noteProblems(
  tx: EntityManager,
  jobId: string,
  tenantId: string,
  problems: readonly NewProblem[],
): Promise<void> {
  if (problems.length === 0) return;
  const rows = problems.map(({ file, line, recordId, message }) => ({
    file: storableText(file),
    line,
    recordId: recordId === null ? null : storableText(recordId),
    message: storableText(message),
  }));
  await tx.query(
    `WITH have AS (SELECT coalesce(max(position), 0) AS last FROM import_problems WHERE tenant_id = $1 AND job_id = $2)
     INSERT INTO import_problems (tenant_id, job_id, position, file, line, record_id, message)
     SELECT $1, $2, have.last + t.n, t.file, t.line, t."recordId", t.message
     FROM have, ROWS FROM (json_to_recordset($3::json) AS (file text, line integer, "recordId" text, message text))
       WITH ORDINALITY AS t(file, line, "recordId", message, n)
     WHERE have.last + t.n <= ${MOST_PROBLEMS}`,
    [tenantId, jobId, JSON.stringify(rows)],
  );
}

/** A problem may quote the very bytes that cannot be stored. */
function storableText(text: string): string {
  return text
    .slice(0, MESSAGE_LENGTH)
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, '\ufffd');
}
