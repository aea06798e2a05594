import type { EntityManager } from 'typeorm';
import { appendToOutbox, type NewEvent } from '@longbox/events';
import { newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import type { CheckoutDetails } from '../domain/checkout.ts';
import { last4Of } from '../domain/payment-token.ts';
import { taxIncluded } from '../domain/quote.ts';
import type { SagaState } from '../domain/saga-event.ts';
import { sentence } from '../domain/saga-sentences.ts';
import { BEGINNING, STATUS_OF } from '../domain/saga-table.ts';
import type { TimelineLine } from '../domain/saga.ts';
import { actorOf } from './visibility.ts';
import { lockCart, type StoredCart } from '../persistence/cart-store.ts';
import { insertOrder } from '../persistence/order-store.ts';
import type { OrderLineRow, OrderRow } from '../persistence/rows.ts';
import { causeOf, statusChanges } from './order-events.ts';
import { titleOf, type PricedCart } from './price-cart.ts';
import { secondsAfter, type Services } from './services.ts';

export interface PlaceOrder {
  readonly caller: Caller;
  readonly stored: StoredCart;
  readonly priced: PricedCart;
  readonly details: CheckoutDetails;
  readonly inputHash: Buffer;
  readonly number: string;
  readonly customerId: string | null;
  readonly at: Date;
}

export type Placed =
  | { readonly does: 'placed'; readonly order: OrderRow }
  /** The cart is not as it was priced; nothing was written. */
  | { readonly does: 'cart moved' }
  /** The idempotency key was used meanwhile; nothing was written. */
  | { readonly does: 'key taken' };

/**
 * Places the order: cart closed, order with lines and timeline, what it is to be paid with, the timer of the reservation and
 * `OrderPlaced`, all in this transaction. Two checkouts of one cart take turns on its row; two with one key on the key.
 */
export async function placeOrder(
  tx: EntityManager,
  services: Services,
  command: PlaceOrder,
): Promise<Placed> {
  const { stored, details, inputHash, at } = command;
  const { tenantId, id: cartId, revision } = stored.cart;
  const cart = await lockCart(tx, tenantId, cartId);
  if (cart?.revision !== revision || cart.orderId !== null) return { does: 'cart moved' };
  const orderId = newId();
  const lines = orderLines(command, orderId);
  const order = orderRow(command, orderId);
  const placed = timelineOf(order, lines);
  const reserveBy = secondsAfter(at, services.config.reservationTimeoutSeconds);
  const written = await insertOrder(tx, {
    order,
    lines,
    timeline: placed.map((line, index) => ({
      ...line,
      orderId,
      revision: index + 1,
      tenantId,
      at,
      actor: actorOf(command.caller),
    })),
    checkout: { key: details.idempotencyKey, inputHash },
    authorization: { id: newId(), token: details.token },
    reserveBy,
  });
  if (!written) return { does: 'key taken' };
  services.timerSet(reserveBy);
  await appendToOutbox(
    tx,
    placedEvents(order, lines, placed, secondsAfter(at, services.config.stockHoldSeconds)),
  );
  return { does: 'placed', order };
}

function orderRow(
  { caller, stored, priced, details, number, customerId, at }: PlaceOrder,
  id: string,
): OrderRow {
  const { cart } = stored;
  const { quote } = priced;
  return {
    id,
    tenantId: cart.tenantId,
    number,
    cartId: cart.id,
    quoteId: quote.id,
    customerId: customerId ?? cart.customerId,
    source: cart.channel,
    externalId: null,
    email: details.email,
    currency: cart.currency,
    phase: BEGINNING.to,
    status: STATUS_OF[BEGINNING.to],
    paymentStatus: 'PENDING',
    fulfillmentStatus: 'UNFULFILLED',
    revision: BEGINNING.entries.length,
    subtotalMinor: quote.subtotalMinor,
    discountMinor: quote.discountMinor,
    shippingMinor: quote.shippingMinor,
    taxMinor: quote.taxMinor,
    taxIncluded: taxIncluded(quote),
    totalMinor: quote.totalMinor,
    capturedMinor: 0,
    shippingAddress: details.shippingAddress,
    billingAddress: details.billingAddress,
    notes: null,
    tags: [],
    cancelReason: null,
    cancelNote: null,
    fulfillmentId: null,
    cardLast4: last4Of(details.token),
    paymentReference: null,
    allocations: [],
    correlationId: caller.correlationId,
    placedAt: at,
    updatedAt: at,
  };
}

/** Throws when a line has no price: checkout has refused such a cart before. */
function orderLines({ stored, priced }: PlaceOrder, orderId: string): OrderLineRow[] {
  return priced.lines.map(({ line, variant, unitMinor, totalMinor }, position) => {
    if (!variant || unitMinor === null || totalMinor === null)
      throw new Error(`a line of the cart ${stored.cart.id} has no price`);
    return {
      id: newId(),
      tenantId: stored.cart.tenantId,
      orderId,
      position,
      variantId: line.variantId,
      sku: variant.sku,
      title: titleOf(variant),
      quantity: line.quantity,
      fulfilledQuantity: 0,
      refundedQuantity: 0,
      unitMinor,
      totalMinor,
    };
  });
}

function timelineOf(order: OrderRow, lines: readonly OrderLineRow[]): TimelineLine[] {
  const { status, paymentStatus, fulfillmentStatus } = order;
  const state: SagaState = {
    ...order,
    lines: lines.map((line) => ({ ...line, fulfilled: 0 })),
    shipments: [],
  };
  return BEGINNING.entries.map(({ type }) => ({
    type,
    message: sentence(type, state, { type: 'StockReserved' }),
    status,
    paymentStatus,
    fulfillmentStatus,
  }));
}

function placedEvents(
  order: OrderRow,
  lines: readonly OrderLineRow[],
  placed: readonly TimelineLine[],
  reserveUntil: Date,
): NewEvent[] {
  const { id: orderId, number, source: channel } = order;
  const wanted = lines.map(({ id, variantId, quantity }) => ({ orderLineId: id, variantId, quantity }));
  const data = { orderId, number, channel, reserveUntil, lines: wanted };
  const told = [
    { type: 'OrderPlaced' as const, data },
    ...statusChanges({ ...order, revision: 0 }, undefined, placed),
  ];
  return told.map((event) => ({ ...event, key: orderId, cause: causeOf(order) }));
}
