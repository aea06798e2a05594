import type { EntityManager } from 'typeorm';
import { enqueueJob, endQueued } from './import-jobs.ts';

export type StockImportStatus =
  'RECEIVING' | 'QUEUED' | 'READING' | 'REVIEW' | 'APPLYING' | 'APPLIED' | 'FAILED' | 'CANCELLED';

export interface StockImportRow {
  readonly id: string;
  readonly tenantId: string;
  readonly status: StockImportStatus;
  readonly fileName: string;
  readonly locationId: string;
  readonly takesPrices: boolean;
  /** In characters. */
  readonly sizeTotal: number;
  readonly sizeRead: number;
  readonly lastLine: number;
  readonly processed: number;
  readonly unknownColumns: readonly string[];
  readonly digest: string | null;
  readonly problem: string | null;
  readonly startedBy: string;
  /** Who applied it last. */
  readonly appliedBy: string | null;
  readonly correlationId: string;
  readonly createdAt: Date;
  readonly appliedAt: Date | null;
  readonly finishedAt: Date | null;
}

type Key = Pick<StockImportRow, 'id' | 'tenantId'>;

const COLUMNS = `id, tenant_id AS "tenantId", status, file_name AS "fileName", location_id AS "locationId", takes_prices AS "takesPrices",
  size_total AS "sizeTotal", size_read AS "sizeRead", last_line AS "lastLine", processed, unknown_columns AS "unknownColumns", digest, problem,
  started_by AS "startedBy", applied_by AS "appliedBy", correlation_id AS "correlationId", created_at AS "createdAt", applied_at AS "appliedAt", finished_at AS "finishedAt"`;

