import type { EntityManager } from 'typeorm';
import type { Candidate, Share } from '../domain/allocation.ts';
import { ITEM_COLUMNS, type ItemRow } from './rows.ts';

export interface CandidateRow extends Omit<Candidate, 'buffer'> {
  /** Pieces held back, by channel. */
  readonly buffers: Readonly<Record<string, number>>;
  readonly locationCode: string;
  readonly bin: string | null;
}

/**
 * The items at active locations that could serve orders for these variants, the store's oldest location first; locked, in the order of
 * their ids, until the transaction ends. So what is found stays so, and no two transactions wait for each other in a circle.
 */
export async function lockCandidates(
  tx: EntityManager,
  tenantId: string,
  variantIds: readonly string[],
): Promise<CandidateRow[]> {
  const rows = await tx.query<(CandidateRow & { readonly since: Date })[]>(
    `SELECT i.id AS "itemId", i.variant_id AS "variantId", i.location_id AS "locationId", l.code AS "locationCode", i.bin,
       i.on_hand AS "onHand", i.reserved, i.safety_stock AS "safetyStock", i.channel_buffers AS buffers, l.created_at AS since
     FROM inventory_items i JOIN locations l ON l.id = i.location_id
     WHERE i.tenant_id = $1 AND i.variant_id = ANY ($2::uuid[]) AND l.active
     ORDER BY i.id FOR NO KEY UPDATE OF i`,
    [tenantId, variantIds],
  );
  return rows.sort((a, b) => a.since.getTime() - b.since.getTime() || (a.locationId < b.locationId ? -1 : 1));
}

/** What is held for one order. */
export interface Hold {
  readonly orderId: string;
  readonly expiresAt: Date;
  readonly reservations: readonly (Share & { readonly reservationId: string })[];
}

/**
 * Takes the pieces of the holds from the items, which the caller has locked, and writes the reservations, all in one statement; answers
 * the items as they are then. Throws when an item does not have them.
 */
export async function holdStock(
  tx: EntityManager,
  tenantId: string,
  holds: readonly Hold[],
  now: Date,
): Promise<ItemRow[]> {
  const taken = new Map<string, number>();
  for (const { itemId, quantity } of holds.flatMap(({ reservations }) => reservations))
    taken.set(itemId, (taken.get(itemId) ?? 0) + quantity);
  const reservations = holds.flatMap((hold) =>
    hold.reservations.map((share) => ({ ...share, orderId: hold.orderId, expiresAt: hold.expiresAt })),
  );
  const items = await tx.query<ItemRow[]>(HOLD, [
    tenantId,
    now,
    JSON.stringify([...taken].map(([item, quantity]) => ({ item, quantity }))),
    JSON.stringify(reservations),
    JSON.stringify(holds.map(({ orderId, expiresAt }) => ({ orderId, expiresAt }))),
  ]);
  if (items.length !== taken.size) throw new Error(`${items.length} of ${taken.size} items could be held`);
  return items;
}

const HOLD = `
WITH updated AS (
  UPDATE inventory_items i SET reserved = i.reserved + r.quantity, version = i.version + 1, updated_at = $2::timestamptz
  FROM json_to_recordset($3::json) AS r (item uuid, quantity int)
  WHERE i.tenant_id = $1::uuid AND i.id = r.item AND i.on_hand - i.reserved >= r.quantity
  RETURNING ${ITEM_COLUMNS}),
reserved AS (
  INSERT INTO reservations (id, tenant_id, order_id, order_line_id, item_id, quantity, status, expires_at, updated_at)
  SELECT r."reservationId", $1, r."orderId", r."orderLineId", r."itemId", r.quantity, 'HELD', r."expiresAt", $2
  FROM json_to_recordset($4::json) AS r ("reservationId" uuid, "orderId" uuid, "orderLineId" uuid, "itemId" uuid, quantity int,
    "expiresAt" timestamptz)),
reminded AS (
  INSERT INTO hold_expiries (order_id, tenant_id, expires_at)
  SELECT r."orderId", $1, r."expiresAt" FROM json_to_recordset($5::json) AS r ("orderId" uuid, "expiresAt" timestamptz))
SELECT * FROM updated`;
