/**
 * Money is an integer count of a currency's minor unit: 1299 USD is twelve dollars and ninety-nine cents, 500 JPY is five hundred yen.
 * No amount in this system is ever a fraction of a minor unit.
 */
export interface Money {
  /** Integer, in the currency's minor unit. */
  readonly amount: number;
  readonly currency: CurrencyCode;
}

/** Decimal places of the minor unit, from ISO 4217. A store trades in one of these. */
export const MINOR_UNIT_DIGITS = {
  AUD: 2,
  BRL: 2,
  CAD: 2,
  CHF: 2,
  CZK: 2,
  DKK: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  JPY: 0,
  KRW: 0,
  MXN: 2,
  NOK: 2,
  NZD: 2,
  PLN: 2,
  SEK: 2,
  SGD: 2,
  USD: 2,
} as const;

export type CurrencyCode = keyof typeof MINOR_UNIT_DIGITS;

/** No single amount may pass this: ten million of a two-digit currency, and what a GraphQL `Int` can carry. */
export const MAX_AMOUNT_MINOR = 1_000_000_000;

export function isCurrencyCode(text: string): text is CurrencyCode {
  return Object.hasOwn(MINOR_UNIT_DIGITS, text);
}

/** Money of a checked amount. Throws a RangeError when the amount is not an integer within ±MAX_AMOUNT_MINOR. */
export function money(amount: number, currency: CurrencyCode): Money {
  if (!Number.isSafeInteger(amount) || Math.abs(amount) > MAX_AMOUNT_MINOR)
    throw new RangeError(`not an amount in minor units: ${amount}`);
  return { amount, currency };
}

/** Sum of amounts of one currency. Throws a TypeError when currencies are mixed. */
export function sum(currency: CurrencyCode, amounts: readonly Money[]): Money {
  let total = 0;
  for (const each of amounts) {
    if (each.currency !== currency) throw new TypeError(`cannot add ${each.currency} to ${currency}`);
    total += each.amount;
  }
  return money(total, currency);
}

/** A share of an amount in basis points (1/100 of a percent), rounded half away from zero: 10 % is 1000. */
export function share(amountMinor: number, basisPoints: number): number {
  const product = amountMinor * basisPoints;
  if (!Number.isSafeInteger(product)) throw new RangeError('amount times basis points is out of range');
  return Math.sign(product) * Math.round(Math.abs(product) / 10_000);
}

/**
 * Splits an amount in proportion to weights so that the parts add up to the whole: each part is rounded down, and the minor units left
 * over go one each to the largest remainders, earlier parts first (largest remainder method). With no weight at all it splits evenly.
 */
export function allocate(amountMinor: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  const sign = amountMinor < 0 ? -1 : 1;
  const whole = BigInt(Math.abs(amountMinor));
  const total = weights.reduce((all, weight) => all + weight, 0);
  const shares = total > 0 ? weights : weights.map(() => 1);
  const divisor = BigInt(total > 0 ? total : weights.length);
  const parts = shares.map((weight, index) => ({
    index,
    part: Number((whole * BigInt(weight)) / divisor),
    remainder: (whole * BigInt(weight)) % divisor,
  }));
  let left = Number(whole) - parts.reduce((all, { part }) => all + part, 0);
  const byRemainder = [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const entry of byRemainder) {
    if (left === 0) break;
    entry.part += 1;
    left -= 1;
  }
  return parts.map(({ part }) => (part === 0 ? 0 : sign * part));
}

/** An amount as people write it in logs and messages: `12.99 USD`, `500 JPY`. */
export function format({ amount, currency }: Money): string {
  const digits = MINOR_UNIT_DIGITS[currency];
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return `${amount < 0 ? '-' : ''}${whole} ${currency}`;
}
