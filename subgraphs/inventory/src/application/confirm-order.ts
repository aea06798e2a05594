import type { EntityManager } from 'typeorm';
import { confirmOrder as markConfirmed } from '../persistence/order-holds.ts';

/** The order is paid and will be shipped: what is held for it is held until it ships or is cancelled. */
export function confirmOrder(
  tx: EntityManager,
  order: { readonly tenantId: string; readonly orderId: string },
  now: Date,
): Promise<void> {
  return markConfirmed(tx, order.tenantId, order.orderId, now);
}
