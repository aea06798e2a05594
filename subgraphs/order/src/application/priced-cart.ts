import type { KnownVariant } from '@longbox/variant-directory';
import type { CartLine } from '../domain/cart.ts';
import type { CartWarning, Quote } from '../domain/quote.ts';

export interface PricedLine {
  readonly line: CartLine;
  /** Undefined when the catalog does not know it any more. */
  readonly variant: KnownVariant | undefined;
  readonly unitMinor: number | null;
  readonly totalMinor: number | null;
  readonly warnings: readonly CartWarning[];
}

export interface PricedCart {
  readonly quote: Quote;
  readonly lines: readonly PricedLine[];
}
