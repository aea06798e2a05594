import type { EntityManager } from 'typeorm';
import { PAYMENT_JOBS_CHANNEL } from './payment-jobs.ts';

export const ORDER_CHANGED_CHANNEL = 'order_changed';

/** Its payload is the cart's key. */
export const CART_CHANGED_CHANNEL = 'cart_changed';

export function cartKey(tenantId: string, cartId: string): string {
  return `${tenantId} ${cartId}`;
}

/** Tells every process, when the transaction commits, that a cart has changed. */
export async function announceCart(tx: EntityManager, tenantId: string, cartId: string): Promise<void> {
  await tx.query('SELECT pg_notify($1, $2)', [CART_CHANGED_CHANNEL, cartKey(tenantId, cartId)]);
}

/** Lines of an order's timeline that a transaction added. */
export interface OrderChange {
  readonly tenantId: string;
  readonly orderId: string;
  readonly from: number;
  readonly to: number;
}

/** Tells every process, when the transaction commits, that an order has changed and whether there is something to do at the provider. */
export async function announce(tx: EntityManager, change: OrderChange, paymentJobs: boolean): Promise<void> {
  const payload = [change.tenantId, change.orderId, change.from, change.to].join(' ');
  await (paymentJobs
    ? tx.query('SELECT pg_notify($1, $2), pg_notify($3, $4)', [
        ORDER_CHANGED_CHANNEL,
        payload,
        PAYMENT_JOBS_CHANNEL,
        '',
      ])
    : tx.query('SELECT pg_notify($1, $2)', [ORDER_CHANGED_CHANNEL, payload]));
}

/** What a notice says; null for the empty one after a reconnect, when notices may have been lost. */
export function parseOrderChange(payload: string): OrderChange | null {
  const [tenantId, orderId, from, to] = payload.split(' ');
  if (!tenantId || !orderId || !from || !to) return null;
  return { tenantId, orderId, from: Number(from), to: Number(to) };
}
