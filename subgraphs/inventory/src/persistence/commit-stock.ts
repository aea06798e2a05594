import type { EntityManager } from 'typeorm';
import type { CommittedPart } from '../domain/shipment.ts';
import { ITEM_COLUMNS, type ItemRow } from './rows.ts';

export interface Departure {
  readonly tenantId: string;
  readonly shipmentId: string;
  /** The order's number: what the movements refer to. */
  readonly reference: string;
  readonly actor: string;
  /** `splitId` is the id of the committed row where only a part of a reservation left. */
  readonly parts: readonly (CommittedPart & { readonly splitId: string })[];
  /** One for each item that the parts name. */
  readonly movements: readonly { readonly id: string; readonly itemId: string; readonly quantity: number }[];
}

/**
 * Takes what has left the store off the shelves, in one statement: on hand and reserved go down, a SALE stands in the ledger, and the
 * reservations are committed; of a reservation that left in part, the rest stays held under its id. The caller has locked the order.
 */
export async function commitStock(tx: EntityManager, departure: Departure, now: Date): Promise<ItemRow[]> {
  return tx.query(COMMIT, [
    departure.tenantId,
    departure.shipmentId,
    departure.reference,
    departure.actor,
    now,
    JSON.stringify(
      departure.parts.map(({ reservationId, splitId, quantity }) => ({
        id: reservationId,
        split: splitId,
        quantity,
      })),
    ),
    JSON.stringify(departure.movements.map(({ id, itemId, quantity }) => ({ id, item: itemId, quantity }))),
  ]);
}

const COMMIT = `
WITH part AS MATERIALIZED (SELECT * FROM json_to_recordset($6::json) AS p (id uuid, split uuid, quantity int)),
gone AS MATERIALIZED (SELECT * FROM json_to_recordset($7::json) AS g (id uuid, item uuid, quantity int)),
locked AS MATERIALIZED (
  SELECT i.id FROM inventory_items i JOIN gone ON gone.item = i.id WHERE i.tenant_id = $1::uuid ORDER BY i.id FOR NO KEY UPDATE OF i),
updated AS (
  UPDATE inventory_items i
  SET on_hand = i.on_hand - gone.quantity, reserved = i.reserved - gone.quantity, version = i.version + 1, updated_at = $5::timestamptz
  FROM locked JOIN gone ON gone.item = locked.id WHERE i.tenant_id = $1 AND i.id = locked.id
  RETURNING ${ITEM_COLUMNS}),
split AS (
  INSERT INTO reservations
    (id, tenant_id, order_id, order_line_id, item_id, quantity, status, expires_at, shipment_id, updated_at)
  SELECT part.split, $1, r.order_id, r.order_line_id, r.item_id, part.quantity, 'COMMITTED', r.expires_at, $2::uuid, $5
  FROM part JOIN reservations r ON r.tenant_id = $1 AND r.id = part.id WHERE part.quantity < r.quantity),
committed AS (
  UPDATE reservations r SET
    quantity = CASE WHEN part.quantity < r.quantity THEN r.quantity - part.quantity ELSE r.quantity END,
    status = CASE WHEN part.quantity < r.quantity THEN r.status ELSE 'COMMITTED' END,
    shipment_id = CASE WHEN part.quantity < r.quantity THEN NULL ELSE $2 END,
    updated_at = $5
  FROM part WHERE r.tenant_id = $1 AND r.id = part.id),
moved AS (
  INSERT INTO stock_movements
    (id, tenant_id, item_id, variant_id, location_id, at, type, quantity, on_hand_after, reason, reference, actor)
  SELECT gone.id, $1, u.id, u."variantId", u."locationId", $5, 'OUT', -gone.quantity, u."onHand", 'SALE', $3::text, $4::text
  FROM gone JOIN updated u ON u.id = gone.item)
SELECT * FROM updated`;
