import { isId } from '@longbox/ids';
import { accept, refuse, refuseAll, type Outcome } from '@longbox/outcome';
import type { EntityManager } from 'typeorm';
import type { RefusalCode } from '../domain/catalog.ts';
import { checkProductChange, type ProductChange } from '../domain/product-input.ts';
import { Product } from '../persistence/entities.ts';
import { refreshProductSearch } from '../persistence/refresh-product-search.ts';
import { announceProducts, type StoreCause } from './announce-products.ts';

/**
 * Changes the texts or the status of a product; its handle stays. Saying what is so already changes nothing, neither the time of the last
 * change nor anything that others hear. Answers the id.
 */
export async function updateProduct(
  tx: EntityManager,
  cause: StoreCause,
  id: string,
  wish: ProductChange,
  now: Date,
): Promise<Outcome<string, RefusalCode>> {
  const { change, refusals } = checkProductChange(wish);
  if (refusals.length > 0) return refuseAll(refusals);
  const { tenantId } = cause;
  const product = isId(id)
    ? await tx.findOne(Product, { where: { id, tenantId }, lock: { mode: 'pessimistic_write' } })
    : null;
  if (!product) return refuse('NOT_FOUND', 'The store has no product of this id.', ['id']);
  const differs = Object.entries(change).some(
    ([name, value]) => JSON.stringify(product[name as keyof typeof change]) !== JSON.stringify(value),
  );
  if (!differs) return accept(product.id);
  const renamed = change.title !== undefined && change.title !== product.title;
  await tx.query(
    `UPDATE products SET title = $3, title_chosen = $4, description = $5, vendor = $6, tags = $7, status = $8,
       version = version + 1, updated_at = $9
     WHERE tenant_id = $1 AND id = $2`,
    [
      tenantId,
      product.id,
      change.title ?? product.title,
      product.titleChosen || renamed,
      change.description === undefined ? product.description : change.description,
      change.vendor === undefined ? product.vendor : change.vendor,
      change.tags ?? product.tags,
      change.status ?? product.status,
      now,
    ],
  );
  await refreshProductSearch(tx, tenantId, [product.id]);
  await announceProducts(tx, cause, [product.id]);
  return accept(product.id);
}
