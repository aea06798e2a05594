import DataLoader from 'dataloader';
import type { Caller } from '@longbox/identity';
import { findVisibleOrders } from '../application/read-orders.ts';
import type { Services } from '../application/services.ts';
import { CustomerEntity, OrderLineEntity, PaymentEntity, TimelineEntity } from '../persistence/entities.ts';
import { findOfOrders } from '../persistence/order-queries.ts';
import { findByIds, findReturns } from '../persistence/read-by-key.ts';
import type { CustomerRow, OrderLineRow, OrderRow, PaymentRow, TimelineRow } from '../persistence/rows.ts';
import type { OrderLineParent, ReturnParent } from './parents.ts';

export type Loaders = ReturnType<typeof createLoaders>;

/**
 * The loaders of one request: all that is asked for in one go is read in one statement. They remember nothing, because a subscription keeps
 * its context while the orders change.
 */
export function createLoaders(services: Services, caller: Caller) {
  const tenantId = caller.store.id;
  const { database } = services;
  const visible = async (ids: readonly string[]) => (await findVisibleOrders(services, caller, ids)).orders;
  const order = batched<OrderRow>(visible);

  /** Things of orders that the caller sees, by their own id. */
  const ofVisible = <Row extends { readonly orderId: string }, Found>(
    find: (ids: readonly string[]) => Promise<Map<string, Row>>,
    view: (row: Row, order: OrderRow) => Found,
  ) =>
    batched<Found>(async (ids) => {
      const rows = await find(ids);
      const orders = await visible([...rows.values()].map(({ orderId }) => orderId));
      const found = new Map<string, Found>();
      for (const [id, row] of rows) {
        const order = orders.get(row.orderId);
        if (order) found.set(id, view(row, order));
      }
      return found;
    });

  return {
    order,
    customer: batched<CustomerRow>((ids) =>
      database.read(tenantId, (connection) => findByIds(connection, CustomerEntity, tenantId, ids)),
    ),
    linesOf: lists<OrderLineRow>((ids) =>
      database.read(tenantId, (connection) =>
        findOfOrders(connection, OrderLineEntity, tenantId, ids, 'position'),
      ),
    ),
    timelineOf: lists<TimelineRow>((ids) =>
      database.read(tenantId, (connection) =>
        findOfOrders(connection, TimelineEntity, tenantId, ids, 'revision'),
      ),
    ),
    paymentsOf: lists<PaymentRow>((ids) =>
      database.read(tenantId, (connection) => findOfOrders(connection, PaymentEntity, tenantId, ids, 'at')),
    ),
    returnsOf: lists<Omit<ReturnParent, 'currency'>>((ids) =>
      database.read(tenantId, async (connection) =>
        Map.groupBy(await findReturns(connection, tenantId, { orderIds: ids }), ({ orderId }) => orderId),
      ),
    ),
    orderLine: ofVisible<OrderLineRow, OrderLineParent>(
      (ids) => database.read(tenantId, (connection) => findByIds(connection, OrderLineEntity, tenantId, ids)),
      (line, { currency }) => ({ ...line, currency }),
    ),
    payment: ofVisible<PaymentRow, PaymentRow>(
      (ids) => database.read(tenantId, (connection) => findByIds(connection, PaymentEntity, tenantId, ids)),
      (payment) => payment,
    ),
    return: ofVisible<Omit<ReturnParent, 'currency'>, ReturnParent>(
      async (ids) =>
        database.read(
          tenantId,
          async (connection) =>
            new Map((await findReturns(connection, tenantId, { ids })).map((row) => [row.id, row])),
        ),
      (row, { currency }) => ({ ...row, currency }),
    ),
  };
}

/** One thing for each id; null where there is none. Ids are compared in lower case, as PostgreSQL prints them. */
function batched<T>(
  find: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): DataLoader<string, T | null> {
  return new DataLoader(
    async (ids) => {
      const found = await find(ids);
      return ids.map((id) => found.get(id.toLowerCase()) ?? null);
    },
    { cache: false },
  );
}

/** A list for each order; empty where there is nothing. */
function lists<T>(
  find: (ids: readonly string[]) => Promise<ReadonlyMap<string, T[]>>,
): DataLoader<string, T[]> {
  return new DataLoader(
    async (ids) => {
      const found = await find(ids);
      return ids.map((id) => found.get(id) ?? []);
    },
    { cache: false },
  );
}
