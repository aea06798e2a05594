import type { EntityManager } from 'typeorm';
import { appendToOutbox } from '@longbox/events';
import { isId, newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { accept, refuse, type Outcome } from '@longbox/outcome';
import type { RefusalCode } from '../domain/refusals.ts';
import { lockFulfillment } from '../persistence/fulfillments.ts';
import type { ShipmentRow } from '../persistence/rows.ts';
import {
  closeWhenShipped,
  insertTrackingEvent,
  linesOfShipments,
  lockShipment,
  shipmentById,
  updateShipment,
} from '../persistence/shipments.ts';
import { causeOfCaller, type Parts } from './parts.ts';
import { settleBatch } from './settle-batch.ts';

const UNKNOWN = () => refuse<RefusalCode>('NOT_FOUND', 'This store has no such shipment.', ['shipmentId']);

/**
 * A package was handed to the carrier: once, however often it is said. A letter may go without a label: PACKED is
 * enough. Refused when the order was
 * cancelled; the lock of the order's fulfillment decides which of the two came first.
 */
export async function markShipped(
  { database, clock }: Parts,
  caller: Caller,
  shipmentId: string,
): Promise<Outcome<ShipmentRow, RefusalCode>> {
  const tenantId = caller.store.id;
  if (!isId(shipmentId)) return UNKNOWN();
  return database.transaction(tenantId, async (tx): Promise<Outcome<ShipmentRow, RefusalCode>> => {
    const found = await shipmentById(tx, tenantId, shipmentId);
    if (!found) return UNKNOWN();
    const fulfillment = await lockFulfillment(tx, tenantId, found.orderId);
    const shipment = await lockShipment(tx, tenantId, shipmentId);
    if (!shipment || !fulfillment) return UNKNOWN();
    if (shipment.status === 'SHIPPED' || shipment.status === 'DELIVERED') return accept(shipment);
    if (shipment.status === 'CANCELLED' || fulfillment.status === 'CANCELLED')
      return refuse('NOT_ALLOWED_NOW', 'The order is cancelled: keep the package and put its cards back.', [
        'shipmentId',
      ]);
    return accept(await ship(tx, caller, shipment, fulfillment.batchId, clock()));
  });
}

async function ship(
  tx: EntityManager,
  caller: Caller,
  shipment: ShipmentRow,
  batchId: string | null,
  now: Date,
): Promise<ShipmentRow> {
  const { tenantId, id: shipmentId, orderId, carrier, service, trackingNumber } = shipment;
  const change = { status: 'SHIPPED', shippedAt: now } as const;
  await updateShipment(tx, shipment, change);
  await insertTrackingEvent(tx, tenantId, {
    id: newId(),
    shipmentId,
    at: now,
    status: 'SHIPPED',
    description: carrier ? `Handed to ${carrier}.` : 'Handed to the carrier.',
    location: null,
  });
  await closeWhenShipped(tx, tenantId, shipment.fulfillmentId);
  if (batchId !== null) await settleBatch(tx, tenantId, batchId);
  const lines = (await linesOfShipments(tx, tenantId, [shipmentId])).map(({ orderLineId, quantity }) => ({
    orderLineId,
    quantity,
  }));
  const data = { orderId, shipmentId, carrier, service, trackingNumber, shippedAt: now, lines };
  await appendToOutbox(tx, [{ type: 'ShipmentShipped', key: orderId, data, cause: causeOfCaller(caller) }]);
  return { ...shipment, ...change };
}
