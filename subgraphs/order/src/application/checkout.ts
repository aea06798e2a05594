import { createHash } from 'node:crypto';
import type { Caller } from '@longbox/identity';
import type { Money } from '@longbox/money';
import { accept, refuse, type Outcome } from '@longbox/outcome';
import { traceparent } from '@longbox/telemetry';
import { checkDetails, type CheckoutDetails, type CheckoutDetailsInput } from '../domain/checkout.ts';
import { last4Of } from '../domain/payment-token.ts';
import type { OrderRefusalCode } from '../domain/statuses.ts';
import { replaceCart, type StoredCart } from '../persistence/cart-store.ts';
import { findCheckout } from '../persistence/checkouts.ts';
import { ensureCustomer } from '../persistence/customers.ts';
import type { OrderRow } from '../persistence/rows.ts';
import { cartRefusal } from './change-cart.ts';
import { priceCart, shownLines } from './price-cart.ts';
import type { PricedCart } from './priced-cart.ts';
import { visibleCarts } from './read-cart.ts';
import type { Services } from './services.ts';

export interface Checkout extends CheckoutDetailsInput {
  readonly cartId: string;
  readonly revision?: number | null | undefined;
  readonly expectedTotal?: Money | null | undefined;
}

type Result = Outcome<CheckedOut, OrderRefusalCode>;

/** The order that a checkout placed, as it was then; or the id of the one that an earlier checkout under the key placed. */
export type CheckedOut = { readonly order: OrderRow } | { readonly earlierOrderId: string };

/** A cart that changes under the checkout is priced again so often. */
const MOST_TURNS = 3;

/**
 * Turns a cart into an order, once for each idempotency key. Everything slow is done before the one transaction
 * that places the order: pricing and inventory are asked. Throws `PeerUnavailable` when pricing does
 * not answer.
 */
export async function checkout(services: Services, caller: Caller, input: Checkout): Promise<Result> {
  const checked = checkDetails(input, caller.email);
  if (!checked.ok) return checked;
  const details = checked.value;
  const wrongCurrency = currencyRefusal(caller, input.expectedTotal);
  if (wrongCurrency) return wrongCurrency;
  const inputHash = hashOf(caller, input, details);
  const readCarts = () => visibleCarts(services, caller, [input.cartId]);
  const [replayed, found] = await Promise.all([
    replay(services, caller, details.idempotencyKey, inputHash),
    readCarts(),
  ]);
  if (replayed) return replayed;

  for (let turn = 1; turn <= MOST_TURNS; turn += 1) {
    const stored = (turn === 1 ? found : await readCarts()).get(input.cartId.toLowerCase());
    const refused = cartRefusal(stored, input.revision, services.clock(), ['input']);
    if (refused || !stored)
      // It may have been checked out by the same request a moment ago.
      return (await replay(services, caller, details.idempotencyKey, inputHash)) ?? refused ?? notFound();
    if (stored.lines.length === 0)
      return refuse('CART_EMPTY', 'There is nothing in the cart.', ['input', 'cartId']);
    const { countryCode } = details.shippingAddress;
    const priced = await priceCart(services, caller, {
      ...stored.cart,
      lines: stored.lines,
      countryCode,
      keep: true,
    });
    const unsellable =
      stockRefusal(priced, ['input', 'cartId']) ??
      (await priceRefusal(services, stored, priced, input.expectedTotal));
    if (unsellable) return unsellable;

    const placed = await place(services, caller, { stored, priced, details, inputHash });
    if (placed.does === 'placed') return accept({ order: placed.order });
    if (placed.does === 'key taken') break;
  }
  return (
    (await replay(services, caller, details.idempotencyKey, inputHash)) ??
    refuse('STALE_REVISION', 'The cart is being changed. Look at it again.', ['input', 'cartId'])
  );
}

/** Places an order for whoever asks, whom the store knows from then on. */
export async function place(
  services: Services,
  caller: Caller,
  given: { stored: StoredCart; priced: PricedCart; details: CheckoutDetails; inputHash: Buffer },
) {
  const tenantId = caller.store.id;
  const now = services.clock();
  const customer = await services.database.read(tenantId, (connection) =>
    ensureCustomer(connection, caller, now),
  );
  return services.place(tenantId, {
    ...given,
    caller,
    customerId: customer?.id ?? null,
    at: now,
    traceparent: traceparent() ?? null,
  });
}

