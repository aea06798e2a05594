import type { EntityManager } from 'typeorm';
import type { Phase } from '../domain/saga-table.ts';

/** What the orders are, for whoever holds it against what the other databases know. */
export interface OrderFacts {
  readonly id: string;
  readonly phase: Phase;
  readonly quoteId: string | null;
  readonly currency: string;
  readonly totalMinor: number;
  readonly lines: readonly { readonly id: string; readonly quantity: number; readonly fulfilled: number }[];
  /** The packages that are known to have left. */
  readonly shipped: readonly string[];
}

/** A page of orders in the order of their ids, behind `after`, the last id of the page before. */
export function ordersPage(
  tx: EntityManager,
  tenantId: string,
  after: string | null,
  limit: number,
): Promise<OrderFacts[]> {
  return tx.query(
    `SELECT o.id, o.phase, o.quote_id AS "quoteId", o.currency, o.total_minor AS "totalMinor",
       (SELECT coalesce(json_agg(json_build_object('id', l.id, 'quantity', l.quantity, 'fulfilled', l.fulfilled_quantity)), '[]')
        FROM order_lines l WHERE l.tenant_id = $1 AND l.order_id = o.id) AS lines,
       (SELECT coalesce(json_agg(s.shipment_id), '[]')
        FROM order_shipments s WHERE s.tenant_id = $1 AND s.order_id = o.id AND s.shipped) AS shipped
     FROM orders o WHERE o.tenant_id = $1 AND ($2::uuid IS NULL OR o.id > $2) ORDER BY o.id LIMIT $3`,
    [tenantId, after, limit],
  );
}

/** Where each of the orders stands; those that the store does not have are left out. */
export async function phasesOf(
  tx: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, Phase>> {
  const rows = await tx.query<{ id: string; phase: Phase }[]>(
    'SELECT id, phase FROM orders WHERE tenant_id = $1 AND id = ANY ($2::uuid[])',
    [tenantId, ids],
  );
  return new Map(rows.map(({ id, phase }) => [id, phase]));
}

/** How many orders wait for an answer of inventory, the payment provider or fulfillment. */
export async function ordersInFlight(tx: EntityManager, tenantId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM orders
     WHERE tenant_id = $1 AND status IN ('PENDING', 'CANCELLING') AND phase <> 'CANCELLED'`,
    [tenantId],
  );
  return row?.count ?? 0;
}

/** How many payments of any store are due. In a transaction of no store. */
export async function paymentsDue(tx: EntityManager): Promise<number> {
  const [row] = await tx.query<{ count: number }[]>(
    "SELECT count(*)::int AS count FROM payment_jobs WHERE run_at < now() + interval '1 second'",
  );
  return row?.count ?? 0;
}
