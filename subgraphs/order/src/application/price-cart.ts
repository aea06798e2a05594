import type { Caller } from '@longbox/identity';
import type { CurrencyCode } from '@longbox/money';
import type { KnownVariant } from '@longbox/variant-directory';
import type { CartLine } from '../domain/cart.ts';
import { emptyQuote, warningsOf, type Quote } from '../domain/quote.ts';
import type { PricedCart } from './priced-cart.ts';
import type { QuoteRequest, Services } from './services.ts';

export interface CartToPrice {
  readonly channel: string;
  readonly currency: CurrencyCode;
  readonly lines: readonly CartLine[];
  readonly countryCode?: string;
  /** Whether pricing is to keep the quote, because an order will be charged by it. */
  readonly keep?: boolean;
}

/**
 * What lines cost and what can be had of them now: pricing and inventory are asked, so never call it inside a transaction. Lines that
 * are not sold any more are left out of the quote. Throws `PeerUnavailable` when pricing does not answer: no price is ever guessed. When
 * inventory does not answer, nothing is said about stock.
 */
export async function priceCart(services: Services, caller: Caller, cart: CartToPrice): Promise<PricedCart> {
  const { channel, currency, lines, countryCode, keep } = cart;
  const variantIds = lines.map(({ variantId }) => variantId);
  const variants =
    lines.length > 0 ? await services.variants.find(caller, variantIds) : new Map<string, KnownVariant>();
  const sold = lines.filter(({ variantId }) => isSold(variants.get(variantId)));
  const request: QuoteRequest = {
    channel,
    lines: sold.map(({ id, variantId, quantity }) => ({ key: id, variantId, quantity })),
    ...(countryCode === undefined ? {} : { countryCode }),
  };
  if (sold.length === 0) return priced(lines, variants, emptyQuote(currency), null);
  const [quote, available] = await Promise.all([
    keep ? services.pricing.createQuote(caller, request) : services.pricing.quote(caller, request),
    services.stock.availableToSell(
      caller,
      sold.map(({ variantId }) => variantId),
      channel,
    ),
  ]);
  if (quote.currency !== currency)
    throw new Error(`pricing quoted ${quote.currency} for a cart in ${currency}`);
  return priced(lines, variants, quote, available);
}

export function isSold(variant: KnownVariant | undefined): boolean {
  return variant?.status === 'ACTIVE';
}

/** What the order's line is called: the product, and what tells the variant from its siblings. */
export function titleOf({ productTitle, title }: KnownVariant): string {
  return title === '' || title === productTitle ? productTitle : `${productTitle} – ${title}`;
}

function priced(
  lines: readonly CartLine[],
  variants: ReadonlyMap<string, KnownVariant>,
  quote: Quote,
  available: ReadonlyMap<string, number> | null,
): PricedCart {
  return {
    quote,
    lines: lines.map((line) => {
      const variant = variants.get(line.variantId);
      const { unitMinor, totalMinor } = quote.lines.get(line.id) ?? { unitMinor: null, totalMinor: null };
      const facts = { sold: isSold(variant), unitMinor, available: available?.get(line.variantId) ?? null };
      return { line, variant, unitMinor, totalMinor, warnings: warningsOf(line, facts) };
    }),
  };
}

/** The lines as they are kept once the prices have been shown in `revision` of the cart. */
export function shownLines(priced: PricedCart, revision: number): CartLine[] {
  return priced.lines.map(({ line, unitMinor }) => ({
    ...line,
    shownUnitMinor: unitMinor,
    shownRevision: revision,
  }));
}
