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
 * Writes an order and all that belongs to it: its cart becomes the order, its idempotency key is taken, its authorisation waits and its
 * timer runs; one statement. False, and nothing written, when the key is taken; it waits for a transaction that is taking it at the moment.
 */
export async function insertOrder(tx: EntityManager, placed: NewOrder): Promise<boolean> {
  const { order, lines, timeline, checkout, authorization, reserveBy } = placed;
  const { tenantId, id: orderId } = order;
  const [answer]: { claimed: boolean }[] = await tx.query(place(tx), [
    tenantId,
    checkout.key,
    checkout.inputHash,
    orderId,
    order.placedAt,
    recordsOf(tx, OrderEntity, [order]),
    recordsOf(tx, OrderLineEntity, lines),
    recordsOf(tx, TimelineEntity, timeline),
    order.cartId,
    authorization.id,
    authorization.token,
    reserveBy,
    JSON.stringify([
      [ORDER_CHANGED_CHANNEL, payloadOf({ tenantId, orderId, from: 1, to: order.revision })],
      [CART_CHANGED_CHANNEL, cartKey(tenantId, order.cartId ?? '')],
    ]),
  ]);
  return answer?.claimed ?? false;
}

const place = (tx: EntityManager) => `
WITH claimed AS (
  INSERT INTO checkouts (tenant_id, key, input_hash, order_id, created_at)
  VALUES ($1::uuid, $2, $3, $4::uuid, $5::timestamptz) ON CONFLICT (tenant_id, key) DO NOTHING RETURNING order_id),
placed AS (
  ${insertRecords(tx, OrderEntity, 6, 'claimed')} RETURNING total_minor, currency),
lines AS (
  ${insertRecords(tx, OrderLineEntity, 7, 'claimed')}),
told AS (
  ${insertRecords(tx, TimelineEntity, 8, 'claimed')}),
closed AS (
  UPDATE carts c SET order_id = $4, updated_at = $5 FROM claimed WHERE c.tenant_id = $1 AND c.id = $9::uuid),
waiting AS (
  INSERT INTO payment_jobs (id, tenant_id, order_id, kind, amount_minor, currency, token)
  SELECT $10::uuid, $1, $4, 'AUTHORIZATION', total_minor, currency, $11 FROM placed),
reminded AS (
  INSERT INTO order_timers (order_id, kind, tenant_id, due_at) SELECT $4, 'RESERVATION', $1, $12::timestamptz FROM claimed),
noticed AS MATERIALIZED (
  SELECT pg_notify(n ->> 0, n ->> 1) FROM claimed, json_array_elements($13::json) AS n)
SELECT EXISTS (SELECT FROM claimed) AS claimed, (SELECT count(*) FROM noticed)`;
