import { accept, refusal, refuseAll, type Outcome, type Refusal } from '@longbox/outcome';
import { checkAddress, type Address, type AddressInput } from './address.ts';
import { isPaymentToken } from './payment-token.ts';
import type { OrderRefusalCode } from './statuses.ts';
import { isEmail, textProblem } from './text.ts';

export interface CheckoutDetails {
  readonly idempotencyKey: string;
  readonly email: string;
  readonly shippingAddress: Address;
  readonly billingAddress: Address | null;
  readonly token: string;
  /** What the channel calls the order that it sold. */
  readonly externalId?: string;
}

export interface CheckoutDetailsInput {
  readonly idempotencyKey: string;
  readonly email?: string | null | undefined;
  readonly shippingAddress: AddressInput;
  readonly billingAddress?: AddressInput | null | undefined;
  readonly payment: { readonly token: string };
}

const MOST_KEY_CHARACTERS = 100;

/** Checks all that a checkout says besides the cart. `ownEmail` is the signed-in customer's. */
export function checkDetails(
  input: CheckoutDetailsInput,
  ownEmail: string | undefined,
): Outcome<CheckoutDetails, OrderRefusalCode> {
  const refusals: Refusal<OrderRefusalCode>[] = [];
  const { idempotencyKey } = input;
  const keyProblem =
    idempotencyKey === ''
      ? 'A checkout needs an idempotency key.'
      : textProblem(idempotencyKey, MOST_KEY_CHARACTERS);
  if (keyProblem) refusals.push(refusal('INVALID', keyProblem, ['input', 'idempotencyKey']));

  const email = (input.email ?? ownEmail ?? '').trim();
  if (email === '')
    refusals.push(refusal('REQUIRED', 'A guest needs an e-mail address.', ['input', 'email']));
  else if (!isEmail(email))
    refusals.push(refusal('INVALID', 'It is not an e-mail address.', ['input', 'email']));

  const shipping = checkAddress(input.shippingAddress, ['input', 'shippingAddress']);
  const billing = input.billingAddress
    ? checkAddress(input.billingAddress, ['input', 'billingAddress'])
    : null;
  refusals.push(...shipping.refusals, ...(billing?.refusals ?? []));

  // People group the digits of a card; the provider does not.
  const token = input.payment.token.replaceAll(' ', '');
  if (!isPaymentToken(token))
    refusals.push(
      refusal('INVALID', 'It is not what the payment provider gave for a card.', [
        'input',
        'payment',
        'token',
      ]),
    );
  if (refusals.length > 0) return refuseAll(refusals);
  return accept({
    idempotencyKey,
    email,
    shippingAddress: shipping.address,
    billingAddress: billing?.address ?? null,
    token,
  });
}
