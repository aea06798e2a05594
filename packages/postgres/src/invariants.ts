import type { EntityManager } from 'typeorm';
import type { Database } from './database.ts';

/**
 * Something that must be true of the rows of a database, whatever crashed, came twice or came late. It is data, so that a list of them can
 * be run, counted and written into the docs.
 */
export interface Invariant {
  /** What must be true, in few words; no other invariant of the database has them. */
  readonly name: string;
  /** What a person who sees it broken should know: a sentence. */
  readonly sentence: string;
  /** The table whose rows are held to it. */
  readonly table: string;
  /**
   * SQL that finds the rows that break it, each once, as `id` and `what`. `$1` is the store (null for what belongs to no store) and `$2`
   * the seconds after which something that waits is late.
   */
  readonly broken: string;
}

/** A row that breaks an invariant, and how. */
export interface BrokenRow {
  readonly id: string;
  readonly what: string;
}

export interface BrokenRows {
  readonly count: number;
  /** The first few of them, in the order of their ids. */
  readonly examples: readonly BrokenRow[];
}

export interface InvariantCheck extends BrokenRows {
  readonly invariant: Invariant;
  /** How many rows were held to it. */
  readonly checked: number;
}

export interface CheckOptions {
  /** Seconds after which something that waits is late. */
  readonly lateSeconds: number;
  /** Rows that break an invariant are named up to so many. */
  readonly examples: number;
}

/** Gives both parameters their types also where the SQL behind it uses one of them, or none. */
const GIVEN = 'WITH given AS (SELECT $1::uuid AS store, $2::float8 AS late)';

/** The rows that break an invariant: how many, and the first few of them. One statement, in the store's (or no store's) transaction. */
export async function rowsBreaking(
  tx: EntityManager,
  { broken }: Invariant,
  tenantId: string | null,
  { lateSeconds, examples }: CheckOptions,
): Promise<BrokenRows> {
  const rows = await tx.query<(BrokenRow & { readonly count: number })[]>(
    `${GIVEN} SELECT id::text AS id, what, (count(*) OVER ())::float8 AS count FROM (${broken}) broken ORDER BY 1 LIMIT ${examples}`,
    [tenantId, lateSeconds],
  );
  return { count: rows[0]?.count ?? 0, examples: rows.map(({ id, what }) => ({ id, what })) };
}

/**
 * Holds the rows of a store, or with null those that belong to none, to all the invariants on one snapshot, so that it may run while the
 * store sells. It reads whole tables.
 */
export function checkInvariants(
  database: Database,
  tenantId: string | null,
  invariants: readonly Invariant[],
  options: CheckOptions,
): Promise<InvariantCheck[]> {
  const work = async (tx: EntityManager) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const checks: InvariantCheck[] = [];
    const counts = new Map<string, number>();
    for (const invariant of invariants) {
      const checked = counts.get(invariant.table) ?? (await countRows(tx, invariant.table, tenantId));
      counts.set(invariant.table, checked);
      checks.push({ invariant, checked, ...(await rowsBreaking(tx, invariant, tenantId, options)) });
    }
    return checks;
  };
  return tenantId === null ? database.systemTransaction(work) : database.transaction(tenantId, work);
}

async function countRows(tx: EntityManager, table: string, tenantId: string | null): Promise<number> {
  const [row] = await tx.query<{ count: number }[]>(
    `SELECT count(*)::float8 AS count FROM ${table} ${tenantId === null ? '' : 'WHERE tenant_id = $1'}`,
    tenantId === null ? [] : [tenantId],
  );
  return row?.count ?? 0;
}
