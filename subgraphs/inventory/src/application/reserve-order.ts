import type { EntityManager } from 'typeorm';
import { appendToOutbox, type NewEvent } from '@longbox/events';
import { newId } from '@longbox/ids';
import { allocate, type Share, type Shortage, type WantedLine } from '../domain/allocation.ts';
import { candidatesFor, holdStock, type CandidateRow } from '../persistence/hold-stock.ts';
import { refuseOrder } from '../persistence/order-holds.ts';
import { stockChanged, type Cause } from './announce.ts';

export interface OrderToReserve {
  readonly orderId: string;
  readonly number: string;
  readonly channel: string;
  /** When the hold may be given up, unless the order is confirmed before. */
  readonly reserveUntil: Date;
  readonly lines: readonly WantedLine[];
}

type Reservation = Share & { readonly reservationId: string };

/**
 * Holds every line of an order or none, and says so in an event. An order that was dealt with or cancelled before changes nothing.
 *
 * The first attempt looks without locking and holds under the condition that the pieces are there still, which keeps a hot row locked
 * for one statement and the commit. When another order was faster, the second attempt looks at locked rows, and what it finds stays so.
 */
export async function reserveOrder(
  tx: EntityManager,
  order: OrderToReserve,
  cause: Cause,
  now: Date,
): Promise<'RESERVED' | 'REFUSED' | 'SETTLED'> {
  const wanted = {
    variantIds: [...new Set(order.lines.map(({ variantId }) => variantId))],
    channel: order.channel,
  };
  for (const lock of [false, true]) {
    const candidates = await candidatesFor(tx, cause.tenantId, wanted, { lock });
    const allocation = allocate(order.lines, candidates);
    if (!allocation.ok) return refuse(tx, order, allocation.shortages, cause, now);
    const reservations = allocation.shares.map((share) => ({ ...share, reservationId: newId() }));
    const hold = {
      tenantId: cause.tenantId,
      orderId: order.orderId,
      orderNumber: order.number,
      ...wanted,
      expiresAt: order.reserveUntil,
      reservations,
    };
    const result = await holdStock(tx, hold, now);
    if (result.status === 'SETTLED') return 'SETTLED';
    if (result.status === 'SHORT') continue;
    await appendToOutbox(tx, [
      reserved(order, reservations, candidates, cause),
      ...stockChanged(result.items, cause),
    ]);
    return 'RESERVED';
  }
  throw new Error(`order ${order.orderId}: pieces on locked rows could not be held`);
}

async function refuse(
  tx: EntityManager,
  order: OrderToReserve,
  shortages: readonly Shortage[],
  cause: Cause,
  now: Date,
): Promise<'REFUSED' | 'SETTLED'> {
  const { orderId, number: orderNumber } = order;
  if (!(await refuseOrder(tx, { tenantId: cause.tenantId, orderId, orderNumber }, now))) return 'SETTLED';
  await appendToOutbox(tx, [
    { type: 'InventoryReservationFailed', key: orderId, data: { orderId, shortages }, cause },
  ]);
  return 'REFUSED';
}

function reserved(
  order: OrderToReserve,
  reservations: readonly Reservation[],
  candidates: readonly CandidateRow[],
  cause: Cause,
): NewEvent<'InventoryReserved'> {
  const items = new Map(candidates.map((candidate) => [candidate.itemId, candidate]));
  const byLine = Map.groupBy(reservations, ({ orderLineId }) => orderLineId);
  const lines = order.lines.map(({ orderLineId, variantId, quantity }) => ({
    orderLineId,
    variantId,
    quantity,
    allocations: (byLine.get(orderLineId) ?? []).map((share) => allocationOf(share, items.get(share.itemId))),
  }));
  const data = { orderId: order.orderId, expiresAt: order.reserveUntil, lines };
  return { type: 'InventoryReserved', key: order.orderId, data, cause };
}

function allocationOf({ reservationId, itemId, quantity }: Reservation, item: CandidateRow | undefined) {
  if (!item) throw new Error(`item ${itemId} was allocated without being a candidate`);
  const { locationId, locationCode, bin } = item;
  return { reservationId, locationId, locationCode, bin, quantity };
}
