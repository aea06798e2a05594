import type { EntityManager } from 'typeorm';
import type { ListingWish } from '../domain/listing.ts';
import { endQueued, enqueueJob } from './import-jobs.ts';

export interface ListingProblem {
  /** Null for what became of the whole job. */
  readonly printId: string | null;
  readonly message: string;
}

/** A listing of many printings, without the printings themselves. */
export interface ListingJobRow {
  readonly id: string;
  readonly tenantId: string;
  readonly status: 'QUEUED' | 'RUNNING' | 'COMPLETED' | 'FAILED';
  readonly total: number;
  readonly done: number;
  readonly wish: ListingWish;
  /** Products that were new or grew. */
  readonly products: number;
  readonly variants: number;
  readonly failed: number;
  readonly problems: readonly ListingProblem[];
  readonly correlationId: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** Problems that a job keeps; `failed` counts them all. */
const MOST_PROBLEMS = 100;

/** Puts a listing behind the store's other jobs; workers hear of it when the transaction commits. */
export async function enqueueListing(
  tx: EntityManager,
  job: Pick<ListingJobRow, 'id' | 'tenantId' | 'wish' | 'correlationId' | 'createdAt'>,
  printIds: readonly string[],
): Promise<void> {
  await tx.query(
    `INSERT INTO listing_jobs (id, tenant_id, status, print_ids, wish, correlation_id, created_at)
     VALUES ($1, $2, 'QUEUED', $3, $4, $5, $6)`,
    [job.id, job.tenantId, printIds, JSON.stringify(job.wish), job.correlationId, job.createdAt],
  );
  await enqueueJob(tx, job.id, job.tenantId, 'LISTING');
}

export async function readListingJobs(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<ListingJobRow[]> {
  return connection.query(
    `SELECT id, tenant_id AS "tenantId", status, cardinality(print_ids) AS total, done, wish, products, variants, failed, problems,
       correlation_id AS "correlationId", created_at AS "createdAt", finished_at AS "finishedAt"
     FROM listing_jobs WHERE tenant_id = $1 AND id = ANY($2::uuid[])`,
    [tenantId, ids],
  );
}

/** The next printings of a job, `limit` at most. */
export async function printsToList(
  connection: EntityManager,
  { id, tenantId, done }: Pick<ListingJobRow, 'id' | 'tenantId' | 'done'>,
  limit: number,
): Promise<string[]> {
  const [row] = await connection.query<{ ids: string[] }[]>(
    'SELECT print_ids[$3::int + 1 : $3::int + $4::int] AS ids FROM listing_jobs WHERE tenant_id = $1 AND id = $2',
    [tenantId, id, done, limit],
  );
  return row?.ids ?? [];
}

export async function advanceListing(
  tx: EntityManager,
  { id, tenantId }: Pick<ListingJobRow, 'id' | 'tenantId'>,
  more: Pick<ListingJobRow, 'done' | 'products' | 'variants' | 'problems'>,
): Promise<void> {
  await tx.query(
    `UPDATE listing_jobs SET status = 'RUNNING', done = done + $3, products = products + $4, variants = variants + $5, failed = failed + $6,
       problems = CASE WHEN failed >= ${MOST_PROBLEMS} THEN problems ELSE problems || $7::jsonb END
     WHERE tenant_id = $1 AND id = $2`,
    [
      tenantId,
      id,
      more.done,
      more.products,
      more.variants,
      more.problems.length,
      JSON.stringify(more.problems),
    ],
  );
}

/** Ends a listing, and makes room for the store's next job. */
export async function endListing(
  tx: EntityManager,
  { id, tenantId }: Pick<ListingJobRow, 'id' | 'tenantId'>,
  status: 'COMPLETED' | 'FAILED',
  now: Date,
): Promise<void> {
  await tx.query('UPDATE listing_jobs SET status = $3, finished_at = $4 WHERE tenant_id = $1 AND id = $2', [
    tenantId,
    id,
    status,
    now,
  ]);
  await endQueued(tx, id);
}
