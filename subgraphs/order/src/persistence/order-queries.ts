import {
  In,
  type EntityManager,
  type EntitySchema,
  type ObjectLiteral,
  type SelectQueryBuilder,
} from 'typeorm';
import { isId } from '@longbox/ids';
import type { CursorValue } from '@longbox/subgraph';
import type { FulfillmentStatus, OrderStatus, PaymentStatus } from '../domain/statuses.ts';
import { columnsOf } from './columns.ts';
import { OrderEntity, TimelineEntity } from './entities.ts';
import type { OrderRow } from './rows.ts';

export interface OrderFilter {
  readonly status?: readonly OrderStatus[] | null | undefined;
  readonly paymentStatus?: readonly PaymentStatus[] | null | undefined;
  readonly fulfillmentStatus?: readonly FulfillmentStatus[] | null | undefined;
  readonly source?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly number?: string | null | undefined;
  readonly placedFrom?: Date | null | undefined;
  readonly placedBefore?: Date | null | undefined;
  readonly customerId?: string;
}

export type OrderSort = 'PLACED_AT_DESC' | 'PLACED_AT_ASC' | 'UPDATED_AT_DESC' | 'TOTAL_DESC';

interface Sorting {
  /** What a cursor holds. */
  readonly property: 'placedAt' | 'updatedAt' | 'totalMinor';
  /** What has the index. */
  readonly column: string;
  readonly direction: 'ASC' | 'DESC';
}

const SORTINGS: Readonly<Record<OrderSort, Sorting>> = {
  PLACED_AT_DESC: { property: 'placedAt', column: 'o.placedAt', direction: 'DESC' },
  PLACED_AT_ASC: { property: 'placedAt', column: 'o.placedAt', direction: 'ASC' },
  // The time of the timeline's last line, since orders themselves have no index that each change would have to be written into.
  UPDATED_AT_DESC: { property: 'updatedAt', column: 'last.at', direction: 'DESC' },
  TOTAL_DESC: { property: 'totalMinor', column: 'o.totalMinor', direction: 'DESC' },
};

/** The orders of a store with these ids, by id. */
export async function findOrders(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, OrderRow>> {
  const asked = [...new Set(ids.filter(isId))];
  if (asked.length === 0) return new Map();
  const rows = await connection.find(OrderEntity, { where: { tenantId, id: In(asked) } });
  return new Map(rows.map((row) => [row.id, row]));
}

/** The id of the order that a channel calls so; null when it sold none. */
export async function findExternalOrder(
  connection: EntityManager,
  tenantId: string,
  channel: string,
  externalId: string,
): Promise<string | null> {
  const [found]: { id: string }[] = await connection.query(
    'SELECT id FROM orders WHERE tenant_id = $1 AND external_id = $2 AND source = $3',
    [tenantId, externalId, channel],
  );
  return found?.id ?? null;
}

/** What a cursor of the list holds: the value sorted by, and the id. */
export function orderKey(order: OrderRow, sort: OrderSort): CursorValue[] {
  const value = order[SORTINGS[sort].property];
  return [value instanceof Date ? value.toISOString() : value, order.id];
}

/** At most `limit` orders of a store behind the cursor's key, in the order of the sort (keyset). */
export function listOrders(
  connection: EntityManager,
  tenantId: string,
  filter: OrderFilter,
  page: { readonly sort: OrderSort; readonly limit: number; readonly after: readonly CursorValue[] | null },
): Promise<OrderRow[]> {
  const { column, direction } = SORTINGS[page.sort];
  const query = filtered(connection, tenantId, filter);
  if (column === 'last.at')
    query.innerJoin(
      TimelineEntity.options.name,
      'last',
      'last.orderId = o.id AND last.revision = o.revision AND last.tenantId = :tenantId',
    );
  if (page.after) {
    const [value, id] = page.after;
    query.andWhere(`(${column}, o.id) ${direction === 'ASC' ? '>' : '<'} (:value, :id)`, { value, id });
  }
  return query.orderBy(column, direction).addOrderBy('o.id', direction).limit(page.limit).getMany();
}

export function countOrders(
  connection: EntityManager,
  tenantId: string,
  filter: OrderFilter,
): Promise<number> {
  return filtered(connection, tenantId, filter).getCount();
}

function filtered(
  connection: EntityManager,
  tenantId: string,
  filter: OrderFilter,
): SelectQueryBuilder<OrderRow> {
  const query = connection.createQueryBuilder(OrderEntity, 'o').where('o.tenantId = :tenantId', { tenantId });
  const { status, paymentStatus, fulfillmentStatus } = filter;
  if (status) query.andWhere('o.status = ANY (:status)', { status });
  if (paymentStatus) query.andWhere('o.paymentStatus = ANY (:paymentStatus)', { paymentStatus });
  if (fulfillmentStatus)
    query.andWhere('o.fulfillmentStatus = ANY (:fulfillmentStatus)', { fulfillmentStatus });
  if (filter.source != null) query.andWhere('o.source = :source', { source: filter.source });
  if (filter.email != null) query.andWhere('lower(o.email) = lower(:email)', { email: filter.email });
  if (filter.number != null) query.andWhere('o.number = :number', { number: filter.number });
  if (filter.placedFrom) query.andWhere('o.placedAt >= :placedFrom', { placedFrom: filter.placedFrom });
  if (filter.placedBefore)
    query.andWhere('o.placedAt < :placedBefore', { placedBefore: filter.placedBefore });
  if (filter.customerId !== undefined)
    query.andWhere('o.customerId = :customerId', { customerId: filter.customerId });
  return query;
}

/** The trace that an order was placed in; null where none was recorded. */
export async function findTraceparent(
  connection: EntityManager,
  tenantId: string,
  orderId: string,
): Promise<string | null> {
  const [found]: { traceparent: string | null }[] = await connection.query(
    'SELECT traceparent FROM orders WHERE tenant_id = $1 AND id = $2',
    [tenantId, orderId],
  );
  return found?.traceparent ?? null;
}

/** Rows of a table that belong to these orders, in one statement, by order id. */
export async function findOfOrders<Row extends ObjectLiteral & { readonly orderId: string }>(
  connection: EntityManager,
  entity: EntitySchema<Row>,
  tenantId: string,
  orderIds: readonly string[],
  orderBy: 'position' | 'revision' | 'at',
): Promise<Map<string, Row[]>> {
  const rows: Row[] = await connection.query(
    `SELECT ${columnsOf(connection, entity, 'r')} FROM ${entity.options.tableName} r
     WHERE r.tenant_id = $1 AND r.order_id = ANY ($2::uuid[]) ORDER BY r.${orderBy}`,
    [tenantId, [...new Set(orderIds)]],
  );
  return Map.groupBy(rows, ({ orderId }) => orderId);
}
