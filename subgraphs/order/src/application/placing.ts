import type { Caller } from '@longbox/identity';
import type { CheckoutDetails } from '../domain/checkout.ts';
import type { StoredCart } from '../persistence/cart-store.ts';
import type { OrderRow } from '../persistence/rows.ts';
import type { PricedCart } from './priced-cart.ts';

/** A cart that is to become an order. */
export interface PlaceOrder {
  readonly caller: Caller;
  readonly stored: StoredCart;
  readonly priced: PricedCart;
  readonly details: CheckoutDetails;
  readonly inputHash: Buffer;
  readonly customerId: string | null;
  readonly at: Date;
  /** Of the trace that the order goes on with; null where none is recorded. */
  readonly traceparent: string | null;
}

export type Placed =
  | { readonly does: 'placed'; readonly order: OrderRow }
  /** The cart is not as it was priced; nothing was written. */
  | { readonly does: 'cart moved' }
  /** The idempotency key was used meanwhile; nothing was written. */
  | { readonly does: 'key taken' };
