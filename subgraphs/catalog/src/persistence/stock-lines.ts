import type { EntityManager } from 'typeorm';
import type { Condition, Copy, Edition, Finish } from '../domain/catalog.ts';
import type { StockTexts } from '../domain/stock-line.ts';

export type StockLineStatus =
  'EXACT' | 'LIKELY' | 'CONFIRMED' | 'DOUBTFUL' | 'UNMATCHED' | 'INVALID' | 'EMPTY' | 'REJECTED';

/** A printing that a line may mean. */
export interface StockCandidateRow {
  readonly printId: string;
  /** 0 to 1. */
  readonly confidence: number;
}

export interface StockLineRow {
  readonly line: number;
  readonly status: StockLineStatus;
  readonly texts: StockTexts;
  readonly condition: Condition | null;
  readonly finish: Finish | null;
  readonly edition: Edition | null;
  readonly quantity: number | null;
  readonly counted: boolean | null;
  readonly priceMinor: number | null;
  readonly confidence: number | null;
  readonly printId: string | null;
  readonly candidates: readonly StockCandidateRow[];
  readonly problem: string | null;
  readonly appliedAt: Date | null;
}

/** An import of a store. */
interface Key {
  readonly id: string;
  readonly tenantId: string;
}

const COLUMNS = `line, status, texts, condition, finish, edition, quantity, counted, price_minor AS "priceMinor", confidence,
  print_id AS "printId", candidates, problem, applied_at AS "appliedAt"`;

export async function insertStockLines(
  tx: EntityManager,
  { id, tenantId }: Key,
  lines: readonly Omit<StockLineRow, 'appliedAt'>[],
): Promise<void> {
  await tx.query(
    `INSERT INTO stock_import_lines (tenant_id, import_id, line, status, texts, condition, finish, edition, quantity, counted, price_minor,
       confidence, print_id, candidates, problem)
     SELECT $1, $2, line, status, texts, condition, finish, edition, quantity, counted, "priceMinor", confidence, "printId", candidates, problem
     FROM json_to_recordset($3::json) AS t(line integer, status text, texts jsonb, condition text, finish text, edition text, quantity integer,
       counted boolean, "priceMinor" integer, confidence real, "printId" uuid, candidates jsonb, problem text)`,
    [tenantId, id, JSON.stringify(lines)],
  );
}

/** Lines behind `after` in the order of the file; null for those of every status. */
export function listStockLines(
  connection: EntityManager,
  { id, tenantId }: Key,
  statuses: readonly StockLineStatus[] | null,
  after: number,
  limit: number,
): Promise<StockLineRow[]> {
  return connection.query(
    `SELECT ${COLUMNS} FROM stock_import_lines
     WHERE tenant_id = $1 AND import_id = $2 AND ($3::text[] IS NULL OR status = ANY($3)) AND line > $4 ORDER BY line LIMIT $5`,
    [tenantId, id, statuses, after, limit],
  );
}

/** Lines by their numbers, which nobody else changes until the transaction ends. */
export function lockStockLines(
  tx: EntityManager,
  { id, tenantId }: Key,
  lines: readonly number[],
): Promise<StockLineRow[]> {
  return tx.query(
    `SELECT ${COLUMNS} FROM stock_import_lines
     WHERE tenant_id = $1 AND import_id = $2 AND line = ANY($3::int[]) ORDER BY line FOR UPDATE`,
    [tenantId, id, lines],
  );
}

/** What a person decided of a line. */
export interface StockDecision {
  readonly line: number;
  readonly status: 'CONFIRMED' | 'REJECTED';
  readonly printId: string | null;
  readonly condition: Condition | null;
  readonly finish: Finish | null;
  readonly edition: Edition | null;
}

export function decideStockLines(
  tx: EntityManager,
  { id, tenantId }: Key,
  decisions: readonly StockDecision[],
): Promise<StockLineRow[]> {
  return tx.query(
    `WITH decided AS (
       UPDATE stock_import_lines l SET status = d.status, print_id = d."printId", condition = coalesce(d.condition, l.condition),
         finish = coalesce(d.finish, l.finish), edition = coalesce(d.edition, l.edition), problem = NULL
       FROM json_to_recordset($3::json) AS d(line integer, status text, "printId" uuid, condition text, finish text, edition text)
       WHERE l.tenant_id = $1 AND l.import_id = $2 AND l.line = d.line
       RETURNING l.*)
     SELECT ${COLUMNS} FROM decided ORDER BY line`,
    [tenantId, id, JSON.stringify(decisions)],
  );
}

