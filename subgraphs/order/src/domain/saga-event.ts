import type { CurrencyCode } from '@longbox/money';
import type { ChargedLine } from './capture.ts';
import type { CancelReason, Statuses } from './statuses.ts';
import type { Phase } from './saga-table.ts';

export interface SagaLine extends ChargedLine {
  readonly sku: string;
  readonly title: string;
}

/** What is known of one package. The flags are set as the events arrive, in whatever order. */
export interface SagaShipment {
  readonly id: string;
  readonly packed: boolean;
  readonly shipped: boolean;
  readonly delivered: boolean;
  /** What is to be captured for it; null when nothing is. Minor units. */
  readonly captureMinor: number | null;
  readonly captured: boolean;
}

/** All that the saga decides by. */
export interface SagaState extends Statuses {
  readonly phase: Phase;
  readonly currency: CurrencyCode;
  readonly totalMinor: number;
  readonly shippingMinor: number;
  readonly capturedMinor: number;
  readonly cancelReason: CancelReason | null;
  /** What the person who asked for the cancellation gave as the reason. */
  readonly cancelNote: string | null;
  readonly fulfillmentId: string | null;
  readonly cardLast4: string | null;
  readonly lines: readonly SagaLine[];
  readonly shipments: readonly SagaShipment[];
}

export interface Piece {
  readonly orderLineId: string;
  readonly quantity: number;
}

export interface SagaShortage {
  readonly orderLineId: string;
  readonly requested: number;
  readonly available: number;
}

/** Something that happened, as it is told: by a peer's event, a timer, the payment provider or a person. */
export type SagaEvent =
  | { readonly type: 'StockReserved' }
  | { readonly type: 'StockRefused'; readonly shortages: readonly SagaShortage[] }
  | { readonly type: 'ReservationTimerElapsed' }
  | { readonly type: 'ReservationExpired' }
  | { readonly type: 'PaymentAuthorized' }
  | { readonly type: 'PaymentDeclined'; readonly message: string }
  | { readonly type: 'PaymentTimerElapsed' }
  | { readonly type: 'CaptureSucceeded'; readonly shipmentId: string }
  | {
      readonly type: 'CaptureFailed';
      readonly shipmentId: string;
      readonly message: string;
      readonly givenUp: boolean;
    }
  | { readonly type: 'PaymentVoided' }
  | { readonly type: 'CancelRequested'; readonly note: string | null }
  | { readonly type: 'FulfillmentOpened'; readonly fulfillmentId: string }
  | { readonly type: 'FulfillmentCancelled' }
  | { readonly type: 'FulfillmentCancellationRefused'; readonly message: string }
  | { readonly type: 'ShipmentPacked'; readonly shipmentId: string; readonly pieces: readonly Piece[] }
  | {
      readonly type: 'ShipmentShipped';
      readonly shipmentId: string;
      readonly carrier: string | null;
      readonly trackingNumber: string | null;
      readonly pieces: readonly Piece[];
    }
  | { readonly type: 'ShipmentDelivered'; readonly shipmentId: string };
