import type { OrderPlaced } from '@longbox/events';
import type { EntityManager } from 'typeorm';
import { addOrdered } from '../persistence/refresh-product-search.ts';

/** Counts the pieces that orders ask for towards their products, for the sort by popularity; three statements, however many. */
export async function countOrders(
  tx: EntityManager,
  tenantId: string,
  orders: readonly OrderPlaced[],
): Promise<void> {
  const pieces = new Map<string, number>();
  for (const { variantId, quantity } of orders.flatMap(({ lines }) => lines))
    pieces.set(variantId, (pieces.get(variantId) ?? 0) + quantity);
  await addOrdered(tx, tenantId, pieces);
}
