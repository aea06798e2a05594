import type { EntityManager } from 'typeorm';

/** The first number that a store gives out is the one after it: `1001`. */
const START = 1_000;

/**
 * Takes the next numbers of a store, which people say on the telephone: short, rising, unique within the store, without gaps but where an
 * order's idempotency key was taken in the last moment. The counter is one row for each store, locked from here to the end of the
 * transaction: take them late in it, and for all that share it at once.
 */
export async function takeOrderNumbers(
  tx: EntityManager,
  tenantId: string,
  count: number,
): Promise<readonly string[]> {
  const rows: { last: number }[] = await tx.query(
    `INSERT INTO order_numbers AS counter (tenant_id, last) VALUES ($1, $2::integer + $3::integer)
     ON CONFLICT (tenant_id) DO UPDATE SET last = counter.last + $3::integer RETURNING last`,
    [tenantId, START, count],
  );
  const last = rows[0]?.last;
  if (last === undefined) throw new Error('the counter of order numbers gave none');
  return Array.from({ length: count }, (_, index) => String(last - count + 1 + index));
}
