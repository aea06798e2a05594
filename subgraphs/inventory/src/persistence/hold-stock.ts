import type { EntityManager } from 'typeorm';
import type { Candidate, Share } from '../domain/allocation.ts';
import { ITEM_COLUMNS, sellable, type ItemRow } from './rows.ts';

export interface CandidateRow extends Candidate {
  readonly locationCode: string;
  readonly bin: string | null;
}

/**
 * The items at active locations that could serve an order for these variants on this channel, the store's oldest location first. With
 * `lock` they are locked until the transaction ends, in the order of their ids.
 */
export async function candidatesFor(
  tx: EntityManager,
  tenantId: string,
  wanted: { variantIds: readonly string[]; channel: string },
  { lock }: { lock: boolean },
): Promise<CandidateRow[]> {
  const rows = await tx.query<(CandidateRow & { readonly since: Date })[]>(
    `SELECT i.id AS "itemId", i.variant_id AS "variantId", i.location_id AS "locationId", l.code AS "locationCode", i.bin,
       i.on_hand AS "onHand", i.reserved, i.safety_stock AS "safetyStock",
       coalesce((i.channel_buffers ->> $3::text)::int, 0) AS buffer, l.created_at AS since
     FROM inventory_items i JOIN locations l ON l.id = i.location_id
     WHERE i.tenant_id = $1 AND i.variant_id = ANY ($2::uuid[]) AND l.active
     ORDER BY i.id ${lock ? 'FOR NO KEY UPDATE OF i' : ''}`,
    [tenantId, wanted.variantIds, wanted.channel],
  );
  return rows.sort((a, b) => a.since.getTime() - b.since.getTime() || (a.locationId < b.locationId ? -1 : 1));
}

export interface Hold {
  readonly tenantId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly channel: string;
  readonly variantIds: readonly string[];
  readonly expiresAt: Date;
  readonly reservations: readonly (Share & { readonly reservationId: string })[];
}

export type HoldResult =
  | { readonly status: 'HELD'; readonly items: readonly ItemRow[] }
  /** Some item no longer has the pieces; nothing was written. */
  | { readonly status: 'SHORT' }
  /** The order has been dealt with before, or was cancelled before it came; nothing was written. */
  | { readonly status: 'SETTLED' };

/**
 * Holds all shares of an order or none, in one statement: the rows are locked in the order of their ids (PostgreSQL looks again at each
 * once it has the lock), and if every one has the pieces still, an update under that same condition takes them. So no interleaving of
 * orders sells a piece twice. Locked are all candidates of the variants and not only the chosen ones: should the choice have to be made
 * again, it is made among rows that are locked already, and no two orders wait for each other in a circle.
 */
export async function holdStock(tx: EntityManager, hold: Hold, now: Date): Promise<HoldResult> {
  const wanted = new Map<string, number>();
  for (const { itemId, quantity } of hold.reservations)
    wanted.set(itemId, (wanted.get(itemId) ?? 0) + quantity);
  const [answer] = await tx.query<{ enough: boolean; claimed: boolean; items: JsonItem[] }[]>(HOLD, [
    hold.tenantId,
    hold.orderId,
    hold.orderNumber,
    hold.channel,
    hold.expiresAt,
    now,
    JSON.stringify([...wanted].map(([item, quantity]) => ({ item, quantity }))),
    JSON.stringify(
      hold.reservations.map((share) => ({
        id: share.reservationId,
        line: share.orderLineId,
        item: share.itemId,
        quantity: share.quantity,
      })),
    ),
    hold.variantIds,
  ]);
  if (!answer?.enough) return { status: 'SHORT' };
  if (!answer.claimed) return { status: 'SETTLED' };
  if (answer.items.length !== wanted.size)
    throw new Error(`order ${hold.orderId}: ${answer.items.length} of ${wanted.size} items could be held`);
  return {
    status: 'HELD',
    items: answer.items.map((item) => ({ ...item, updatedAt: new Date(item.updatedAt) })),
  };
}

type JsonItem = Omit<ItemRow, 'updatedAt'> & { readonly updatedAt: string };

const HOLD = `
WITH wanted AS MATERIALIZED (
  SELECT * FROM json_to_recordset($7::json) AS w (item uuid, quantity int)),
locked AS MATERIALIZED (
  SELECT i.id, ${sellable('$4::text')} AS free FROM inventory_items i JOIN locations l ON l.id = i.location_id
  WHERE i.tenant_id = $1::uuid AND i.variant_id = ANY ($9::uuid[]) AND l.active
  ORDER BY i.id FOR NO KEY UPDATE OF i),
verdict AS MATERIALIZED (
  SELECT count(*) = (SELECT count(*) FROM wanted) AS enough
  FROM wanted JOIN locked ON locked.id = wanted.item AND locked.free >= wanted.quantity),
claimed AS (
  INSERT INTO order_holds (tenant_id, order_id, order_number, status, expires_at, updated_at)
  SELECT $1::uuid, $2::uuid, $3::text, 'RESERVED', $5::timestamptz, $6::timestamptz FROM verdict WHERE enough
  ON CONFLICT DO NOTHING RETURNING order_id),
updated AS (
  UPDATE inventory_items i SET reserved = i.reserved + wanted.quantity, version = i.version + 1, updated_at = $6
  FROM wanted, claimed WHERE i.tenant_id = $1 AND i.id = wanted.item AND ${sellable('$4::text')} >= wanted.quantity
  RETURNING ${ITEM_COLUMNS}),
reserved AS (
  INSERT INTO reservations (id, tenant_id, order_id, order_line_id, item_id, quantity, status, expires_at, updated_at)
  SELECT r.id, $1, $2, r.line, r.item, r.quantity, 'HELD', $5, $6
  FROM claimed, json_to_recordset($8::json) AS r (id uuid, line uuid, item uuid, quantity int)),
reminded AS (
  INSERT INTO hold_expiries (order_id, tenant_id, expires_at) SELECT $2, $1, $5 FROM claimed)
SELECT enough, EXISTS (SELECT FROM claimed) AS claimed, coalesce((SELECT json_agg(updated) FROM updated), '[]') AS items
FROM verdict`;
