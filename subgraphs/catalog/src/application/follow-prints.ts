import type { Database } from '@longbox/postgres';
import type { EntityManager } from 'typeorm';
import type { ListedPrint } from '../domain/catalog.ts';
import { printTitle } from '../domain/titles.ts';
import { refreshProductSearch } from '../persistence/refresh-product-search.ts';
import { announceProducts, type StoreCause } from './announce-products.ts';

/** Printings of one store that one transaction follows; a store may list a hundred thousand. */
const AT_ONCE = 500;

/**
 * Makes the products of every store follow the printings that have changed since: their titles, where nobody chose one, and what search
 * and the other subgraphs know of them. Only products that differ grow a version and are told of. What is left when a process dies
 * is noted in the database, and the next call does it.
 */
export async function followPrints(
  database: Database,
  correlationId: string,
  now: () => Date,
  signal?: AbortSignal,
): Promise<void> {
  for (;;) {
    const stores: { tenantId: string }[] = await database.systemTransaction((tx) =>
      tx.query('SELECT DISTINCT tenant_id AS "tenantId" FROM changed_prints LIMIT 100'),
    );
    let followed = 0;
    for (const { tenantId } of stores) {
      let count = 0;
      do {
        if (signal?.aborted) return;
        count = await database.transaction(tenantId, (tx) =>
          followSome(tx, { tenantId, correlationId }, now()),
        );
        followed += count;
      } while (count === AT_ONCE);
    }
    // What is still noted is in the hands of another process.
    if (followed === 0) return;
  }
}

interface FollowingProduct extends ListedPrint {
  readonly productId: string;
  readonly title: string;
  readonly titleChosen: boolean;
  /** Whether what others know of the product besides its title differs from what they were told. */
  readonly differs: boolean;
}

async function followSome(tx: EntityManager, cause: StoreCause, now: Date): Promise<number> {
  const { tenantId } = cause;
  const taken: { printId: string }[] = await tx.query(
    `WITH taken AS (
       DELETE FROM changed_prints WHERE tenant_id = $1 AND print_id IN (
         SELECT print_id FROM changed_prints WHERE tenant_id = $1 ORDER BY print_id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
       RETURNING print_id)
     SELECT print_id AS "printId" FROM taken`,
    [tenantId],
  );
  if (taken.length === 0) return 0;
  const products: FollowingProduct[] = await tx.query(FOLLOWING, [
    tenantId,
    taken.map(({ printId }) => printId),
  ]);
  const renamed = products.flatMap((product) => {
    const title = product.titleChosen ? product.title : printTitle(product);
    return title === product.title ? [] : [{ id: product.productId, title }];
  });
  const changed = [
    ...new Set([
      ...renamed.map(({ id }) => id),
      ...products.filter(({ differs }) => differs).map(({ productId }) => productId),
    ]),
  ];
  if (changed.length > 0)
    await tx.query(
      `UPDATE products p SET title = coalesce(t.title, p.title), version = p.version + 1, updated_at = $3
       FROM unnest($2::uuid[]) AS c(id) LEFT JOIN json_to_recordset($4::json) AS t(id uuid, title text) ON t.id = c.id
       WHERE p.tenant_id = $1 AND p.id = c.id`,
      [tenantId, changed, now, JSON.stringify(renamed)],
    );
  await refreshProductSearch(
    tx,
    tenantId,
    products.map(({ productId }) => productId),
  );
  await announceProducts(tx, cause, changed);
  return taken.length;
}

const FOLLOWING = `
  SELECT p.id AS "productId", p.title, p.title_chosen AS "titleChosen",
    (f.game, f.set_code, f.rarity) IS DISTINCT FROM (g.code, s.code, r.rarity) AS differs,
    r.id, g.code AS game, c.name AS "cardName", s.code AS "setCode", s.name AS "setName",
    r.collector_number AS "collectorNumber", r.sku_number AS "skuNumber", r.rarity, r.language, r.finishes,
    r.first_edition AS "firstEdition", r.variation
  FROM products p
  JOIN product_search f ON f.tenant_id = p.tenant_id AND f.product_id = p.id
  JOIN prints r ON r.id = p.print_id JOIN games g ON g.id = r.game_id
  JOIN cards c ON c.id = r.card_id JOIN card_sets s ON s.id = r.set_id
  WHERE p.tenant_id = $1 AND p.print_id = ANY($2::uuid[])
  ORDER BY p.id FOR UPDATE OF p`;
