import type {
  CancelReason,
  FulfillmentStatus,
  OrderStatus,
  PaymentStatus,
  TimelineType,
} from './statuses.ts';

/** Where the saga of an order stands. Finer than the status that people see: it says what is being waited for. */
export const PHASES = [
  'RESERVING',
  'AUTHORIZING',
  'CONFIRMED',
  'SHIPPING',
  'CANCELLING',
  'CANCELLING_SHIPPED',
  'FULFILLED',
  'CANCELLED',
] as const;
export type Phase = (typeof PHASES)[number];

/** What can happen to an order, after `saga.ts` has compared the event with what is known of the order. */
export const SIGNALS = [
  'StockReserved',
  'StockRefused',
  'ReservationTimerElapsed',
  'ReservationExpired',
  'PaymentAuthorized',
  'PaymentDeclined',
  'PaymentTimerElapsed',
  'PartCaptured',
  'RestCaptured',
  'CaptureFailed',
  'PaymentVoided',
  'CancelRequested',
  'FulfillmentOpened',
  'FulfillmentCancelled',
  'FulfillmentCancellationRefused',
  'ShipmentPacked',
  'PartShipped',
  'RestShipped',
  'ShipmentDelivered',
  'Repeated',
] as const;
export type Signal = (typeof SIGNALS)[number];

/** What is to be done in the transaction of the step. `saga.ts` fills in the amounts. */
export type CommandKind =
  | 'AUTHORIZE'
  | 'CAPTURE'
  | 'VOID'
  | 'SET_PAYMENT_TIMER'
  | 'CLEAR_TIMERS'
  | 'PUBLISH_CONFIRMED'
  | 'PUBLISH_CANCELLED'
  | 'ASK_FULFILLMENT_TO_CANCEL';

/** One line of the timeline, and the statuses that change with it: no status changes without a line that says so. */
export interface Entry {
  readonly type: TimelineType;
  readonly status?: OrderStatus;
  readonly payment?: PaymentStatus;
  readonly fulfillment?: FulfillmentStatus;
}

export type Rule =
  | {
      readonly does: 'move';
      readonly to: Phase;
      readonly entries: readonly Entry[];
      readonly commands: readonly CommandKind[];
      /** Why it is, or is asked to be, cancelled. */
      readonly reason?: CancelReason;
    }
  /** Nothing happens. A duplicate, a late event, or one that something already under way answers. */
  | { readonly does: 'ignore'; readonly because: string }
  /** Somebody asked, and is told no. */
  | { readonly does: 'refuse'; readonly because: string };

const move = (
  to: Phase,
  entries: readonly Entry[],
  commands: readonly CommandKind[] = [],
  reason?: CancelReason,
): Rule => ({ does: 'move', to, entries, commands, ...(reason ? { reason } : {}) });
const ignore = (because: string): Rule => ({ does: 'ignore', because });
const refuse = (because: string): Rule => ({ does: 'refuse', because });

const ended = ignore('the order has ended');
const repeated = ignore('it is known already');
const early = ignore('nothing can be shipped before the order is confirmed');
const unasked = ignore('nothing of the kind was asked for');
const disarmed = ignore('the timer was for a step that is done');
const shipped = refuse('Something of the order has been shipped already. Ask for a return instead.');

