import { createSharedRuns, type Database } from '@longbox/postgres';

export interface OrderNumbers {
  /** The next number of the store. A number that is taken and not used leaves a gap. */
  next(tenantId: string): Promise<string>;
}

/** The first number that a store gives out is the one after it: `1001`. */
const START = 1_000;
/** Checkouts served by one statement; more than a process has under way. */
const MOST_AT_ONCE = 1_000;

/**
 * Numbers that people say on the telephone: short, rising, unique within the store, with gaps where a checkout failed.
 *
 * The counter is one row for each store, and every checkout of the store wants it: held through the checkout's transaction it would
 * line all of them up. So a number is taken in a statement of its own, before that transaction begins; and whoever asks while such
 * a statement is under way is served by the next one, all together. The row is locked once for many checkouts, for the time of one commit.
 */
export function createOrderNumbers(database: Database): OrderNumbers {
  async function take(tenantId: string, count: number): Promise<number> {
    const rows: { last: number }[] = await database.read(tenantId, (connection) =>
      connection.query(
        `INSERT INTO order_numbers AS counter (tenant_id, last) VALUES ($1, $2::integer + $3::integer)
         ON CONFLICT (tenant_id) DO UPDATE SET last = counter.last + $3::integer RETURNING last`,
        [tenantId, START, count],
      ),
    );
    if (!rows[0]) throw new Error('the counter of order numbers gave none');
    return rows[0].last;
  }

  const next = createSharedRuns<null, string>({
    most: MOST_AT_ONCE,
    async run(tenantId, { length }) {
      const last = await take(tenantId, length);
      return Array.from({ length }, (_, index) => String(last - length + 1 + index));
    },
  });
  return { next: (tenantId) => next(tenantId, null) };
}
