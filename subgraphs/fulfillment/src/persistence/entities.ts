import { EntitySchema } from 'typeorm';
import type { BatchRow, ShipmentRow } from './rows.ts';

/** What is written and read by key; everything set-based is SQL in the files beside this one. */
export const BatchEntity = new EntitySchema<BatchRow>({
  name: 'batch',
  tableName: 'batches',
  columns: {
    id: { type: 'uuid', primary: true },
    tenantId: { type: 'uuid', name: 'tenant_id' },
    number: { type: 'text' },
    status: { type: 'text' },
    assignedTo: { type: 'text', name: 'assigned_to', nullable: true },
    createdBy: { type: 'text', name: 'created_by' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
  },
});

export const ShipmentEntity = new EntitySchema<ShipmentRow>({
  name: 'shipment',
  tableName: 'shipments',
  columns: {
    id: { type: 'uuid', primary: true },
    tenantId: { type: 'uuid', name: 'tenant_id' },
    fulfillmentId: { type: 'uuid', name: 'fulfillment_id' },
    orderId: { type: 'uuid', name: 'order_id' },
    status: { type: 'text' },
    weightGrams: { type: 'integer', name: 'weight_grams' },
    carrier: { type: 'text', nullable: true },
    service: { type: 'text', nullable: true },
    trackingNumber: { type: 'text', name: 'tracking_number', nullable: true },
    trackingUrl: { type: 'text', name: 'tracking_url', nullable: true },
    labelUrl: { type: 'text', name: 'label_url', nullable: true },
    costMinor: { type: 'integer', name: 'cost_minor', nullable: true },
    currency: { type: 'char', length: '3' },
    packedAt: { type: 'timestamptz', name: 'packed_at' },
    shippedAt: { type: 'timestamptz', name: 'shipped_at', nullable: true },
    deliveredAt: { type: 'timestamptz', name: 'delivered_at', nullable: true },
  },
});
