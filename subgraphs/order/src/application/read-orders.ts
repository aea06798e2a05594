import type { Caller } from '@longbox/identity';
import { seesOrder } from './visibility.ts';
import { findCustomer } from '../persistence/customers.ts';
import { findOrders } from '../persistence/order-queries.ts';
import type { OrderRow } from '../persistence/rows.ts';
import type { Services } from './services.ts';

export interface VisibleOrders {
  /** By id, those that the caller sees. */
  readonly orders: Map<string, OrderRow>;
  /** The customer that the caller is; asked for only where an order has an owner. */
  readonly customerId: string | null;
}

/** The orders with these ids that the caller may see. Two statements at most, however many. */
export async function findVisibleOrders(
  services: Pick<Services, 'database'>,
  caller: Caller,
  ids: readonly string[],
): Promise<VisibleOrders> {
  return services.database.read(caller.store.id, async (connection) => {
    const orders = await findOrders(connection, caller.store.id, ids);
    const owned = [...orders.values()].some(({ customerId }) => customerId !== null);
    const customerId = owned ? ((await findCustomer(connection, caller))?.id ?? null) : null;
    for (const [id, order] of orders) if (!seesOrder(caller, order, customerId)) orders.delete(id);
    return { orders, customerId };
  });
}