export function readStockImports(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<StockImportRow[]> {
  return connection.query(
    `SELECT ${COLUMNS} FROM stock_imports WHERE tenant_id = $1 AND id = ANY($2::uuid[])`,
    [tenantId, ids],
  );
}

/** A store's imports behind the id `after`, newest first. */
export function listStockImports(
  connection: EntityManager,
  tenantId: string,
  after: string | null,
  limit: number,
): Promise<StockImportRow[]> {
  return connection.query(
    `SELECT ${COLUMNS} FROM stock_imports WHERE tenant_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [tenantId, after, limit],
  );
}

/** An import, which nobody else changes until the transaction ends. */
export async function lockStockImport(
  tx: EntityManager,
  { id, tenantId }: Key,
): Promise<StockImportRow | null> {
  const [row] = await tx.query<StockImportRow[]>(
    `SELECT ${COLUMNS} FROM stock_imports WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
    [tenantId, id],
  );
  return row ?? null;
}

export async function insertStockImport(
  tx: EntityManager,
  row: Pick<
    StockImportRow,
    | 'id'
    | 'tenantId'
    | 'fileName'
    | 'locationId'
    | 'takesPrices'
    | 'startedBy'
    | 'correlationId'
    | 'createdAt'
  >,
): Promise<void> {
  await tx.query(
    `INSERT INTO stock_imports (id, tenant_id, status, file_name, location_id, takes_prices, started_by, correlation_id, created_at)
     VALUES ($1, $2, 'RECEIVING', $3, $4, $5, $6, $7, $8)`,
    [
      row.id,
      row.tenantId,
      row.fileName,
      row.locationId,
      row.takesPrices,
      row.startedBy,
      row.correlationId,
      row.createdAt,
    ],
  );
}

/** Keeps a part of the file; the same one again is passed over. Answers how many parts and characters there are then. */
export async function keepPart(
  tx: EntityManager,
  { id, tenantId }: Key,
  position: number,
  text: string,
): Promise<{ readonly parts: number; readonly size: number; readonly last: number }> {
  await tx.query(
    'INSERT INTO stock_import_parts (tenant_id, import_id, position, text) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [tenantId, id, position, text],
  );
  const [row] = await tx.query<{ parts: number; size: number; last: number }[]>(
    `SELECT count(*)::int AS parts, sum(length(text))::int AS size, max(position) AS last
     FROM stock_import_parts WHERE tenant_id = $1 AND import_id = $2`,
    [tenantId, id],
  );
  return row ?? { parts: 0, size: 0, last: -1 };
}

export async function readPart(
  connection: EntityManager,
  { id, tenantId }: Key,
  position: number,
): Promise<string | null> {
  const [row] = await connection.query<{ text: string }[]>(
    'SELECT text FROM stock_import_parts WHERE tenant_id = $1 AND import_id = $2 AND position = $3',
    [tenantId, id, position],
  );
  return row?.text ?? null;
}

/** Puts an import behind the store's other jobs, to be read or to be applied. */
export async function enqueueStockImport(
  tx: EntityManager,
  { id, tenantId }: Key,
  change:
    | { readonly status: 'QUEUED'; readonly sizeTotal: number }
    | { readonly status: 'APPLYING'; readonly by: string; readonly at: Date },
): Promise<void> {
  if (change.status === 'QUEUED')
    await tx.query(
      `UPDATE stock_imports SET status = 'QUEUED', size_total = $3 WHERE tenant_id = $1 AND id = $2`,
      [tenantId, id, change.sizeTotal],
    );
  else
    await tx.query(
      `UPDATE stock_imports SET status = 'APPLYING', applied_at = coalesce(applied_at, $3), applied_by = $4, finished_at = NULL
       WHERE tenant_id = $1 AND id = $2`,
      [tenantId, id, change.at, change.by],
    );
  await enqueueJob(tx, id, tenantId, 'STOCK');
}

/** Notes how far the file is read. */
export async function advanceReading(
  tx: EntityManager,
  { id, tenantId }: Key,
  step: Pick<StockImportRow, 'lastLine' | 'sizeRead' | 'processed'>,
): Promise<void> {
  await tx.query(
    `UPDATE stock_imports SET status = 'READING', last_line = $3, size_read = $4, processed = processed + $5
     WHERE tenant_id = $1 AND id = $2`,
    [tenantId, id, step.lastLine, step.sizeRead, step.processed],
  );
}

export async function noteUnknownColumns(
  tx: EntityManager,
  { id, tenantId }: Key,
  columns: readonly string[],
): Promise<void> {
  await tx.query('UPDATE stock_imports SET unknown_columns = $3 WHERE tenant_id = $1 AND id = $2', [
    tenantId,
    id,
    columns,
  ]);
}

/** The file is read to its end; its text is not needed any more. */
export async function endReading(tx: EntityManager, { id, tenantId }: Key, digest: string): Promise<void> {
  await tx.query(
    `UPDATE stock_imports SET status = 'REVIEW', digest = $3, size_read = size_total WHERE tenant_id = $1 AND id = $2`,
    [tenantId, id, digest],
  );
  await endQueued(tx, id);
  await dropParts(tx, { id, tenantId });
}

/** Applying was stopped: what is left waits for a person. */
export async function backToReview(tx: EntityManager, { id, tenantId }: Key): Promise<void> {
  await tx.query(`UPDATE stock_imports SET status = 'REVIEW' WHERE tenant_id = $1 AND id = $2`, [
    tenantId,
    id,
  ]);
  await endQueued(tx, id);
}

/** Forgets imports of which no part has come for a day: whoever sent them has begun anew. */
export async function forgetUnsent(tx: EntityManager, tenantId: string, now: Date): Promise<void> {
  await tx.query(
    `DELETE FROM stock_imports WHERE tenant_id = $1 AND status = 'RECEIVING' AND created_at < $2::timestamptz - interval '1 day'`,
    [tenantId, now],
  );
}

/** Ends an import, and makes room for the store's next job. */
export async function endStockImport(
  tx: EntityManager,
  { id, tenantId }: Key,
  status: 'APPLIED' | 'FAILED' | 'CANCELLED',
  now: Date,
  problem: string | null = null,
): Promise<void> {
  await tx.query(
    'UPDATE stock_imports SET status = $3, finished_at = $4, problem = $5 WHERE tenant_id = $1 AND id = $2',
    [tenantId, id, status, now, problem],
  );
  await endQueued(tx, id);
  await dropParts(tx, { id, tenantId });
}

async function dropParts(tx: EntityManager, { id, tenantId }: Key): Promise<void> {
  await tx.query('DELETE FROM stock_import_parts WHERE tenant_id = $1 AND import_id = $2', [tenantId, id]);
}

/** The import that has applied the same file to the same location before. */
export async function appliedBefore(
  tx: EntityManager,
  { id, tenantId, locationId, digest }: Pick<StockImportRow, 'id' | 'tenantId' | 'locationId' | 'digest'>,
): Promise<{ readonly id: string; readonly appliedAt: Date } | null> {
  const [row] = await tx.query<{ id: string; appliedAt: Date }[]>(
    `SELECT id, applied_at AS "appliedAt" FROM stock_imports
     WHERE tenant_id = $1 AND location_id = $2 AND digest = $3 AND applied_at IS NOT NULL AND id <> $4`,
    [tenantId, locationId, digest, id],
  );
  return row ?? null;
}
