import type { CurrencyCode } from '@longbox/money';
import type { Address } from '../domain/address.ts';
import type { Phase } from '../domain/saga-table.ts';
import type {
  CancelReason,
  PaymentAttemptStatus,
  PaymentKind,
  ReturnStatus,
  Statuses,
  TimelineType,
} from '../domain/statuses.ts';

/** Rows of the tables as TypeORM reads and writes them; amounts are minor units of the order's or cart's currency. */

export interface CustomerRow {
  readonly id: string;
  readonly tenantId: string;
  readonly subject: string;
  readonly email: string | null;
  readonly createdAt: Date;
}

export interface CartRow {
  readonly id: string;
  readonly tenantId: string;
  readonly customerId: string | null;
  readonly channel: string;
  readonly currency: CurrencyCode;
  readonly revision: number;
  readonly orderId: string | null;
  readonly shownTotalMinor: number;
  readonly expiresAt: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface CartLineRow {
  readonly id: string;
  readonly tenantId: string;
  readonly cartId: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly position: number;
  readonly shownUnitMinor: number | null;
  readonly shownRevision: number;
}

export interface AllocatedLine {
  readonly orderLineId: string;
  readonly allocations: readonly {
    readonly reservationId: string;
    readonly locationId: string;
    readonly locationCode: string;
    readonly bin: string | null;
    readonly quantity: number;
  }[];
}

export interface OrderRow extends Statuses {
  readonly id: string;
  readonly tenantId: string;
  readonly number: string;
  readonly cartId: string | null;
  readonly quoteId: string | null;
  readonly customerId: string | null;
  readonly source: string;
  readonly externalId: string | null;
  readonly email: string;
  readonly currency: CurrencyCode;
  readonly phase: Phase;
  readonly revision: number;
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
  readonly taxIncluded: boolean;
  readonly totalMinor: number;
  readonly capturedMinor: number;
  readonly shippingAddress: Address;
  readonly billingAddress: Address | null;
  readonly notes: string | null;
  readonly tags: readonly string[];
  readonly cancelReason: CancelReason | null;
  readonly cancelNote: string | null;
  readonly fulfillmentId: string | null;
  readonly cardLast4: string | null;
  readonly paymentReference: string | null;
  readonly allocations: readonly AllocatedLine[];
  readonly correlationId: string;
  /** Of the trace that it was placed in, which its saga goes on with; null where none was recorded. */
  readonly traceparent: string | null;
  readonly placedAt: Date;
  readonly updatedAt: Date;
}

export interface OrderLineRow {
  readonly id: string;
  readonly tenantId: string;
  readonly orderId: string;
  readonly position: number;
  readonly variantId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly fulfilledQuantity: number;
  readonly refundedQuantity: number;
  readonly unitMinor: number;
  readonly totalMinor: number;
}

export interface TimelineRow extends Statuses {
  readonly orderId: string;
  readonly revision: number;
  readonly tenantId: string;
  readonly at: Date;
  readonly type: TimelineType;
  readonly message: string;
  readonly actor: string;
}

/** A line of a timeline with its place among the changes of all orders. */
export interface PlacedLine extends TimelineRow {
  /** Transactions below this number were over when the line was written: decimal digits. `0` for lines that are older than the column. */
  readonly horizon: string;
}

export interface PaymentRow {
  readonly id: string;
  readonly tenantId: string;
  readonly orderId: string;
  readonly kind: PaymentKind;
  readonly status: PaymentAttemptStatus;
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
  readonly provider: string;
  readonly providerReference: string | null;
  readonly shipmentId: string | null;
  readonly at: Date;
}

export interface ReturnRow {
  readonly id: string;
  readonly tenantId: string;
  readonly orderId: string;
  readonly status: ReturnStatus;
  readonly requestedAt: Date;
  readonly refundMinor: number | null;
}

export interface ReturnLineRow {
  readonly returnId: string;
  readonly orderLineId: string;
  readonly tenantId: string;
  readonly quantity: number;
  readonly reason: string | null;
}
