import type { EntityManager } from 'typeorm';
import { isId } from '@longbox/ids';
import type { CartLine } from '../domain/cart.ts';
import { columnsOf } from './columns.ts';
import { CartEntity, CartLineEntity } from './entities.ts';
import { announceCart } from './notices.ts';
import type { CartLineRow, CartRow } from './rows.ts';

export interface StoredCart {
  readonly cart: CartRow;
  /** In the order in which they were added. */
  readonly lines: readonly CartLine[];
}

/** Carts of a store with their lines, by id, in one statement. What there is not is left out. */
export async function findCarts(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, StoredCart>> {
  const asked = ids.filter(isId);
  if (asked.length === 0) return new Map();
  const rows: (CartRow & { readonly lines: CartLineRow[] })[] = await connection.query(
    `SELECT ${columnsOf(connection, CartEntity, 'c')}, (
       SELECT coalesce(json_agg(line ORDER BY line.position), '[]') FROM (
         SELECT ${columnsOf(connection, CartLineEntity, 'l')} FROM cart_lines l
         WHERE l.tenant_id = $1 AND l.cart_id = c.id) AS line) AS lines
     FROM carts c WHERE c.tenant_id = $1 AND c.id = ANY ($2::uuid[])`,
    [tenantId, asked],
  );
  return new Map(rows.map(({ lines, ...cart }) => [cart.id, { cart, lines }]));
}

/** The rows of carts, by id, locked in the order of their ids until the transaction ends; what there is not is left out. */
export async function lockCarts(
  tx: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, CartRow>> {
  const rows: CartRow[] = await tx.query(
    `SELECT ${columnsOf(tx, CartEntity, 'c')} FROM carts c WHERE c.tenant_id = $1 AND c.id = ANY ($2::uuid[])
     ORDER BY c.id FOR UPDATE`,
    [tenantId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export async function insertCart(
  tx: EntityManager,
  cart: CartRow,
  lines: readonly CartLine[],
): Promise<void> {
  await tx.insert(CartEntity, cart);
  await writeLines(tx, cart, lines);
}

/**
 * Writes the next revision of a cart whose revision is still `cart.revision - 1` and that has become no order. False, and nothing
 * written, when somebody else was faster.
 */
export async function replaceCart(
  tx: EntityManager,
  cart: CartRow,
  lines: readonly CartLine[],
): Promise<boolean> {
  const [, changed]: [unknown, number] = await tx.query(
    `UPDATE carts SET revision = $3, shown_total_minor = $4, expires_at = $5, updated_at = $6
     WHERE tenant_id = $1 AND id = $2 AND revision = $3 - 1 AND order_id IS NULL`,
    [cart.tenantId, cart.id, cart.revision, cart.shownTotalMinor, cart.expiresAt, cart.updatedAt],
  );
  if (changed === 0) return false;
  await tx.query(`DELETE FROM cart_lines WHERE tenant_id = $1 AND cart_id = $2 AND id <> ALL ($3::uuid[])`, [
    cart.tenantId,
    cart.id,
    lines.map(({ id }) => id),
  ]);
  await writeLines(tx, cart, lines);
  await announceCart(tx, cart.tenantId, cart.id);
  return true;
}

async function writeLines(tx: EntityManager, cart: CartRow, lines: readonly CartLine[]): Promise<void> {
  if (lines.length === 0) return;
  const rows: CartLineRow[] = lines.map((line, position) => ({
    id: line.id,
    tenantId: cart.tenantId,
    cartId: cart.id,
    variantId: line.variantId,
    quantity: line.quantity,
    position,
    shownUnitMinor: line.shownUnitMinor,
    shownRevision: line.shownRevision,
  }));
  await tx.query(
    `INSERT INTO cart_lines (id, tenant_id, cart_id, variant_id, quantity, position, shown_unit_minor, shown_revision)
     SELECT "id", "tenantId", "cartId", "variantId", "quantity", "position", "shownUnitMinor", "shownRevision"
     FROM json_to_recordset($1::json) AS line("id" uuid, "tenantId" uuid, "cartId" uuid, "variantId" uuid, "quantity" integer,
       "position" integer, "shownUnitMinor" integer, "shownRevision" integer)
     ON CONFLICT (id) DO UPDATE SET quantity = excluded.quantity, position = excluded.position,
       shown_unit_minor = excluded.shown_unit_minor, shown_revision = excluded.shown_revision`,
    [JSON.stringify(rows)],
  );
}

/** Removes carts that expired before the instant and became no order, at most `most`; answers how many. */
export async function sweepCarts(
  tx: EntityManager,
  tenantId: string,
  before: Date,
  most: number,
): Promise<number> {
  const [, swept]: [unknown, number] = await tx.query(
    `DELETE FROM carts WHERE id IN (
       SELECT id FROM carts WHERE tenant_id = $1 AND expires_at < $2 AND order_id IS NULL ORDER BY expires_at LIMIT $3
       FOR UPDATE SKIP LOCKED)`,
    [tenantId, before, most],
  );
  return swept;
}
