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
import { OrderEntity } from './entities.ts';
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
  readonly column: 'placedAt' | 'updatedAt' | 'totalMinor';
  readonly direction: 'ASC' | 'DESC';
}

const SORTINGS: Readonly<Record<OrderSort, Sorting>> = {
  PLACED_AT_DESC: { column: 'placedAt', direction: 'DESC' },
  PLACED_AT_ASC: { column: 'placedAt', direction: 'ASC' },
  UPDATED_AT_DESC: { column: 'updatedAt', direction: 'DESC' },
  TOTAL_DESC: { column: 'totalMinor', direction: 'DESC' },
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
  const value = order[SORTINGS[sort].column];
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
  if (page.after) {
    const [value, id] = page.after;
    query.andWhere(`(o.${column}, o.id) ${direction === 'ASC' ? '>' : '<'} (:value, :id)`, { value, id });
  }
  return query.orderBy(`o.${column}`, direction).addOrderBy('o.id', direction).limit(page.limit).getMany();
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

/** Rows of a table that belong to these orders, in one statement, by order id. */
export async function findOfOrders<Row extends ObjectLiteral & { readonly orderId: string }>(
  connection: EntityManager,
  entity: EntitySchema<Row>,
  tenantId: string,
  orderIds: readonly string[],
  orderBy: keyof Row & string,
): Promise<Map<string, Row[]>> {
  const rows = await connection
    .createQueryBuilder(entity, 'r')
    .where('r.tenantId = :tenantId AND r.orderId = ANY (:orderIds)', {
      tenantId,
      orderIds: [...new Set(orderIds)],
    })
    .orderBy(`r.${orderBy}`)
    .getMany();
  return Map.groupBy(rows, ({ orderId }) => orderId);
}