const notFound = () => refuse('NOT_FOUND', 'There is no such cart.', ['input', 'cartId']);

/** What an earlier checkout under the key answers; undefined when there was none. `field` is that of the key in the input. */
export async function replay(
  services: Services,
  caller: Caller,
  key: string,
  inputHash: Buffer,
  field = 'idempotencyKey',
): Promise<Result | undefined> {
  const earlier = await services.database.read(caller.store.id, (connection) =>
    findCheckout(connection, caller.store.id, key),
  );
  if (!earlier) return undefined;
  if (earlier.inputHash.equals(inputHash)) return accept({ earlierOrderId: earlier.orderId });
  return refuse('IDEMPOTENCY_KEY_REUSED', 'It was used for another order. Choose a new one.', [
    'input',
    field,
  ]);
}

/**
 * What tells one checkout from another under the same key: who asks, and all that is asked. Of the card only the last digits count, since
 * a hash of a card number can be undone by trying them all.
 */
function hashOf(caller: Caller, input: Checkout, details: CheckoutDetails): Buffer {
  const { idempotencyKey: _key, token, ...rest } = details;
  const { amount, currency } = input.expectedTotal ?? {};
  const who = caller.kind === 'customer' ? caller.subject : '';
  const said = [
    who,
    input.cartId.toLowerCase(),
    input.revision ?? null,
    amount ?? null,
    currency ?? null,
    rest,
  ];
  return createHash('sha256')
    .update(JSON.stringify([...said, token.length, last4Of(token)]))
    .digest();
}

/** Why what a client says that it showed cannot be a total of this store. */
export function currencyRefusal(
  { store: { currency } }: Caller,
  expected: Money | null | undefined,
): Outcome<never, OrderRefusalCode> | undefined {
  if (!expected || expected.currency === currency) return undefined;
  return refuse('WRONG_CURRENCY', `The store trades in ${currency}.`, ['input', 'expectedTotal', 'currency']);
}

/** Why the lines cannot be had now. `field` is what named them in the input. */
export function stockRefusal(
  { lines }: PricedCart,
  field: readonly string[],
): Outcome<never, OrderRefusalCode> | undefined {
  const warned = (code: string) =>
    lines.find(({ warnings }) => warnings.some((warning) => warning.code === code));
  const unavailable = warned('UNAVAILABLE');
  if (unavailable) return refuse('UNAVAILABLE', `${nameOf(unavailable)} cannot be bought any more.`, field);
  const short = warned('INSUFFICIENT_STOCK');
  const message = short?.warnings.find(({ code }) => code === 'INSUFFICIENT_STOCK')?.message;
  if (short) return refuse('INSUFFICIENT_STOCK', `${nameOf(short)}: ${message}`, field);
  return undefined;
}

function nameOf({ variant }: PricedCart['lines'][number]): string {
  return variant ? variant.productTitle : 'Something in the cart';
}

/**
 * Nobody pays a price that they were not shown: what the client says it showed, or else what the cart last showed. When it differs, the
 * cart shows the new prices from then on.
 */
async function priceRefusal(
  services: Services,
  { cart }: StoredCart,
  priced: PricedCart,
  expected: Money | null | undefined,
): Promise<Result | undefined> {
  const { quote } = priced;
  if (expected?.amount === quote.totalMinor) return undefined;
  const changed =
    quote.totalMinor !== cart.shownTotalMinor ||
    priced.lines.some(({ line, unitMinor }) => line.shownUnitMinor !== unitMinor);
  if (!expected && !changed) return undefined;
  if (changed) {
    const revision = cart.revision + 1;
    const shown = { ...cart, revision, shownTotalMinor: quote.totalMinor, updatedAt: services.clock() };
    // When somebody else changed the cart meanwhile, that change has shown the new prices.
    await services.database.transaction(cart.tenantId, (tx) =>
      replaceCart(tx, shown, shownLines(priced, revision)),
    );
  }
  const field = expected ? ['input', 'expectedTotal'] : ['input', 'cartId'];
  return refuse('PRICE_CHANGED', 'A price has changed. Look at the cart and check out again.', field);
}
