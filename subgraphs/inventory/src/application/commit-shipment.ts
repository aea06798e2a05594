import type { EntityManager } from 'typeorm';
import { appendToOutbox } from '@longbox/events';
import { newId } from '@longbox/ids';
import { commitShipped, type ShippedLine } from '../domain/shipment.ts';
import { commitStock } from '../persistence/commit-stock.ts';
import { claimShipment } from '../persistence/order-holds.ts';
import { heldForOrder } from '../persistence/reservations.ts';
import { stockChanged, type Cause } from './announce.ts';

export interface Shipment {
  readonly orderId: string;
  readonly shipmentId: string;
  readonly lines: readonly ShippedLine[];
}

/**
 * A parcel has left the store: what was held for its lines is taken off the shelves, once for each shipment. Answers the pieces that
 * left though nothing was held for them; the ledger is not touched for those, and a person has to count.
 */
export async function commitShipment(
  tx: EntityManager,
  shipment: Shipment,
  cause: Cause,
  now: Date,
): Promise<readonly ShippedLine[]> {
  const { orderId, shipmentId } = shipment;
  const { tenantId } = cause;
  const reference = await claimShipment(tx, { tenantId, orderId, shipmentId }, now);
  if (reference === null) return [];
  const { parts, uncovered } = commitShipped(shipment.lines, await heldForOrder(tx, tenantId, orderId));
  if (parts.length === 0) return uncovered;
  const leaving = new Map<string, number>();
  for (const { itemId, quantity } of parts) leaving.set(itemId, (leaving.get(itemId) ?? 0) + quantity);
  const departure = {
    tenantId,
    shipmentId,
    reference,
    actor: 'system',
    parts: parts.map((part) => ({ ...part, splitId: newId() })),
    movements: [...leaving].map(([itemId, quantity]) => ({ id: newId(), itemId, quantity })),
  };
  const items = await commitStock(tx, departure, now);
  await appendToOutbox(tx, [
    { type: 'ReservationsCommitted', key: orderId, data: { orderId, shipmentId }, cause },
    ...stockChanged(items, cause),
  ]);
  return uncovered;
}
