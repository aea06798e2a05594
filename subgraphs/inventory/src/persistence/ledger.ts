import type { EntityManager } from 'typeorm';

/** Each finds the rows that break it, and names them; `$1` is the store. */
const INVARIANTS = {
  'on hand is the sum of the movements': `
    SELECT i.id, format('on hand %s, movements %s', i.on_hand, coalesce(m.total, 0)) AS what
    FROM inventory_items i
    LEFT JOIN (SELECT item_id, sum(quantity) AS total FROM stock_movements WHERE tenant_id = $1 GROUP BY item_id) m ON m.item_id = i.id
    WHERE i.tenant_id = $1 AND i.on_hand <> coalesce(m.total, 0)`,
  'reserved is the sum of what is held': `
    SELECT i.id, format('reserved %s, held %s', i.reserved, coalesce(r.total, 0)) AS what
    FROM inventory_items i
    LEFT JOIN (
      SELECT item_id, sum(quantity) AS total FROM reservations WHERE tenant_id = $1 AND status = 'HELD' GROUP BY item_id
    ) r ON r.item_id = i.id
    WHERE i.tenant_id = $1 AND i.reserved <> coalesce(r.total, 0)`,
  'reserved is between 0 and on hand': `
    SELECT id, format('on hand %s, reserved %s', on_hand, reserved) AS what
    FROM inventory_items WHERE tenant_id = $1 AND NOT reserved BETWEEN 0 AND on_hand`,
  'each movement says what was on hand after it': `
    SELECT id, format('says %s, is %s', on_hand_after, running) AS what
    FROM (
      SELECT id, on_hand_after, sum(quantity) OVER (PARTITION BY item_id ORDER BY sequence) AS running
      FROM stock_movements WHERE tenant_id = $1) m
    WHERE on_hand_after <> running`,
  'a movement names the variant and location of its item': `
    SELECT m.id, format('item %s', m.item_id) AS what
    FROM stock_movements m LEFT JOIN inventory_items i ON i.tenant_id = $1 AND i.id = m.item_id
    WHERE m.tenant_id = $1 AND (i.id IS NULL OR i.variant_id <> m.variant_id OR i.location_id <> m.location_id)`,
  'an order that has ended holds nothing': `
    SELECT r.id, format('order %s is %s', r.order_id, h.status) AS what
    FROM reservations r LEFT JOIN order_holds h ON h.tenant_id = $1 AND h.order_id = r.order_id
    WHERE r.tenant_id = $1 AND r.status = 'HELD' AND coalesce(h.status, 'not known') NOT IN ('RESERVED', 'CONFIRMED')`,
  'what was committed stands in the ledger as sold': `
    SELECT i.id, format('committed %s, sold %s', coalesce(r.total, 0), coalesce(m.total, 0)) AS what
    FROM inventory_items i
    LEFT JOIN (
      SELECT item_id, sum(quantity) AS total FROM reservations WHERE tenant_id = $1 AND status = 'COMMITTED' GROUP BY item_id
    ) r ON r.item_id = i.id
    LEFT JOIN (
      SELECT item_id, -sum(quantity) AS total FROM stock_movements
      WHERE tenant_id = $1 AND reason = 'SALE' AND quantity < 0 GROUP BY item_id
    ) m ON m.item_id = i.id
    WHERE i.tenant_id = $1 AND coalesce(r.total, 0) > coalesce(m.total, 0)`,
} as const;

export type LedgerInvariant = keyof typeof INVARIANTS;

export const LEDGER_INVARIANTS = Object.keys(INVARIANTS) as LedgerInvariant[];

export interface BrokenRow {
  readonly id: string;
  readonly what: string;
}

/** The rows of a store that break an invariant: how many, and the first few of them. One statement. */
export async function rowsBreaking(
  tx: EntityManager,
  tenantId: string,
  invariant: LedgerInvariant,
  examples: number,
): Promise<{ count: number; examples: BrokenRow[] }> {
  const rows = await tx.query<(BrokenRow & { readonly count: number })[]>(
    `SELECT id, what, count(*) OVER ()::int AS count FROM (${INVARIANTS[invariant]}) broken ORDER BY id LIMIT ${examples}`,
    [tenantId],
  );
  return { count: rows[0]?.count ?? 0, examples: rows.map(({ id, what }) => ({ id, what })) };
}
