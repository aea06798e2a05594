import { createHash } from 'node:crypto';
import { newId } from '@longbox/ids';
import { mayUseChannel, type Caller } from '@longbox/identity';
import type { Money } from '@longbox/money';
import { accept, refuse, type Outcome } from '@longbox/outcome';
import { addLines, type CartLine } from '../domain/cart.ts';
import { checkDetails, type CheckoutDetails, type CheckoutDetailsInput } from '../domain/checkout.ts';
import type { OrderRefusalCode } from '../domain/statuses.ts';
import { textProblem } from '../domain/text.ts';
import { settlementBy } from '../payments/channel-settlement.ts';
import { insertCart } from '../persistence/cart-store.ts';
import type { CartRow } from '../persistence/rows.ts';
import { NotPermitted } from './cancel-order.ts';
import { currencyRefusal, place, replay, stockRefusal, type CheckedOut } from './checkout.ts';
import { CHANNEL } from './create-cart.ts';
import { priceCart } from './price-cart.ts';
import { resolveVariants, type LineInput } from './resolve-variants.ts';
import { secondsAfter, type Services } from './services.ts';

export interface ChannelOrder extends Pick<
  CheckoutDetailsInput,
  'email' | 'shippingAddress' | 'billingAddress'
> {
  readonly channel: string;
  readonly externalId: string;
  readonly lines: readonly LineInput[];
  readonly expectedTotal?: Money | null | undefined;
}

type Result = Outcome<CheckedOut, OrderRefusalCode>;

const MOST_EXTERNAL_ID_CHARACTERS = 100;
/** Between the parts of a key that no client can choose, since what is not printed is refused in theirs. */
const SEPARATOR = '\u001f';

/**
 * Takes in an order that a channel sold, once for each of the channel's ids. It is charged by the store's own quote for that channel, and goes
 * the way of every order; the channel has been paid and settles with the store. Throws `NotPermitted` for a channel that the caller's key is
 * not for, `PeerUnavailable` when pricing does not answer.
 */
export async function submitChannelOrder(
  services: Services,
  caller: Caller,
  input: ChannelOrder,
): Promise<Result> {
  const { channel, externalId, expectedTotal } = input;
  if (!mayUseChannel(caller, channel)) throw new NotPermitted(`Your key is not for the channel ${channel}.`);
  const checked = checkOrder(input, caller);
  if (!checked.ok) return checked;
  const details = checked.value;
  const inputHash = hashOf(input, details);
  const replayed = await replay(services, caller, details.idempotencyKey, inputHash, 'externalId');
  if (replayed) return replayed;

  const resolved = await resolveVariants(services, caller, input.lines, ['input', 'lines']);
  if (!resolved.ok) return resolved;
  const lines = addLines([], resolved.value, newId, ['input', 'lines']);
  if (!lines.ok) return lines;
  const { currency } = caller.store;
  const priced = await priceCart(services, caller, {
    channel,
    currency,
    lines: lines.value,
    countryCode: details.shippingAddress.countryCode,
    keep: true,
  });
  const unsellable = stockRefusal(priced, ['input', 'lines']);
  if (unsellable) return unsellable;
  if (expectedTotal && expectedTotal.amount !== priced.quote.totalMinor)
    return refuse(
      'PRICE_CHANGED',
      `The store asks ${priced.quote.totalMinor} ${currency} (minor units) for it on ${channel}. Read the feed again.`,
      ['input', 'expectedTotal'],
    );
  const cart = await openCart(services, caller, channel, lines.value, priced.quote.totalMinor);
  const placed = await place(services, caller, {
    stored: { cart, lines: lines.value },
    priced,
    details,
    inputHash,
  });
  if (placed.does === 'placed') return accept({ order: placed.order });
  // The same order came twice at the same moment.
  const earlier = await replay(services, caller, details.idempotencyKey, inputHash, 'externalId');
  if (!earlier) throw new Error(`the order ${externalId} of ${channel} was neither placed nor there`);
  return earlier;
}

/** What is wrong with an order before anything is looked up; or it, with what stands for its payment. */
function checkOrder(input: ChannelOrder, caller: Caller): Outcome<CheckoutDetails, OrderRefusalCode> {
  const { channel, externalId, expectedTotal, lines } = input;
  if (!CHANNEL.test(channel))
    return refuse('INVALID', 'A channel is at most 50 lower-case letters, digits and hyphens.', [
      'input',
      'channel',
    ]);
  const problem =
    externalId.trim() === ''
      ? 'An order of a channel needs the channel’s id.'
      : textProblem(externalId, MOST_EXTERNAL_ID_CHARACTERS);
  if (problem) return refuse('INVALID', problem, ['input', 'externalId']);
  if (lines.length === 0) return refuse('REQUIRED', 'An order has at least one line.', ['input', 'lines']);
  const wrongCurrency = currencyRefusal(caller, expectedTotal);
  if (wrongCurrency) return wrongCurrency;
  const details = checkDetails(
    {
      idempotencyKey: newId(),
      // RFC 2606: a domain that never is. Nobody is written to there.
      email: input.email ?? `buyer@${channel}.invalid`,
      shippingAddress: input.shippingAddress,
      billingAddress: input.billingAddress,
      payment: { token: newId() },
    },
    undefined,
  );
  if (!details.ok) return details;
  const key = createHash('sha256')
    .update(JSON.stringify([channel, externalId]))
    .digest('hex');
  return accept({
    ...details.value,
    idempotencyKey: `channel${SEPARATOR}${key}`,
    token: settlementBy(channel),
    externalId,
  });
}

/** What tells one order from another under the same id. */
function hashOf({ lines, expectedTotal }: ChannelOrder, details: CheckoutDetails): Buffer {
  const { email, shippingAddress, billingAddress } = details;
  const wanted = lines.map(({ variantId, sku, quantity }) => [variantId ?? null, sku ?? null, quantity]);
  const { amount, currency } = expectedTotal ?? {};
  return createHash('sha256')
    .update(
      JSON.stringify([wanted, amount ?? null, currency ?? null, email, shippingAddress, billingAddress]),
    )
    .digest();
}

/** What the order is placed from: an order of any channel has been a cart. */
async function openCart(
  { database, clock, config }: Services,
  { store }: Caller,
  channel: string,
  lines: readonly CartLine[],
  shownTotalMinor: number,
): Promise<CartRow> {
  const now = clock();
  const cart: CartRow = {
    id: newId(),
    tenantId: store.id,
    customerId: null,
    channel,
    currency: store.currency,
    revision: 1,
    orderId: null,
    shownTotalMinor,
    expiresAt: secondsAfter(now, config.cartLifetimeSeconds),
    createdAt: now,
    updatedAt: now,
  };
  await database.transaction(store.id, (tx) => insertCart(tx, cart, lines));
  return cart;
}
