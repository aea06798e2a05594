import type { Caller } from '@longbox/identity';
import { isOwnOrNobodys } from './visibility.ts';
import { findCarts, type StoredCart } from '../persistence/cart-store.ts';
import { findCustomer } from '../persistence/customers.ts';
import { priceCart } from './price-cart.ts';
import type { PricedCart } from './priced-cart.ts';
import type { Services } from './services.ts';

export interface CartView extends StoredCart {
  readonly priced: PricedCart;
}

/** The stored carts that the caller may see, by id. */
export async function visibleCarts(
  services: Services,
  caller: Caller,
  ids: readonly string[],
): Promise<Map<string, StoredCart>> {
  return services.database.read(caller.store.id, async (connection) => {
    const carts = await findCarts(connection, caller.store.id, ids);
    const owned = [...carts.values()].some(({ cart }) => cart.customerId !== null);
    const customer = owned ? await findCustomer(connection, caller) : null;
    for (const [id, { cart }] of carts)
      if (!isOwnOrNobodys(cart.customerId, customer?.id ?? null)) carts.delete(id);
    return carts;
  });
}

/** A cart with what it costs now; null when there is none, when it is somebody else's, expired, or an order by now. */
export async function readCart(services: Services, caller: Caller, id: string): Promise<CartView | null> {
  const stored = (await visibleCarts(services, caller, [id])).get(id.toLowerCase());
  if (!stored || stored.cart.orderId !== null || stored.cart.expiresAt <= services.clock()) return null;
  return { ...stored, priced: await priceCart(services, caller, { ...stored.cart, lines: stored.lines }) };
}
