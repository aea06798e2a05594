import type { EntityManager } from 'typeorm';
import { ITEM_COLUMNS, type ItemRow } from './rows.ts';

export interface ItemFilter {
  readonly locationId?: string | undefined;
  readonly locationCode?: string | undefined;
  readonly variantId?: string | undefined;
  readonly sku?: string | undefined;
  /** Whether some of it is on hand and not reserved. */
  readonly inStock?: boolean | undefined;
}

/** A page of a store's items in the order in which they were first stocked, behind the id `after`. One statement. */
export function pageOfItems(
  connection: EntityManager,
  tenantId: string,
  filter: ItemFilter,
  limit: number,
  after: string | null,
): Promise<ItemRow[]> {
  const parameters: unknown[] = [tenantId, limit];
  const conditions = ['i.tenant_id = $1'];
  const where = (value: unknown, condition: (parameter: string) => string) => {
    if (value === undefined || value === null) return;
    parameters.push(value);
    conditions.push(condition(`$${parameters.length}`));
  };
  where(after, (p) => `i.id > ${p}`);
  where(filter.locationId, (p) => `i.location_id = ${p}`);
  where(filter.variantId, (p) => `i.variant_id = ${p}`);
  where(
    filter.locationCode,
    (p) => `i.location_id = (SELECT id FROM locations WHERE tenant_id = $1 AND code = ${p})`,
  );
  where(
    filter.sku,
    (p) => `i.variant_id IN (SELECT variant_id FROM known_variants WHERE tenant_id = $1 AND sku = ${p})`,
  );
  where(filter.inStock, (p) => `(i.on_hand > i.reserved) = ${p}`);
  return connection.query(
    `SELECT ${ITEM_COLUMNS} FROM inventory_items i WHERE ${conditions.join(' AND ')} ORDER BY i.id LIMIT $2`,
    parameters,
  );
}

export function itemsByIds(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<ItemRow[]> {
  return connection.query(
    `SELECT ${ITEM_COLUMNS} FROM inventory_items i WHERE i.tenant_id = $1 AND i.id = ANY ($2::uuid[])`,
    [tenantId, ids],
  );
}

/** The items of all of these variants in one statement, each variant's oldest location first. */
export function itemsOfVariants(
  connection: EntityManager,
  tenantId: string,
  variantIds: readonly string[],
): Promise<ItemRow[]> {
  return connection.query(
    `SELECT ${ITEM_COLUMNS} FROM inventory_items i JOIN locations l ON l.id = i.location_id
     WHERE i.tenant_id = $1 AND i.variant_id = ANY ($2::uuid[]) ORDER BY l.created_at, l.id, i.id`,
    [tenantId, variantIds],
  );
}
