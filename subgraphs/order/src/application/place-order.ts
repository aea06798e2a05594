import type { EntityManager } from 'typeorm';
import { appendToOutbox, type NewEvent } from '@longbox/events';
import { newId } from '@longbox/ids';
import { createSharedRuns } from '@longbox/postgres';
import { last4Of } from '../domain/payment-token.ts';
import { taxIncluded } from '../domain/quote.ts';
import type { SagaState } from '../domain/saga-event.ts';
import { sentence } from '../domain/saga-sentences.ts';
import { BEGINNING, STATUS_OF } from '../domain/saga-table.ts';
import type { TimelineLine } from '../domain/saga.ts';
import { actorOf } from './visibility.ts';
import { lockCarts } from '../persistence/cart-store.ts';
import { insertOrders, type NewOrder } from '../persistence/order-store.ts';
import { takeOrderNumbers } from '../persistence/order-numbers.ts';
import type { OrderLineRow, OrderRow } from '../persistence/rows.ts';
import { causeOf, statusChanges } from './order-events.ts';
import type { PlaceOrder, Placed } from './placing.ts';
import { titleOf } from './price-cart.ts';
import { secondsAfter, type Services } from './services.ts';

/** Orders placed by one transaction at most. */
const MOST_TOGETHER = 50;

/** Makes checkouts of a store that come at the same time share a transaction. One that fails it is placed by itself. */
export function createPlacing(services: Services): Services['place'] {
  const inOne = (tenantId: string, commands: readonly PlaceOrder[]) =>
    services.database.transaction(tenantId, (tx) => placeOrders(tx, services, tenantId, commands));
  return createSharedRuns<PlaceOrder, Placed>({
    most: MOST_TOGETHER,
    run: inOne,
    onSharedFailure: (err) =>
      services.logger.info({ err }, 'checkouts of one transaction failed; each is placed alone'),
  });
}

/**
 * Places orders of one store: carts closed, orders with lines and timeline, what they are to be paid with, the timers of the reservations
 * and `OrderPlaced`, all in this transaction; four statements, however many. Two checkouts of one cart take turns on its row; two with
 * one key on the key.
 */
async function placeOrders(
  tx: EntityManager,
  services: Services,
  tenantId: string,
  commands: readonly PlaceOrder[],
): Promise<Placed[]> {
  const carts = await lockCarts(
    tx,
    tenantId,
    commands.map(({ stored }) => stored.cart.id),
  );
  const takenCarts = new Set<string>();
  const takenKeys = new Set<string>();
  const refusalOf = (command: PlaceOrder): Placed | undefined => {
    const { id: cartId, revision } = command.stored.cart;
    const cart = carts.get(cartId);
    const { idempotencyKey } = command.details;
    if (takenKeys.has(idempotencyKey)) return { does: 'key taken' };
    if (cart?.revision !== revision || cart.orderId !== null || takenCarts.has(cartId))
      return { does: 'cart moved' };
    takenCarts.add(cartId);
    takenKeys.add(idempotencyKey);
    return undefined;
  };
  const decided = commands.map((command) => ({ command, refusal: refusalOf(command) }));
  const good = decided.flatMap(({ command, refusal }) => (refusal ? [] : [command]));
  const placed = good.length === 0 ? [] : await write(tx, services, tenantId, good);
  return decided.map(({ command, refusal }) => refusal ?? (placed[good.indexOf(command)] as Placed));
}

/** Writes orders whose carts are locked; a key may have been taken by another transaction in the last moment. */
async function write(
  tx: EntityManager,
  services: Services,
  tenantId: string,
  commands: readonly PlaceOrder[],
): Promise<Placed[]> {
  const numbers = await takeOrderNumbers(tx, tenantId, commands.length);
  const prepared = commands.map((command, index) =>
    prepare(services, tenantId, command, numbers[index] as string),
  );
  const written = await insertOrders(
    tx,
    tenantId,
    prepared.map(({ rows }) => rows),
  );
  await appendToOutbox(
    tx,
    prepared.flatMap(({ rows, events }) => (written.has(rows.order.id) ? events : [])),
  );
  return prepared.map(({ rows: { order, reserveBy } }) => {
    if (!written.has(order.id)) return { does: 'key taken' };
    services.timerSet(reserveBy);
    return { does: 'placed', order };
  });
}

/** An order as it is to be written, and what is told of it. */
interface Prepared {
  readonly rows: NewOrder;
  readonly events: readonly NewEvent[];
}

function prepare(services: Services, tenantId: string, command: PlaceOrder, number: string): Prepared {
  const { details, inputHash, at } = command;
  const orderId = newId();
  const lines = orderLines(command, orderId);
  const order = orderRow(command, orderId, number);
  const placed = timelineOf(order, lines);
  const actor = actorOf(command.caller);
  return {
    rows: {
      order,
      lines,
      timeline: placed.map((line, index) => ({ ...line, orderId, revision: index + 1, tenantId, at, actor })),
      checkout: { key: details.idempotencyKey, inputHash },
      authorization: { id: newId(), token: details.token },
      reserveBy: secondsAfter(at, services.config.reservationTimeoutSeconds),
    },
    events: placedEvents(order, lines, placed, secondsAfter(at, services.config.stockHoldSeconds)),
  };
}

function orderRow(
  { caller, stored, priced, details, customerId, at, traceparent }: PlaceOrder,
  id: string,
  number: string,
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
    externalId: details.externalId ?? null,
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
    traceparent,
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
