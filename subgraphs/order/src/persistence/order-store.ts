import type { EntityManager } from 'typeorm';
import { insertRecords, recordsOf } from './columns.ts';
import { OrderEntity, OrderLineEntity, TimelineEntity } from './entities.ts';
import { CART_CHANGED_CHANNEL, ORDER_CHANGED_CHANNEL, cartKey, payloadOf } from './notices.ts';
import type { OrderLineRow, OrderRow, TimelineRow } from './rows.ts';

export interface NewOrder {
  readonly order: OrderRow;
  readonly lines: readonly OrderLineRow[];
  readonly timeline: readonly TimelineRow[];
  /** What it was placed with: the key, and what tells the request from another under the same key. */
  readonly checkout: { readonly key: string; readonly inputHash: Buffer };
  /** What it is to be paid with, once the stock is reserved. */
  readonly authorization: { readonly id: string; readonly token: string };
  /** When it is given up, unless the stock is reserved by then. */
  readonly reserveBy: Date;
}

/**
 * Writes orders and all that belongs to them: their carts become the orders, their idempotency keys are taken, their authorisations wait
 * and their timers run; one statement. Answers the ids of the orders that were placed: one whose key is taken is not, and nothing of it is
 * written. It waits for a transaction that is taking a key at the moment.
 */
export async function insertOrders(
  tx: EntityManager,
  tenantId: string,
  placed: readonly NewOrder[],
): Promise<ReadonlySet<string>> {
  const heads = placed.map(({ order, checkout, authorization, reserveBy }) => ({
    orderId: order.id,
    cartId: order.cartId,
    key: checkout.key,
    inputHash: checkout.inputHash.toString('hex'),
    authorizationId: authorization.id,
    token: authorization.token,
    reserveBy,
    at: order.placedAt,
    amountMinor: order.totalMinor,
    currency: order.currency,
    orderNotice: payloadOf({ tenantId, orderId: order.id, from: 1, to: order.revision }),
    cartNotice: cartKey(tenantId, order.cartId ?? ''),
  }));
  const answered: { orderId: string }[] = await tx.query(place(tx), [
    tenantId,
    JSON.stringify(heads),
    recordsOf(
      tx,
      OrderEntity,
      placed.map(({ order }) => order),
    ),
    recordsOf(
      tx,
      OrderLineEntity,
      placed.flatMap(({ lines }) => lines),
    ),
    recordsOf(
      tx,
      TimelineEntity,
      placed.flatMap(({ timeline }) => timeline),
    ),
    ORDER_CHANGED_CHANNEL,
    CART_CHANGED_CHANNEL,
  ]);
  return new Set(answered.map(({ orderId }) => orderId));
}

const place = (tx: EntityManager) => `
WITH wanted AS MATERIALIZED (
  SELECT * FROM json_to_recordset($2::json) AS w ("orderId" uuid, "cartId" uuid, key text, "inputHash" text,
    "authorizationId" uuid, token text, "reserveBy" timestamptz, at timestamptz, "amountMinor" int, currency text,
    "orderNotice" text, "cartNotice" text)),
claimed AS (
  INSERT INTO checkouts (tenant_id, key, input_hash, order_id, created_at)
  SELECT $1::uuid, key, decode("inputHash", 'hex'), "orderId", at FROM wanted ORDER BY key
  ON CONFLICT (tenant_id, key) DO NOTHING RETURNING order_id),
placed AS (
  ${insertRecords(tx, OrderEntity, 3, 'claimed', 'r.id = claimed.order_id')}),
lines AS (
  ${insertRecords(tx, OrderLineEntity, 4, 'claimed', 'r.order_id = claimed.order_id')}),
told AS (
  ${insertRecords(tx, TimelineEntity, 5, 'claimed', 'r.order_id = claimed.order_id')}),
closed AS (
  UPDATE carts c SET order_id = claimed.order_id, updated_at = w.at
  FROM claimed JOIN wanted w ON w."orderId" = claimed.order_id WHERE c.tenant_id = $1 AND c.id = w."cartId"),
waiting AS (
  INSERT INTO payment_jobs (id, tenant_id, order_id, kind, amount_minor, currency, token)
  SELECT w."authorizationId", $1, w."orderId", 'AUTHORIZATION', w."amountMinor", w.currency, w.token
  FROM claimed JOIN wanted w ON w."orderId" = claimed.order_id),
reminded AS (
  INSERT INTO order_timers (order_id, kind, tenant_id, due_at)
  SELECT w."orderId", 'RESERVATION', $1, w."reserveBy" FROM claimed JOIN wanted w ON w."orderId" = claimed.order_id)
SELECT claimed.order_id AS "orderId", pg_notify($6, w."orderNotice"), pg_notify($7, w."cartNotice")
FROM claimed JOIN wanted w ON w."orderId" = claimed.order_id`;