/** Cancelled before any authorisation was asked for: nothing to give back. */
const cancelled: Entry = { type: 'ORDER_CANCELLED', status: 'CANCELLED' };
const cancelledUnpaid: Entry = { ...cancelled, payment: 'VOIDED' };
const packed: Entry = { type: 'SHIPMENT_PACKED' };
const packedFirst: Entry = { type: 'SHIPMENT_PACKED', fulfillment: 'IN_PROGRESS' };
const shippedPart: Entry = { type: 'SHIPMENT_SHIPPED', fulfillment: 'PARTIALLY_FULFILLED' };
const shippedRest: Entry = { type: 'SHIPMENT_SHIPPED', fulfillment: 'FULFILLED' };
const fulfilled: Entry = { type: 'ORDER_FULFILLED', status: 'FULFILLED' };
const refused = (status?: OrderStatus): Entry => ({
  type: 'CANCELLATION_REFUSED',
  ...(status ? { status } : {}),
});
const requested: Entry = { type: 'CANCELLATION_REQUESTED', status: 'CANCELLING' };
const opened: Entry = { type: 'FULFILLMENT_OPENED' };
const delivered: Entry = { type: 'SHIPMENT_DELIVERED' };
const expired: Entry = { type: 'RESERVATION_EXPIRED' };
const authorized: Entry = { type: 'PAYMENT_AUTHORIZED', payment: 'AUTHORIZED' };
const capturedPart: Entry = { type: 'PAYMENT_CAPTURED', payment: 'PARTIALLY_PAID' };
const capturedRest: Entry = { type: 'PAYMENT_CAPTURED', payment: 'PAID' };
const captureFailed: Entry = { type: 'PAYMENT_CAPTURE_FAILED' };

const everywhere = (rule: Rule): Record<Phase, Rule> => ({
  RESERVING: rule,
  AUTHORIZING: rule,
  CONFIRMED: rule,
  SHIPPING: rule,
  CANCELLING: rule,
  CANCELLING_SHIPPED: rule,
  FULFILLED: rule,
  CANCELLED: rule,
});
/** The rest of a row: the same answer in every phase but those named. */
const otherwise = (rule: Rule, but: Partial<Record<Phase, Rule>>): Record<Phase, Rule> => ({
  ...everywhere(rule),
  ...but,
});

/** How the saga begins, at checkout. */
export const BEGINNING = { to: 'RESERVING', entries: [{ type: 'ORDER_PLACED' }] } as const satisfies {
  to: Phase;
  entries: readonly Entry[];
};

