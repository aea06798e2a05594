import type { EntityManager } from 'typeorm';
import type { TimelineLine } from '../domain/saga.ts';
import { OrderEntity, OrderLineEntity, TimelineEntity } from './entities.ts';
import type { OrderLineRow, OrderRow } from './rows.ts';

/** Writes a new order with its lines and the beginning of its timeline. */
export async function insertOrder(
  tx: EntityManager,
  order: OrderRow,
  lines: readonly OrderLineRow[],
  timeline: readonly TimelineLine[],
  actor: string,
): Promise<void> {
  await tx.insert(OrderEntity, order);
  await tx.insert(OrderLineEntity, [...lines]);
  await tx.insert(
    TimelineEntity,
    timeline.map((line, index) => ({
      ...line,
      orderId: order.id,
      revision: index + 1,
      tenantId: order.tenantId,
      at: order.placedAt,
      actor,
    })),
  );
}
