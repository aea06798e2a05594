import type { CurrencyCode } from '@longbox/money';

export interface Amount {
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
}

export interface AuthorizeRequest extends Amount {
  /** The order's own key: asking again under it gives the first answer again and holds no more money. */
  readonly idempotencyKey: string;
  /** What the client was given for the card. It is passed on and never logged. */
  readonly token: string;
}

export type AuthorizeAnswer =
  | { readonly status: 'authorized'; readonly reference: string }
  /** `message` is a sentence for the shopper. */
  | { readonly status: 'declined'; readonly message: string };

export interface CaptureRequest extends Amount {
  readonly idempotencyKey: string;
  /** Of the authorisation. */
  readonly reference: string;
}

export type CaptureAnswer =
  | { readonly status: 'captured'; readonly reference: string }
  /** It will not be captured however often it is tried. */
  | { readonly status: 'refused'; readonly message: string };

export interface VoidRequest {
  readonly idempotencyKey: string;
  /** The key under which the authorisation was asked for; its outcome may not be known. */
  readonly authorizationKey: string;
  /** Of the authorisation, when it is known. */
  readonly reference: string | null;
}

/**
 * Where the money is. Every call may be repeated under its idempotency key and then has one effect. A call that throws, or that is
 * aborted by the signal, has an unknown outcome and is repeated by the caller.
 */
export interface PaymentProvider {
  /** Such as `test`; kept with each payment. */
  readonly name: string;
  authorize(request: AuthorizeRequest, signal: AbortSignal): Promise<AuthorizeAnswer>;
  capture(request: CaptureRequest, signal: AbortSignal): Promise<CaptureAnswer>;
  /** Lets go of the money, and makes sure that an authorisation under the key that is still on its way holds none either. */
  void(request: VoidRequest, signal: AbortSignal): Promise<{ readonly reference: string }>;
}
