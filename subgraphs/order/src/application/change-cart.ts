import { newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { accept, refuse, type Outcome } from '@longbox/outcome';
import { addLines, MOST_CART_LINES, removeLines, updateLines, type CartLine } from '../domain/cart.ts';
import type { OrderRefusalCode } from '../domain/statuses.ts';
import { replaceCart, type StoredCart } from '../persistence/cart-store.ts';
import { priceCart, shownLines } from './price-cart.ts';
import { visibleCarts, type CartView } from './read-cart.ts';
import { resolveVariants, type LineInput } from './resolve-variants.ts';
import { secondsAfter, type Services } from './services.ts';

type Result = Promise<Outcome<CartView, OrderRefusalCode>>;
type Change = (lines: readonly CartLine[]) => Outcome<readonly CartLine[], OrderRefusalCode>;
type Revision = number | null | undefined;

/** Two people on one cart take turns; more than this many turns and one of them is told to look again. */
const MOST_TURNS = 5;

export async function addCartLines(
  services: Services,
  caller: Caller,
  cartId: string,
  inputs: readonly LineInput[],
  revision: Revision,
): Result {
  const resolved = await resolveVariants(services, caller, inputs, ['lines']);
  if (!resolved.ok) return resolved;
  return changeCart(services, caller, cartId, revision, (lines) =>
    addLines(lines, resolved.value, newId, ['lines']),
  );
}

export async function updateCartLines(
  services: Services,
  caller: Caller,
  cartId: string,
  changes: readonly { readonly id: string; readonly quantity: number }[],
  revision: Revision,
): Result {
  if (changes.length > MOST_CART_LINES) return tooMany('lines');
  return changeCart(services, caller, cartId, revision, (lines) => updateLines(lines, changes, ['lines']));
}

export async function removeCartLines(
  services: Services,
  caller: Caller,
  cartId: string,
  lineIds: readonly string[],
  revision: Revision,
): Result {
  if (lineIds.length > MOST_CART_LINES) return tooMany('lineIds');
  return changeCart(services, caller, cartId, revision, (lines) => removeLines(lines, lineIds, ['lineIds']));
}

const tooMany = async (field: string) =>
  refuse('TOO_MANY', `A cart holds at most ${MOST_CART_LINES} lines.`, [field]);

/** Why a cart cannot be changed or bought now; undefined when it can. `revision` is the one that the client saw, if it said so. */
export function cartRefusal(
  stored: StoredCart | undefined,
  revision: Revision,
  now: Date,
  path: readonly string[] = [],
): ReturnType<typeof refuse<OrderRefusalCode>> | undefined {
  if (!stored) return refuse('NOT_FOUND', 'There is no such cart.', [...path, 'cartId']);
  if (stored.cart.orderId !== null)
    return refuse('CART_CHECKED_OUT', 'The cart has become an order already.', [...path, 'cartId']);
  if (stored.cart.expiresAt <= now)
    return refuse('CART_EXPIRED', 'The cart has expired. Start a new one.', [...path, 'cartId']);
  if (revision != null && revision !== stored.cart.revision)
    return refuse('STALE_REVISION', 'The cart has changed since. Look at it again.', [...path, 'revision']);
  return undefined;
}

/**
 * Changes the lines of a cart and shows what it costs now. The prices are asked for between reading and writing, outside any
 * transaction; the write holds only if the cart is still at the revision that was read, else all of it is done again.
 */
async function changeCart(
  services: Services,
  caller: Caller,
  cartId: string,
  revision: Revision,
  change: Change,
): Result {
  for (let turn = 1; turn <= MOST_TURNS; turn += 1) {
    const now = services.clock();
    const stored = (await visibleCarts(services, caller, [cartId])).get(cartId.toLowerCase());
    const refused = cartRefusal(stored, revision, now);
    if (refused || !stored) return refused ?? refuse('NOT_FOUND', 'There is no such cart.', ['cartId']);
    const changed = change(stored.lines);
    if (!changed.ok) return changed;
    const priced = await priceCart(services, caller, { ...stored.cart, lines: changed.value });
    const cart = {
      ...stored.cart,
      revision: stored.cart.revision + 1,
      shownTotalMinor: priced.quote.totalMinor,
      expiresAt: secondsAfter(now, services.config.cartLifetimeSeconds),
      updatedAt: now,
    };
    const written = await services.database.transaction(caller.store.id, (tx) =>
      replaceCart(tx, cart, shownLines(priced, cart.revision)),
    );
    if (written) return accept({ cart, lines: changed.value, priced });
  }
  return refuse('STALE_REVISION', 'Somebody else is changing the cart. Look at it again.', ['cartId']);
}
