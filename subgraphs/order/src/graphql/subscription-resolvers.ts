import { isId } from '@longbox/ids';
import { Positioned, badUserInput, mapEvents } from '@longbox/subgraph';
import { readCart } from '../application/read-cart.ts';
import { findVisibleOrders } from '../application/read-orders.ts';
import { TooFarBack } from '../live/order-feed.ts';
import { formatStorePosition, parseStorePosition, type StorePosition } from '../live/store-position.ts';
import { cartKey } from '../persistence/notices.ts';
import type { OrderFilter } from '../persistence/order-queries.ts';
import type { OrderRow } from '../persistence/rows.ts';
import { coded } from './errors.ts';
import type { SubscriptionResolvers } from './generated.ts';

type Seen = string | null | undefined;

/** An event is what a field resolves to, with its position; null has none. */
const resolve = <T>(event: Positioned<T> | null): T | null => event && event.value;

export const Subscription: SubscriptionResolvers = {
  orderUpdated: {
    async subscribe(_root, { id, after }, { services, caller, feed, lastEventId }) {
      if (!isId(id)) return justNull();
      const orderId = id.toLowerCase();
      const read = async () =>
        (await findVisibleOrders(services, caller, [orderId])).orders.get(orderId) ?? null;
      const events = await feed.watchOrder(caller.store.id, orderId, read, revisionIn(after ?? lastEventId));
      return events ? mapEvents(events, (order) => stateOf(order, order.revision)) : justNull();
    },
    resolve,
  },
  ordersUpdated: {
    async subscribe(_root, { filter, after }, { caller, feed, lastEventId }) {
      const wanted = (order: OrderRow) => matches(order, filter ?? {});
      const events = await feed
        .watchStore(caller.store.id, wanted, storePositionIn(after ?? lastEventId))
        .catch(toldTooFarBack);
      return mapEvents(events, ({ order, horizon }) => {
        const id = formatStorePosition({ horizon, orderId: order.id, revision: order.revision });
        return new Positioned(order, { id, state: false });
      });
    },
    resolve,
  },
  cartUpdated: {
    async subscribe(_root, { id, after }, { services, caller, cartFeed, lastEventId }) {
      if (!isId(id)) return justNull();
      let seen = revisionIn(after ?? lastEventId);
      const ticks = await cartFeed.watch(cartKey(caller.store.id, id.toLowerCase()));
      return mapEvents(ticks, async () => {
        const view = await coded(readCart(services, caller, id));
        if (!view) {
          await ticks.return?.();
          return null;
        }
        if (view.cart.revision === seen) return undefined;
        seen = view.cart.revision;
        return stateOf(view, seen);
      });
    },
    resolve,
  },
};

function stateOf<T>(value: T, revision: number): Positioned<T> {
  return new Positioned(value, { id: String(revision), state: true });
}

/** The revision that an event's id says. Refuses one that says none. */
function revisionIn(seen: Seen): number | undefined {
  if (seen == null) return undefined;
  if (!/^\d{1,9}$/.test(seen)) throw noEventId();
  return Number(seen);
}

function storePositionIn(seen: Seen): StorePosition | undefined {
  if (seen == null) return undefined;
  const position = parseStorePosition(seen);
  if (!position) throw noEventId();
  return position;
}

const noEventId = () => badUserInput('The last event id is none that this subscription gave.');

function toldTooFarBack(error: unknown): never {
  if (!(error instanceof TooFarBack)) throw error;
  throw badUserInput(
    'More has happened since than is told again: read the orders, and subscribe without the last event id.',
  );
}

/** The filter of the list, for one order in hand. */
export function matches(order: OrderRow, filter: OrderFilter): boolean {
  const among = <T>(wanted: readonly T[] | null | undefined, value: T) => !wanted || wanted.includes(value);
  const { source, email, number, placedFrom, placedBefore } = filter;
  return (
    among(filter.status, order.status) &&
    among(filter.paymentStatus, order.paymentStatus) &&
    among(filter.fulfillmentStatus, order.fulfillmentStatus) &&
    (source == null || source === order.source) &&
    (email == null || email.toLowerCase() === order.email.toLowerCase()) &&
    (number == null || number === order.number) &&
    (!placedFrom || order.placedAt >= placedFrom) &&
    (!placedBefore || order.placedAt < placedBefore)
  );
}

/** What whoever watches nothing is told: null, and the end. */
function justNull(): AsyncIterableIterator<null> {
  const nulls = [null][Symbol.iterator]();
  return mapEvents({ next: () => Promise.resolve(nulls.next()) }, () => null);
}
