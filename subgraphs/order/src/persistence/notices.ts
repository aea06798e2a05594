import type { EntityManager } from 'typeorm';

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

/** The change as a notice carries it, to every process, when the transaction commits. */
export function payloadOf({ tenantId, orderId, from, to }: OrderChange): string {
  return [tenantId, orderId, from, to].join(' ');
}

/** What a notice says; null for the empty one after a reconnect, when notices may have been lost. */
export function parseOrderChange(payload: string): OrderChange | null {
  const [tenantId, orderId, from, to] = payload.split(' ');
  if (!tenantId || !orderId || !from || !to) return null;
  return { tenantId, orderId, from: Number(from), to: Number(to) };
}