/** Every transition of the order saga: what happens → in which phase → what follows. */
export const SAGA: Readonly<Record<Signal, Readonly<Record<Phase, Rule>>>> = {
  // Stock
  StockReserved: otherwise(repeated, {
    RESERVING: move(
      'AUTHORIZING',
      [{ type: 'STOCK_RESERVED' }],
      ['CLEAR_TIMERS', 'SET_PAYMENT_TIMER', 'AUTHORIZE'],
    ),
    CANCELLED: ignore('inventory releases it when the cancellation, which is on its way, arrives'),
  }),
  StockRefused: otherwise(ignore('the stock was held when the order went on'), {
    RESERVING: move(
      'CANCELLED',
      [{ type: 'STOCK_UNAVAILABLE' }, cancelledUnpaid],
      ['CLEAR_TIMERS', 'PUBLISH_CANCELLED'],
      'OUT_OF_STOCK',
    ),
    CANCELLED: ended,
  }),
  ReservationTimerElapsed: otherwise(disarmed, {
    RESERVING: move(
      'CANCELLED',
      [cancelledUnpaid],
      ['CLEAR_TIMERS', 'PUBLISH_CANCELLED'],
      'RESERVATION_TIMED_OUT',
    ),
  }),
  ReservationExpired: {
    RESERVING: move(
      'CANCELLED',
      [expired, cancelledUnpaid],
      ['CLEAR_TIMERS', 'PUBLISH_CANCELLED'],
      'RESERVATION_EXPIRED',
    ),
    AUTHORIZING: move(
      'CANCELLED',
      [expired, cancelled],
      ['CLEAR_TIMERS', 'VOID', 'PUBLISH_CANCELLED'],
      'RESERVATION_EXPIRED',
    ),
    CONFIRMED: move('CANCELLING', [expired, requested], ['ASK_FULFILLMENT_TO_CANCEL'], 'RESERVATION_EXPIRED'),
    SHIPPING: move('SHIPPING', [expired]),
    CANCELLING: move('CANCELLING', [expired]),
    CANCELLING_SHIPPED: move('CANCELLING_SHIPPED', [expired]),
    FULFILLED: ended,
    CANCELLED: ended,
  },

  // Payment
  PaymentAuthorized: otherwise(repeated, {
    RESERVING: unasked,
    AUTHORIZING: move(
      'CONFIRMED',
      [authorized, { type: 'ORDER_CONFIRMED', status: 'CONFIRMED' }],
      ['CLEAR_TIMERS', 'PUBLISH_CONFIRMED'],
    ),
    // The answer came after the time-out, or after somebody cancelled: it is given back.
    CANCELLED: move('CANCELLED', [authorized], ['VOID']),
  }),
  PaymentDeclined: otherwise(ignore('the payment had been authorised'), {
    RESERVING: unasked,
    AUTHORIZING: move(
      'CANCELLED',
      [{ type: 'PAYMENT_DECLINED', payment: 'DECLINED' }, cancelled],
      ['CLEAR_TIMERS', 'PUBLISH_CANCELLED'],
      'PAYMENT_DECLINED',
    ),
    CANCELLED: ended,
  }),
  PaymentTimerElapsed: otherwise(disarmed, {
    AUTHORIZING: move(
      'CANCELLED',
      [{ type: 'PAYMENT_TIMED_OUT' }, cancelled],
      // Whether the provider holds the money is not known, so it is told to let go of it.
      ['CLEAR_TIMERS', 'VOID', 'PUBLISH_CANCELLED'],
      'PAYMENT_TIMED_OUT',
    ),
  }),
  PartCaptured: otherwise(unasked, {
    SHIPPING: move('SHIPPING', [capturedPart]),
    CANCELLING_SHIPPED: move('CANCELLING_SHIPPED', [capturedPart]),
    FULFILLED: move('FULFILLED', [capturedPart]),
  }),
  RestCaptured: otherwise(unasked, {
    SHIPPING: move('SHIPPING', [capturedRest]),
    CANCELLING_SHIPPED: move('CANCELLING_SHIPPED', [capturedRest]),
    FULFILLED: move('FULFILLED', [capturedRest]),
  }),
  CaptureFailed: otherwise(unasked, {
    SHIPPING: move('SHIPPING', [captureFailed]),
    CANCELLING_SHIPPED: move('CANCELLING_SHIPPED', [captureFailed]),
    FULFILLED: move('FULFILLED', [captureFailed]),
  }),
  PaymentVoided: otherwise(unasked, {
    CANCELLED: move('CANCELLED', [{ type: 'PAYMENT_VOIDED', payment: 'VOIDED' }]),
  }),

  // Cancelling
  CancelRequested: {
    RESERVING: move('CANCELLED', [cancelledUnpaid], ['CLEAR_TIMERS', 'PUBLISH_CANCELLED'], 'REQUESTED'),
    AUTHORIZING: move('CANCELLED', [cancelled], ['CLEAR_TIMERS', 'VOID', 'PUBLISH_CANCELLED'], 'REQUESTED'),
    CONFIRMED: move('CANCELLING', [requested], ['ASK_FULFILLMENT_TO_CANCEL'], 'REQUESTED'),
    SHIPPING: shipped,
    CANCELLING: repeated,
    CANCELLING_SHIPPED: shipped,
    FULFILLED: shipped,
    CANCELLED: repeated,
  },
  FulfillmentCancelled: otherwise(ended, {
    RESERVING: early,
    AUTHORIZING: early,
    CONFIRMED: move(
      'CANCELLED',
      [{ ...cancelled, fulfillment: 'UNFULFILLED' }],
      ['VOID', 'PUBLISH_CANCELLED'],
      'UNKNOWN',
    ),
    SHIPPING: ignore('something has been shipped, so the order cannot be cancelled'),
    CANCELLING: move(
      'CANCELLED',
      [{ ...cancelled, fulfillment: 'UNFULFILLED' }],
      ['VOID', 'PUBLISH_CANCELLED'],
    ),
    // It contradicts a shipment that is known; what has left the store counts.
    CANCELLING_SHIPPED: move('SHIPPING', [refused('CONFIRMED')]),
  }),
  FulfillmentCancellationRefused: otherwise(unasked, {
    CANCELLING: move('CONFIRMED', [refused('CONFIRMED')]),
    CANCELLING_SHIPPED: move('SHIPPING', [refused('CONFIRMED')]),
    CANCELLED: ended,
  }),

  // Shipping
  FulfillmentOpened: otherwise(ended, {
    RESERVING: early,
    AUTHORIZING: early,
    CONFIRMED: move('CONFIRMED', [opened]),
    SHIPPING: move('SHIPPING', [opened]),
    CANCELLING: move('CANCELLING', [opened]),
    CANCELLING_SHIPPED: move('CANCELLING_SHIPPED', [opened]),
  }),
  ShipmentPacked: otherwise(ended, {
    RESERVING: early,
    AUTHORIZING: early,
    CONFIRMED: move('CONFIRMED', [packedFirst]),
    SHIPPING: move('SHIPPING', [packed]),
    CANCELLING: move('CANCELLING', [packedFirst]),
    CANCELLING_SHIPPED: move('CANCELLING_SHIPPED', [packed]),
  }),
  PartShipped: otherwise(ended, {
    RESERVING: early,
    AUTHORIZING: early,
    CONFIRMED: move('SHIPPING', [shippedPart], ['CAPTURE']),
    SHIPPING: move('SHIPPING', [shippedPart], ['CAPTURE']),
    // Fulfillment shipped before it heard of the request.
    CANCELLING: move('CANCELLING_SHIPPED', [shippedPart], ['CAPTURE']),
    CANCELLING_SHIPPED: move('CANCELLING_SHIPPED', [shippedPart], ['CAPTURE']),
    // Goods that left although the order is cancelled are told to people; money is never taken for a cancelled order.
    CANCELLED: move('CANCELLED', [{ type: 'SHIPMENT_SHIPPED' }]),
  }),
  RestShipped: otherwise(ended, {
    RESERVING: early,
    AUTHORIZING: early,
    CONFIRMED: move('FULFILLED', [shippedRest, fulfilled], ['CAPTURE']),
    SHIPPING: move('FULFILLED', [shippedRest, fulfilled], ['CAPTURE']),
    CANCELLING: move('FULFILLED', [shippedRest, refused(), fulfilled], ['CAPTURE']),
    CANCELLING_SHIPPED: move('FULFILLED', [shippedRest, refused(), fulfilled], ['CAPTURE']),
    CANCELLED: move('CANCELLED', [{ type: 'SHIPMENT_SHIPPED' }]),
  }),
  ShipmentDelivered: otherwise(ended, {
    RESERVING: early,
    AUTHORIZING: early,
    CONFIRMED: move('CONFIRMED', [delivered]),
    SHIPPING: move('SHIPPING', [delivered]),
    CANCELLING: move('CANCELLING', [delivered]),
    CANCELLING_SHIPPED: move('CANCELLING_SHIPPED', [delivered]),
    FULFILLED: move('FULFILLED', [delivered]),
  }),

  // The same thing told twice
  Repeated: everywhere(repeated),
};

/** The status that people see in each phase. */
export const STATUS_OF: Readonly<Record<Phase, OrderStatus>> = {
  RESERVING: 'PENDING',
  AUTHORIZING: 'PENDING',
  CONFIRMED: 'CONFIRMED',
  SHIPPING: 'CONFIRMED',
  CANCELLING: 'CANCELLING',
  CANCELLING_SHIPPED: 'CANCELLING',
  FULFILLED: 'FULFILLED',
  CANCELLED: 'CANCELLED',
};
