import { MAX_AMOUNT_MINOR, type CurrencyCode, type Money } from '@longbox/money';
import { refusal, type Refusal } from '@longbox/outcome';
import { isChannel } from './channel.ts';
import type { RefusalCode } from './refusals.ts';

/** One line of what staff set. The variant is named by one of two. */
export interface PriceLine {
  readonly variantId?: string | null | undefined;
  readonly sku?: string | null | undefined;
  /** Null for the base price list. */
  readonly channel?: string | null | undefined;
  readonly price: Money;
  readonly compareAtPrice?: Money | null | undefined;
}

export const MOST_LINES = 1_000;
const MOST_KEY_CHARACTERS = 100;

export const lineField = (index: number, ...rest: readonly string[]): (string | number)[] => [
  'input',
  'lines',
  index,
  ...rest,
];

/** Everything that can be wrong with prices before the variants are looked up; each refusal names its field. */
export function priceRefusals(
  lines: readonly PriceLine[],
  idempotencyKey: string | null | undefined,
  currency: CurrencyCode,
): Refusal<RefusalCode>[] {
  if (lines.length === 0) return [refusal('REQUIRED', 'Give at least one line.', ['input', 'lines'])];
  if (lines.length > MOST_LINES)
    return [
      refusal('TOO_MANY', `One call takes at most ${MOST_LINES} lines, not ${lines.length}.`, [
        'input',
        'lines',
      ]),
    ];
  const refusals = lines.flatMap((line, index) => lineRefusals(line, index, currency));
  if (idempotencyKey != null && !isKey(idempotencyKey))
    refusals.push(
      refusal('INVALID', `The key must be 1 to ${MOST_KEY_CHARACTERS} printable characters.`, [
        'input',
        'idempotencyKey',
      ]),
    );
  return refusals;
}

function lineRefusals(line: PriceLine, index: number, currency: CurrencyCode): Refusal<RefusalCode>[] {
  const refusals: Refusal<RefusalCode>[] = [];
  if (line.variantId == null && line.sku == null)
    refusals.push(
      refusal('REQUIRED', 'Name the variant by `variantId` or `sku`.', lineField(index, 'variantId')),
    );
  if (line.channel != null && !isChannel(line.channel))
    refusals.push(
      refusal(
        'INVALID',
        'A channel is lower-case letters, digits and hyphens, such as `online`.',
        lineField(index, 'channel'),
      ),
    );
  refusals.push(...moneyRefusals(line.price, currency, lineField(index, 'price')));
  if (line.compareAtPrice == null || refusals.length > 0) return refusals;
  refusals.push(...moneyRefusals(line.compareAtPrice, currency, lineField(index, 'compareAtPrice')));
  if (line.compareAtPrice.amount <= line.price.amount)
    refusals.push(
      refusal(
        'INVALID',
        'The compare-at price is what it cost before: it must be above the price.',
        lineField(index, 'compareAtPrice', 'amount'),
      ),
    );
  return refusals;
}

/** What is wrong with an amount of the store's money that must not be less than `least` (1 when left out). */
export function moneyRefusals(
  { amount, currency: given }: Money,
  currency: CurrencyCode,
  field: readonly (string | number)[],
  least = 1,
): Refusal<RefusalCode>[] {
  if (given !== currency)
    return [
      refusal('WRONG_CURRENCY', `This store trades in ${currency}, not ${given}.`, [...field, 'currency']),
    ];
  if (amount < least || amount > MAX_AMOUNT_MINOR)
    return [
      refusal('INVALID', `An amount must be ${least} to ${MAX_AMOUNT_MINOR} minor units, not ${amount}.`, [
        ...field,
        'amount',
      ]),
    ];
  return [];
}

function isKey(key: string): boolean {
  // Control characters have no place in a key, and PostgreSQL holds no null character.
  return key.length >= 1 && key.length <= MOST_KEY_CHARACTERS && !/\p{Cc}/u.test(key);
}
