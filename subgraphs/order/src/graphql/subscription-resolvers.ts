import { findVisibleOrders } from '../application/read-orders.ts';
import type { OrderFilter } from '../persistence/order-queries.ts';
import type { OrderRow } from '../persistence/rows.ts';
import type { SubscriptionResolvers } from './generated.ts';
import { isId } from '@longbox/ids';

export const Subscription: SubscriptionResolvers = {
  orderUpdated: {
    async subscribe(_root, { id }, { services, caller, feed }) {
      if (!isId(id)) return justNull();
      const orderId = id.toLowerCase();
      const read = async () =>
        (await findVisibleOrders(services, caller, [orderId])).orders.get(orderId) ?? null;
      return (await feed.watchOrder(caller.store.id, orderId, read)) ?? justNull();
    },
    resolve: (order: OrderRow | null) => order,
  },
  ordersUpdated: {
    subscribe: (_root, { filter }, { caller, feed }) =>
      feed.watchStore(caller.store.id, (order) => matches(order, filter ?? {})),
    resolve: (order: OrderRow) => order,
  },
};

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
  let told = false;
  const done = { value: undefined, done: true } as const;
  return {
    next() {
      if (told) return Promise.resolve(done);
      told = true;
      return Promise.resolve({ value: null, done: false });
    },
    return() {
      told = true;
      return Promise.resolve(done);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
