import type { CurrencyCode } from '@longbox/money';
import type { CartLine } from './cart.ts';

/** What pricing says that lines cost now. Minor units. */
export interface Quote {
  readonly id: string;
  readonly currency: CurrencyCode;
  readonly lines: ReadonlyMap<string, QuotedLine>;
  readonly discounts: readonly {
    readonly code: string | null;
    readonly title: string;
    readonly amountMinor: number;
  }[];
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

export interface QuotedLine {
  /** Null when the variant has no price on the channel. */
  readonly unitMinor: number | null;
  readonly totalMinor: number | null;
}

/** What an empty cart costs. */
export function emptyQuote(currency: CurrencyCode): Quote {
  return {
    id: '',
    currency,
    lines: new Map(),
    discounts: [],
    subtotalMinor: 0,
    discountMinor: 0,
    shippingMinor: 0,
    taxMinor: 0,
    totalMinor: 0,
  };
}

/**
 * Whether the prices of a quote include the tax: whichever way it adds up. Throws when it adds up neither way, since no order may be
 * charged by such a quote.
 */
export function taxIncluded(quote: Quote): boolean {
  const net = quote.subtotalMinor - quote.discountMinor + quote.shippingMinor;
  if (quote.totalMinor === net) return true;
  if (quote.totalMinor === net + quote.taxMinor) return false;
  throw new RangeError(`the quote ${quote.id} does not add up`);
}

export type CartWarningCode = 'PRICE_CHANGED' | 'INSUFFICIENT_STOCK' | 'UNAVAILABLE';

export interface CartWarning {
  readonly code: CartWarningCode;
  readonly message: string;
}

export interface LineFacts {
  /** Whether the catalog sells it now. */
  readonly sold: boolean;
  readonly unitMinor: number | null;
  /** Pieces that can be sold now; null when inventory did not say. */
  readonly available: number | null;
}

/** What the owner of a cart should know of a line before buying it. */
export function warningsOf(line: CartLine, facts: LineFacts): CartWarning[] {
  if (!facts.sold || facts.unitMinor === null)
    return [{ code: 'UNAVAILABLE', message: 'It cannot be bought any more. Remove it to check out.' }];
  const warnings: CartWarning[] = [];
  if (line.shownRevision > 0 && line.shownUnitMinor !== facts.unitMinor)
    warnings.push({ code: 'PRICE_CHANGED', message: 'Its price has changed since you last looked.' });
  if (facts.available !== null && facts.available < line.quantity)
    warnings.push({
      code: 'INSUFFICIENT_STOCK',
      message: facts.available === 0 ? 'It is out of stock.' : `Only ${facts.available} are left.`,
    });
  return warnings;
}
