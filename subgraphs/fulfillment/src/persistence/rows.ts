import type { CurrencyCode } from '@longbox/money';
import type { BatchStatus } from '../domain/picks.ts';

export interface FulfillmentRow {
  readonly id: string;
  readonly orderId: string;
  /** Null for an order that was cancelled before it was confirmed; such a one is never packed. */
  readonly currency: CurrencyCode | null;
  readonly status: 'OPEN' | 'CANCELLED' | 'SHIPPED';
  readonly batchId: string | null;
}

export interface BatchRow {
  readonly id: string;
  readonly tenantId: string;
  readonly number: string;
  readonly status: BatchStatus;
  readonly assignedTo: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export interface StopRow {
  readonly id: string;
  readonly batchId: string;
  readonly sequence: number;
  readonly locationId: string;
  readonly locationCode: string;
  readonly bin: string | null;
  readonly variantId: string;
  readonly quantity: number;
  readonly pickedQuantity: number;
  readonly short: boolean;
  /** In the order of the batch. */
  readonly orderIds: readonly string[];
}

export type ShipmentStatus = 'PACKED' | 'LABELED' | 'SHIPPED' | 'DELIVERED' | 'CANCELLED';

export interface ShipmentRow {
  readonly id: string;
  readonly tenantId: string;
  readonly fulfillmentId: string;
  readonly orderId: string;
  readonly status: ShipmentStatus;
  readonly weightGrams: number;
  readonly carrier: string | null;
  readonly service: string | null;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
  readonly labelUrl: string | null;
  readonly costMinor: number | null;
  readonly currency: CurrencyCode;
  readonly packedAt: Date;
  readonly shippedAt: Date | null;
  readonly deliveredAt: Date | null;
}

export interface ShipmentLineRow {
  readonly shipmentId: string;
  readonly orderLineId: string;
  readonly quantity: number;
}

export interface TrackingEventRow {
  readonly shipmentId: string;
  readonly at: Date;
  readonly status: string;
  readonly description: string;
  readonly location: string | null;
}
