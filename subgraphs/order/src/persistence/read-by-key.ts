import type { EntityManager, EntitySchema, ObjectLiteral } from 'typeorm';
import { isId } from '@longbox/ids';
import { ReturnEntity, ReturnLineEntity } from './entities.ts';
import type { ReturnLineRow, ReturnRow } from './rows.ts';

/** Rows of a store's table with these ids, by id, in one statement. */
export async function findByIds<Row extends ObjectLiteral & { readonly id: string }>(
  connection: EntityManager,
  entity: EntitySchema<Row>,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, Row>> {
  const asked = [...new Set(ids.filter(isId))];
  if (asked.length === 0) return new Map();
  const rows = await connection
    .createQueryBuilder(entity, 'r')
    .where('r.tenantId = :tenantId AND r.id = ANY (:asked)', { tenantId, asked })
    .getMany();
  return new Map(rows.map((row) => [row.id, row]));
}

export interface StoredReturn extends ReturnRow {
  readonly lines: readonly ReturnLineRow[];
}

/** Returns by their ids or by their orders', with their lines, oldest first; two statements at most. */
export async function findReturns(
  connection: EntityManager,
  tenantId: string,
  by: { readonly ids: readonly string[] } | { readonly orderIds: readonly string[] },
): Promise<StoredReturn[]> {
  const [column, keys] = 'ids' in by ? ['id', by.ids] : ['orderId', by.orderIds];
  const returns = await connection
    .createQueryBuilder(ReturnEntity, 'r')
    .where(`r.tenantId = :tenantId AND r.${column} = ANY (:keys)`, { tenantId, keys: keys.filter(isId) })
    .orderBy('r.requestedAt')
    .getMany();
  if (returns.length === 0) return [];
  const lines = await connection
    .createQueryBuilder(ReturnLineEntity, 'l')
    .where('l.tenantId = :tenantId AND l.returnId = ANY (:ids)', {
      tenantId,
      ids: returns.map(({ id }) => id),
    })
    .getMany();
  const byReturn = Map.groupBy(lines, ({ returnId }) => returnId);
  return returns.map((row) => ({ ...row, lines: byReturn.get(row.id) ?? [] }));
}
