import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type {
  CartLineRow,
  CartRow,
  CustomerRow,
  OrderLineRow,
  OrderRow,
  PaymentRow,
  ReturnLineRow,
  ReturnRow,
  TimelineRow,
} from './rows.ts';

const uuid = (options: Partial<EntitySchemaColumnOptions> = {}) => ({ type: 'uuid' as const, ...options });
const text = (options: Partial<EntitySchemaColumnOptions> = {}) => ({ type: 'text' as const, ...options });
const integer = (options: Partial<EntitySchemaColumnOptions> = {}) => ({
  type: 'integer' as const,
  ...options,
});
const instant = (name: string) => ({ type: 'timestamptz' as const, name });
const key = uuid({ primary: true });
const tenantId = uuid({ name: 'tenant_id' });
const statuses = {
  status: text(),
  paymentStatus: text({ name: 'payment_status' }),
  fulfillmentStatus: text({ name: 'fulfillment_status' }),
};

export const CustomerEntity = new EntitySchema<CustomerRow>({
  name: 'customer',
  tableName: 'customers',
  columns: {
    id: key,
    tenantId,
    subject: text(),
    email: text({ nullable: true }),
    createdAt: instant('created_at'),
  },
});

export const CartEntity = new EntitySchema<CartRow>({
  name: 'cart',
  tableName: 'carts',
  columns: {
    id: key,
    tenantId,
    customerId: uuid({ name: 'customer_id', nullable: true }),
    channel: text(),
    currency: text(),
    revision: integer(),
    orderId: uuid({ name: 'order_id', nullable: true }),
    shownTotalMinor: integer({ name: 'shown_total_minor' }),
    expiresAt: instant('expires_at'),
    createdAt: instant('created_at'),
    updatedAt: instant('updated_at'),
  },
});

export const CartLineEntity = new EntitySchema<CartLineRow>({
  name: 'cart_line',
  tableName: 'cart_lines',
  columns: {
    id: key,
    tenantId,
    cartId: uuid({ name: 'cart_id' }),
    variantId: uuid({ name: 'variant_id' }),
    quantity: integer(),
    position: integer(),
    shownUnitMinor: integer({ name: 'shown_unit_minor', nullable: true }),
    shownRevision: integer({ name: 'shown_revision' }),
  },
});

export const OrderEntity = new EntitySchema<OrderRow>({
  name: 'order',
  tableName: 'orders',
  columns: {
    id: key,
    tenantId,
    number: text(),
    cartId: uuid({ name: 'cart_id', nullable: true }),
    quoteId: text({ name: 'quote_id', nullable: true }),
    customerId: uuid({ name: 'customer_id', nullable: true }),
    source: text(),
    externalId: text({ name: 'external_id', nullable: true }),
    email: text(),
    currency: text(),
    phase: text(),
    ...statuses,
    revision: integer(),
    subtotalMinor: integer({ name: 'subtotal_minor' }),
    discountMinor: integer({ name: 'discount_minor' }),
    shippingMinor: integer({ name: 'shipping_minor' }),
    taxMinor: integer({ name: 'tax_minor' }),
    taxIncluded: { type: 'boolean', name: 'tax_included' },
    totalMinor: integer({ name: 'total_minor' }),
    capturedMinor: integer({ name: 'captured_minor' }),
    shippingAddress: { type: 'jsonb', name: 'shipping_address' },
    billingAddress: { type: 'jsonb', name: 'billing_address', nullable: true },
    notes: text({ nullable: true }),
    tags: text({ array: true }),
    cancelReason: text({ name: 'cancel_reason', nullable: true }),
    cancelNote: text({ name: 'cancel_note', nullable: true }),
    fulfillmentId: uuid({ name: 'fulfillment_id', nullable: true }),
    cardLast4: text({ name: 'card_last4', nullable: true }),
    paymentReference: text({ name: 'payment_reference', nullable: true }),
    allocations: { type: 'jsonb' },
    correlationId: text({ name: 'correlation_id' }),
    traceparent: text({ nullable: true }),
    placedAt: instant('placed_at'),
    updatedAt: instant('updated_at'),
  },
});

export const OrderLineEntity = new EntitySchema<OrderLineRow>({
  name: 'order_line',
  tableName: 'order_lines',
  columns: {
    id: key,
    tenantId,
    orderId: uuid({ name: 'order_id' }),
    position: integer(),
    variantId: uuid({ name: 'variant_id' }),
    sku: text(),
    title: text(),
    quantity: integer(),
    fulfilledQuantity: integer({ name: 'fulfilled_quantity' }),
    refundedQuantity: integer({ name: 'refunded_quantity' }),
    unitMinor: integer({ name: 'unit_minor' }),
    totalMinor: integer({ name: 'total_minor' }),
  },
});

export const TimelineEntity = new EntitySchema<TimelineRow>({
  name: 'timeline',
  tableName: 'order_timeline',
  columns: {
    orderId: uuid({ name: 'order_id', primary: true }),
    revision: integer({ primary: true }),
    tenantId,
    at: instant('at'),
    type: text(),
    message: text(),
    actor: text(),
    ...statuses,
  },
});

export const PaymentEntity = new EntitySchema<PaymentRow>({
  name: 'payment',
  tableName: 'payments',
  columns: {
    id: key,
    tenantId,
    orderId: uuid({ name: 'order_id' }),
    kind: text(),
    status: text(),
    amountMinor: integer({ name: 'amount_minor' }),
    currency: text(),
    provider: text(),
    providerReference: text({ name: 'provider_reference', nullable: true }),
    shipmentId: uuid({ name: 'shipment_id', nullable: true }),
    at: instant('at'),
  },
});

export const ReturnEntity = new EntitySchema<ReturnRow>({
  name: 'return',
  tableName: 'returns',
  columns: {
    id: key,
    tenantId,
    orderId: uuid({ name: 'order_id' }),
    status: text(),
    requestedAt: instant('requested_at'),
    refundMinor: integer({ name: 'refund_minor', nullable: true }),
  },
});

export const ReturnLineEntity = new EntitySchema<ReturnLineRow>({
  name: 'return_line',
  tableName: 'return_lines',
  columns: {
    returnId: uuid({ name: 'return_id', primary: true }),
    orderLineId: uuid({ name: 'order_line_id', primary: true }),
    tenantId,
    quantity: integer(),
    reason: text({ nullable: true }),
  },
});

export const ENTITIES = [
  CustomerEntity,
  CartEntity,
  CartLineEntity,
  OrderEntity,
  OrderLineEntity,
  TimelineEntity,
  PaymentEntity,
  ReturnEntity,
  ReturnLineEntity,
];
