/** The closed sets of the order subgraph. The SDL, the tables' CHECK constraints and the saga all speak these words. */

export const ORDER_STATUSES = ['PENDING', 'CONFIRMED', 'CANCELLING', 'CANCELLED', 'FULFILLED'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export const PAYMENT_STATUSES = [
  'PENDING',
  'AUTHORIZED',
  'DECLINED',
  'VOIDED',
  'PARTIALLY_PAID',
  'PAID',
  'PARTIALLY_REFUNDED',
  'REFUNDED',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const FULFILLMENT_STATUSES = [
  'UNFULFILLED',
  'IN_PROGRESS',
  'PARTIALLY_FULFILLED',
  'FULFILLED',
] as const;
export type FulfillmentStatus = (typeof FULFILLMENT_STATUSES)[number];

export const TIMELINE_TYPES = [
  'ORDER_PLACED',
  'STOCK_RESERVED',
  'STOCK_UNAVAILABLE',
  'PAYMENT_AUTHORIZED',
  'PAYMENT_DECLINED',
  'PAYMENT_TIMED_OUT',
  'PAYMENT_CAPTURED',
  'PAYMENT_CAPTURE_FAILED',
  'PAYMENT_VOIDED',
  'ORDER_CONFIRMED',
  'FULFILLMENT_OPENED',
  'SHIPMENT_PACKED',
  'SHIPMENT_SHIPPED',
  'SHIPMENT_DELIVERED',
  'CANCELLATION_REQUESTED',
  'CANCELLATION_REFUSED',
  'ORDER_CANCELLED',
  'ORDER_FULFILLED',
  'RESERVATION_EXPIRED',
] as const;
export type TimelineType = (typeof TIMELINE_TYPES)[number];

export const PAYMENT_KINDS = ['AUTHORIZATION', 'CAPTURE', 'VOID', 'REFUND'] as const;
export type PaymentKind = (typeof PAYMENT_KINDS)[number];

export const PAYMENT_ATTEMPT_STATUSES = [
  'REQUESTED',
  'SUCCEEDED',
  'DECLINED',
  'TIMED_OUT',
  'FAILED',
] as const;
export type PaymentAttemptStatus = (typeof PAYMENT_ATTEMPT_STATUSES)[number];

export const RETURN_STATUSES = ['REQUESTED', 'RECEIVED', 'REFUNDED', 'REJECTED'] as const;
export type ReturnStatus = (typeof RETURN_STATUSES)[number];

export const CANCEL_REASONS = [
  'UNKNOWN',
  'OUT_OF_STOCK',
  'PAYMENT_DECLINED',
  'PAYMENT_TIMED_OUT',
  'REQUESTED',
  'RESERVATION_TIMED_OUT',
  'RESERVATION_EXPIRED',
] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

/** The three statuses that people see of an order. */
export interface Statuses {
  readonly status: OrderStatus;
  readonly paymentStatus: PaymentStatus;
  readonly fulfillmentStatus: FulfillmentStatus;
}

/** Codes of `UserErrorCode` in the SDL. */
export type OrderRefusalCode =
  | 'INVALID'
  | 'NOT_FOUND'
  | 'REQUIRED'
  | 'TOO_MANY'
  | 'WRONG_CURRENCY'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'STALE_REVISION'
  | 'CART_EXPIRED'
  | 'CART_EMPTY'
  | 'CART_CHECKED_OUT'
  | 'PRICE_CHANGED'
  | 'INSUFFICIENT_STOCK'
  | 'UNAVAILABLE'
  | 'NOT_ALLOWED_NOW';
