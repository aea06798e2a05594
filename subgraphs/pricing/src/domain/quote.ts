import { MAX_AMOUNT_MINOR, share } from '@longbox/money';

/** Tax and shipping of a store. Amounts in minor units, the rate in basis points. */
export interface ChargeRules {
  readonly taxBasisPoints: number;
  readonly pricesIncludeTax: boolean;
  readonly shippingMinor: number;
  /** Subtotal from which shipping is free; null for never. */
  readonly freeShippingFromMinor: number | null;
}

export interface AskedLine {
  readonly key: string;
  readonly variantId: string;
  readonly quantity: number;
}

export interface PricedLine extends AskedLine {
  /** Null when the variant cannot be bought on the channel. */
  readonly unitMinor: number | null;
  readonly totalMinor: number | null;
}

/** What lines cost, all amounts in minor units of one currency. */
export interface Totals {
  readonly lines: readonly PricedLine[];
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly shippingMinor: number;
  /** Included in the total; on top of the other amounts only where prices are without tax. */
  readonly taxMinor: number;
  readonly totalMinor: number;
}

/** More than one amount may be; the message is for the caller. */
export class TooExpensive extends RangeError {
  override readonly name = 'TooExpensive';
}

/**
 * Prices lines: unit price times quantity, shipping by the store's rules, tax on goods and shipping. A line without a price counts for
 * nothing; nothing is shipped for a cart of which nothing can be bought. Throws `TooExpensive` when the total passes what an amount may be.
 */
export function priceLines(
  asked: readonly AskedLine[],
  unitPrices: ReadonlyMap<string, number>,
  rules: ChargeRules,
): Totals {
  const lines = asked.map((line): PricedLine => {
    const unitMinor = unitPrices.get(line.variantId) ?? null;
    return { ...line, unitMinor, totalMinor: unitMinor === null ? null : unitMinor * line.quantity };
  });
  const subtotalMinor = lines.reduce((sum, { totalMinor }) => sum + (totalMinor ?? 0), 0);
  const shippingMinor = shippingOf(subtotalMinor, lines, rules);
  const charged = subtotalMinor + shippingMinor;
  const taxMinor = taxOn(charged, rules);
  const totalMinor = rules.pricesIncludeTax ? charged : charged + taxMinor;
  if (totalMinor > MAX_AMOUNT_MINOR)
    throw new TooExpensive(
      `The lines cost ${totalMinor} minor units; at most ${MAX_AMOUNT_MINOR} can be charged at once.`,
    );
  return { lines, subtotalMinor, discountMinor: 0, shippingMinor, taxMinor, totalMinor };
}

function shippingOf(subtotalMinor: number, lines: readonly PricedLine[], rules: ChargeRules): number {
  if (!lines.some(({ totalMinor }) => totalMinor !== null)) return 0;
  const { freeShippingFromMinor, shippingMinor } = rules;
  return freeShippingFromMinor !== null && subtotalMinor >= freeShippingFromMinor ? 0 : shippingMinor;
}

/** Tax on top of an amount, or the tax within it: amount × rate ÷ (1 + rate), rounded to the nearest minor unit. */
function taxOn(amountMinor: number, { taxBasisPoints, pricesIncludeTax }: ChargeRules): number {
  if (!pricesIncludeTax) return share(amountMinor, taxBasisPoints);
  return Math.round((amountMinor * taxBasisPoints) / (10_000 + taxBasisPoints));
}