export interface StockCounts {
  readonly importId: string;
  readonly status: StockLineStatus;
  readonly lines: number;
  readonly applied: number;
  /** Text, because PostgreSQL's bigint is. */
  readonly pieces: string;
}

/** How many lines of imports have each status. */
export function countStockLines(
  connection: EntityManager,
  tenantId: string,
  importIds: readonly string[],
): Promise<StockCounts[]> {
  return connection.query(
    `SELECT import_id AS "importId", status, count(*)::int AS lines, count(applied_at)::int AS applied, coalesce(sum(quantity), 0) AS pieces
     FROM stock_import_lines WHERE tenant_id = $1 AND import_id = ANY($2::uuid[]) GROUP BY import_id, status`,
    [tenantId, importIds],
  );
}

/** All lines of one copy that are matched and not applied yet, together. */
export interface StockGroup extends Copy {
  readonly printId: string;
  readonly quantity: number;
  /** Whether the quantity is what there is. What comes after a part that is applied already is added to it. */
  readonly counted: boolean;
  /** The last one that the file says. */
  readonly priceMinor: number | null;
}

/** The next copies to apply, `limit` at most; empty when everything is. Pieces beyond a thousand million count as these. */
export function nextStockGroups(
  tx: EntityManager,
  { id, tenantId }: Key,
  limit: number,
): Promise<StockGroup[]> {
  return tx.query(
    `WITH next AS (
       SELECT print_id, condition, finish, edition, least(sum(quantity), 1000000000)::int AS quantity, bool_or(counted) AS counted,
         (array_agg(price_minor ORDER BY line DESC) FILTER (WHERE price_minor IS NOT NULL))[1] AS price_minor
       FROM stock_import_lines
       WHERE tenant_id = $1 AND import_id = $2 AND print_id IS NOT NULL AND applied_at IS NULL
       GROUP BY print_id, condition, finish, edition ORDER BY print_id, condition, finish, edition LIMIT $3)
     SELECT n.print_id AS "printId", n.condition, n.finish, n.edition, n.quantity, n.price_minor AS "priceMinor",
       n.counted AND NOT EXISTS (
         SELECT FROM stock_import_lines l WHERE l.tenant_id = $1 AND l.import_id = $2 AND l.print_id = n.print_id
           AND (l.condition, l.finish, l.edition) = (n.condition, n.finish, n.edition) AND l.applied_at IS NOT NULL) AS counted
     FROM next n`,
    [tenantId, id, limit],
  );
}

/** Notes that copies are applied, and what TCGplayer's ids mean that their lines bear. */
export async function markApplied(
  tx: EntityManager,
  { id, tenantId }: Key,
  groups: readonly StockGroup[],
  now: Date,
): Promise<void> {
  await tx.query(
    `WITH applied AS (
       UPDATE stock_import_lines l SET applied_at = $4
       FROM json_to_recordset($3::json) AS g("printId" uuid, condition text, finish text, edition text)
       WHERE l.tenant_id = $1 AND l.import_id = $2 AND l.applied_at IS NULL
         AND l.print_id = g."printId" AND l.condition = g.condition AND l.finish = g.finish AND l.edition = g.edition
       RETURNING l.*)
     INSERT INTO stock_matches (tenant_id, tcgplayer_id, print_id, condition, finish, edition)
     SELECT DISTINCT ON (texts ->> 'tcgplayerId') tenant_id, texts ->> 'tcgplayerId', print_id, condition, finish, edition
     FROM applied WHERE texts ->> 'tcgplayerId' IS NOT NULL ORDER BY texts ->> 'tcgplayerId', line
     ON CONFLICT (tenant_id, tcgplayer_id) DO UPDATE SET print_id = excluded.print_id, condition = excluded.condition,
       finish = excluded.finish, edition = excluded.edition`,
    [tenantId, id, JSON.stringify(groups), now],
  );
}

/** Takes copies out that cannot be applied, and says why; a person decides anew. */
export async function refuseGroups(
  tx: EntityManager,
  { id, tenantId }: Key,
  groups: readonly StockGroup[],
  problem: string,
): Promise<void> {
  await tx.query(
    `UPDATE stock_import_lines l SET status = 'DOUBTFUL', print_id = NULL, problem = $4
     FROM json_to_recordset($3::json) AS g("printId" uuid, condition text, finish text, edition text)
     WHERE l.tenant_id = $1 AND l.import_id = $2 AND l.applied_at IS NULL
       AND l.print_id = g."printId" AND l.condition = g.condition AND l.finish = g.finish AND l.edition = g.edition`,
    [tenantId, id, JSON.stringify(groups), problem],
  );
}
