import type { EntityManager } from 'typeorm';
import type { MovementType, StockReason } from '../domain/stock.ts';
import { ITEM_COLUMNS, type ItemRow } from './rows.ts';

/** An item that is to be there. */
export interface Place {
  /** Its id if it has to be made. */
  readonly id: string;
  readonly variantId: string;
  readonly productId: string;
  readonly locationId: string;
}

/**
 * Makes the items that are not there yet, empty, and locks all of them in the order of their ids. Two statements, however many: the
 * second sees what another transaction made while the first waited for it.
 */
export async function lockItems(
  tx: EntityManager,
  tenantId: string,
  places: readonly Place[],
  now: Date,
): Promise<ItemRow[]> {
  const given = JSON.stringify(places);
  await tx.query(
    `INSERT INTO inventory_items (id, tenant_id, variant_id, product_id, location_id, updated_at)
     SELECT id, $1, "variantId", "productId", "locationId", $3
     FROM json_to_recordset($2::json) AS p (id uuid, "variantId" uuid, "productId" uuid, "locationId" uuid)
     ORDER BY "variantId", "locationId"
     ON CONFLICT ON CONSTRAINT inventory_items_place DO NOTHING`,
    [tenantId, given, now],
  );
  return tx.query(
    `SELECT ${ITEM_COLUMNS} FROM inventory_items i
     JOIN json_to_recordset($2::json) AS p ("variantId" uuid, "locationId" uuid)
       ON i.variant_id = p."variantId" AND i.location_id = p."locationId"
     WHERE i.tenant_id = $1 ORDER BY i.id FOR NO KEY UPDATE OF i`,
    [tenantId, given],
  );
}

export interface NewMovement {
  readonly id: string;
  readonly itemId: string;
  readonly type: MovementType;
  readonly quantity: number;
  readonly onHandAfter: number;
}

export interface AdjustedItem {
  readonly id: string;
  readonly onHand: number;
  readonly bin: string | null;
  readonly safetyStock: number;
}

/** Writes items that the caller has locked, and the movements that made them so, in their order. One statement. */
export function writeAdjustment(
  tx: EntityManager,
  tenantId: string,
  items: readonly AdjustedItem[],
  ledger: {
    readonly movements: readonly NewMovement[];
    readonly reason: StockReason;
    readonly reference: string | null;
    readonly actor: string;
  },
  now: Date,
): Promise<ItemRow[]> {
  return tx.query(
    `WITH updated AS (
       UPDATE inventory_items i
       SET on_hand = c."onHand", bin = c.bin, safety_stock = c."safetyStock", version = i.version + 1, updated_at = $4::timestamptz
       FROM json_to_recordset($2::json) AS c (id uuid, "onHand" int, bin text, "safetyStock" int)
       WHERE i.tenant_id = $1::uuid AND i.id = c.id
       RETURNING ${ITEM_COLUMNS}),
     moved AS (
       INSERT INTO stock_movements
         (id, tenant_id, item_id, variant_id, location_id, at, type, quantity, on_hand_after, reason, reference, actor)
       SELECT m.id, $1, u.id, u."variantId", u."locationId", $4, m.type, m.quantity, m."onHandAfter", $5::text, $6::text, $7::text
       FROM ROWS FROM (json_to_recordset($3::json) AS (id uuid, "itemId" uuid, type text, quantity int, "onHandAfter" int))
         WITH ORDINALITY AS m (id, "itemId", type, quantity, "onHandAfter", position)
       JOIN updated u ON u.id = m."itemId" ORDER BY m.position)
     SELECT * FROM updated`,
    [
      tenantId,
      JSON.stringify(items),
      JSON.stringify(ledger.movements),
      now,
      ledger.reason,
      ledger.reference,
      ledger.actor,
    ],
  );
}
