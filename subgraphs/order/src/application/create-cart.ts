import { newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { accept, refuse, type Outcome } from '@longbox/outcome';
import type { CurrencyCode } from '@longbox/money';
import { addLines } from '../domain/cart.ts';
import type { OrderRefusalCode } from '../domain/statuses.ts';
import { insertCart, sweepCarts } from '../persistence/cart-store.ts';
import { ensureCustomer } from '../persistence/customers.ts';
import type { CartRow } from '../persistence/rows.ts';
import { priceCart, shownLines } from './price-cart.ts';
import type { CartView } from './read-cart.ts';
import { resolveVariants, type LineInput } from './resolve-variants.ts';
import { secondsAfter, type Services } from './services.ts';

export interface CreateCart {
  readonly channel: string;
  readonly currency?: CurrencyCode | null | undefined;
  readonly lines?: readonly LineInput[] | null | undefined;
}

/** A channel is named so. */
export const CHANNEL = /^[a-z0-9][a-z0-9-]{0,49}$/;

/** Each new cart sweeps away so many that expired: more than are made, so that none stays. */
const SWEPT_AT_ONCE = 5;

/** Opens a cart; a customer's own, or one that belongs to whoever knows its id. */
export async function createCart(
  services: Services,
  caller: Caller,
  input: CreateCart,
): Promise<Outcome<CartView, OrderRefusalCode>> {
  const { id: tenantId, currency } = caller.store;
  if (!CHANNEL.test(input.channel))
    return refuse('INVALID', 'A channel is at most 50 lower-case letters, digits and hyphens.', [
      'input',
      'channel',
    ]);
  if (input.currency != null && input.currency !== currency)
    return refuse('WRONG_CURRENCY', `The store trades in ${currency}.`, ['input', 'currency']);
  const resolved = await resolveVariants(services, caller, input.lines ?? [], ['input', 'lines']);
  if (!resolved.ok) return resolved;
  const lines = addLines([], resolved.value, newId, ['input', 'lines']);
  if (!lines.ok) return lines;

  const priced = await priceCart(services, caller, { channel: input.channel, currency, lines: lines.value });
  const now = services.clock();
  const cart = await services.database.transaction(tenantId, async (tx) => {
    const customer = await ensureCustomer(tx, caller, now);
    const row: CartRow = {
      id: newId(),
      tenantId,
      customerId: customer?.id ?? null,
      channel: input.channel,
      currency,
      revision: 1,
      orderId: null,
      shownTotalMinor: priced.quote.totalMinor,
      expiresAt: secondsAfter(now, services.config.cartLifetimeSeconds),
      createdAt: now,
      updatedAt: now,
    };
    await insertCart(tx, row, shownLines(priced, row.revision));
    await sweepCarts(tx, tenantId, now, SWEPT_AT_ONCE);
    return row;
  });
  return accept({ cart, lines: lines.value, priced });
}
