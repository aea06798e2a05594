import type { EntityManager } from 'typeorm';
import { appendToOutbox, type NewEvent } from '@longbox/events';
import { newId } from '@longbox/ids';
import { allocate, type Allocation, type Candidate, type WantedLine } from '../domain/allocation.ts';
import { holdStock, lockCandidates, type CandidateRow, type Hold } from '../persistence/hold-stock.ts';
import { claimOrders, refuseOrders } from '../persistence/order-holds.ts';
import { stockChanged, type Cause } from './announce.ts';

export interface OrderToReserve {
  readonly orderId: string;
  readonly number: string;
  readonly channel: string;
  /** When the hold may be given up, unless the order is confirmed before. */
  readonly reserveUntil: Date;
  readonly lines: readonly WantedLine[];
  readonly cause: Cause;
}

interface Decided {
  readonly order: OrderToReserve;
  readonly outcome: { readonly hold: Hold } | Extract<Allocation, { ok: false }>;
}

/**
 * Holds every line of an order or none, for orders of one store in the order given, and says so in events. An order that was dealt with or
 * cancelled before changes nothing.
 *
 * Every item that could serve any of them is locked first, so that what is decided here stays so and no piece is sold twice, whoever else
 * reserves. Many orders of a hot card share the one wait for its row: five statements, however many orders.
 */
export async function reserveOrders(
  tx: EntityManager,
  tenantId: string,
  orders: readonly OrderToReserve[],
  now: Date,
): Promise<void> {
  const once = [...new Map(orders.map((order) => [order.orderId, order])).values()];
  const claimed = await claimOrders(tx, tenantId, once, now);
  const fresh = once.filter(({ orderId }) => claimed.has(orderId));
  if (fresh.length === 0) return;
  const variantIds = [...new Set(fresh.flatMap(({ lines }) => lines.map(({ variantId }) => variantId)))];
  const candidates = await lockCandidates(tx, tenantId, variantIds);
  const decided = decideAll(fresh, candidates);

  const holds = decided.flatMap(({ outcome }) => ('hold' in outcome ? [outcome.hold] : []));
  const refused = decided.filter(({ outcome }) => !('hold' in outcome)).map(({ order }) => order.orderId);
  const items = holds.length > 0 ? await holdStock(tx, tenantId, holds, now) : [];
  if (refused.length > 0) await refuseOrders(tx, tenantId, refused);
  const known = new Map(candidates.map((candidate) => [candidate.itemId, candidate]));
  const causes = new Map(
    decided.flatMap(({ order, outcome }) =>
      'hold' in outcome ? outcome.hold.reservations.map(({ itemId }) => [itemId, order.cause] as const) : [],
    ),
  );
  await appendToOutbox(tx, [
    ...decided.map((each) => answer(each, known)),
    // One for each item, on account of the last order that took of it.
    ...items.flatMap((item) => {
      const cause = causes.get(item.id);
      return cause === undefined ? [] : stockChanged([item], cause);
    }),
  ]);
}

/** One order after the other, each with what those before it have left. */
function decideAll(orders: readonly OrderToReserve[], candidates: readonly CandidateRow[]): Decided[] {
  const reserved = new Map(candidates.map(({ itemId, reserved: before }) => [itemId, before]));
  const byVariant = Map.groupBy(candidates, ({ variantId }) => variantId);
  return orders.map((order) => {
    const wanted = [...new Set(order.lines.map(({ variantId }) => variantId))];
    // In the order of the locations still, which is the order of preference.
    const own =
      wanted.length === 1
        ? (byVariant.get(wanted[0] ?? '') ?? [])
        : candidates.filter(({ variantId }) => wanted.includes(variantId));
    const allocation = allocate(
      order.lines,
      own.map((row): Candidate => ({
        ...row,
        reserved: reserved.get(row.itemId) ?? row.reserved,
        buffer: row.buffers[order.channel] ?? 0,
      })),
    );
    if (!allocation.ok) return { order, outcome: allocation };
    for (const { itemId, quantity } of allocation.shares)
      reserved.set(itemId, (reserved.get(itemId) ?? 0) + quantity);
    const reservations = allocation.shares.map((share) => ({ ...share, reservationId: newId() }));
    return {
      order,
      outcome: { hold: { orderId: order.orderId, expiresAt: order.reserveUntil, reservations } },
    };
  });
}

function answer({ order, outcome }: Decided, items: ReadonlyMap<string, CandidateRow>): NewEvent {
  const { orderId, reserveUntil: expiresAt, cause } = order;
  if (!('hold' in outcome)) {
    const { shortages } = outcome;
    return { type: 'InventoryReservationFailed', key: orderId, data: { orderId, shortages }, cause };
  }
  const byLine = Map.groupBy(outcome.hold.reservations, ({ orderLineId }) => orderLineId);
  const lines = order.lines.map(({ orderLineId, variantId, quantity }) => ({
    orderLineId,
    variantId,
    quantity,
    allocations: (byLine.get(orderLineId) ?? []).map((share) => allocationOf(share, items.get(share.itemId))),
  }));
  return { type: 'InventoryReserved', key: orderId, data: { orderId, expiresAt, lines }, cause };
}

function allocationOf(
  { reservationId, itemId, quantity }: Hold['reservations'][number],
  item: CandidateRow | undefined,
) {
  if (!item) throw new Error(`item ${itemId} was allocated without being a candidate`);
  const { locationId, locationCode, bin } = item;
  return { reservationId, locationId, locationCode, bin, quantity };
}
