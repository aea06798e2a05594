import { createHash } from 'node:crypto';
import { accept, refuse, refuseAll, type Outcome } from '@longbox/outcome';
import { claimKey, keepResult, type Database } from '@longbox/postgres';
import type { EntityManager } from 'typeorm';
import type { RefusalCode } from '../domain/catalog.ts';
import type { ProductChange, ProductWish } from '../domain/product-input.ts';
import { InputCheck } from '../domain/text-checks.ts';
import type { StoreCause } from './announce-products.ts';
import { createProduct } from './create-product.ts';
import { updateProduct } from './update-product.ts';

/** What holds for a call with many products. */
interface Call<T> {
  readonly idempotencyKey?: string | null | undefined;
  readonly allOrNothing?: boolean;
  readonly products: readonly T[];
}

/** Of each product its id, null where all were given up for another one, or why not. */
export type ManyProducts = readonly Outcome<string | null, RefusalCode>[];

/** A product takes some ten statements, and the store's lock on product names is held for all of them. The schema says so too. */
const MOST_PRODUCTS = 100;
/** What the table of keys holds. */
const KEY_LENGTH = 100;

/** Makes products, each or all or none; see `createProduct`. */
export function createProducts(
  database: Database,
  cause: StoreCause,
  call: Call<ProductWish>,
  now: Date,
): Promise<Outcome<ManyProducts, RefusalCode>> {
  return each(database, cause, 'create', call, now, (tx, wish) => createProduct(tx, cause, wish, now));
}

/** Changes products, each or all or none; see `updateProduct`. */
export function changeProducts(
  database: Database,
  cause: StoreCause,
  call: Call<{ readonly id: string; readonly change: ProductChange }>,
  now: Date,
): Promise<Outcome<ManyProducts, RefusalCode>> {
  return each(database, cause, 'change', call, now, (tx, { id, change }) =>
    updateProduct(tx, cause, id, change, now),
  );
}

/** Nothing is kept of a call whose products are made together, because one of them cannot be. */
class GivenUp extends Error {
  override readonly name = 'GivenUp';
  readonly results: ManyProducts;

  constructor(results: ManyProducts) {
    super('one of the products cannot be made or changed');
    this.results = results;
  }
}

/**
 * Does the same for each product in one transaction. What is refused has written nothing, so that the others stand without it. Refuses a call of no product or of too many, and an
 * idempotency key that stood for something else.
 */
async function each<T>(
  database: Database,
  { tenantId }: StoreCause,
  verb: string,
  call: Call<T>,
  now: Date,
  work: (tx: EntityManager, product: T) => Promise<Outcome<string, RefusalCode>>,
): Promise<Outcome<ManyProducts, RefusalCode>> {
  const { products, allOrNothing = false, idempotencyKey = null } = call;
  const check = new InputCheck();
  if (products.length === 0) check.refuse('REQUIRED', 'Give at least one product.', ['input', 'products']);
  if (products.length > MOST_PRODUCTS)
    check.refuse('TOO_MANY', `At most ${MOST_PRODUCTS} products in one call.`, ['input', 'products']);
  if (idempotencyKey !== null)
    check.line(idempotencyKey, KEY_LENGTH, ['input', 'idempotencyKey'], 'An idempotency key');
  if (check.refusals.length > 0) return refuseAll(check.refusals);
  const inputHash = createHash('sha256')
    .update(JSON.stringify([verb, allOrNothing, products]))
    .digest();
  try {
    return await database.transaction(tenantId, async (tx) => {
      if (idempotencyKey !== null) {
        const claim = await claimKey<ManyProducts>(tx, tenantId, { key: idempotencyKey, inputHash }, now);
        if (claim.status === 'DONE') return accept(claim.result);
        if (claim.status === 'REUSED')
          return refuse('IDEMPOTENCY_KEY_REUSED', 'This key was used with another input.', [
            'input',
            'idempotencyKey',
          ]);
      }
      const results: Outcome<string, RefusalCode>[] = [];
      for (const [index, product] of products.entries()) results.push(placed(await work(tx, product), index));
      if (allOrNothing && results.some(({ ok }) => !ok))
        throw new GivenUp(results.map((result) => (result.ok ? accept(null) : result)));
      if (idempotencyKey !== null) await keepResult(tx, tenantId, idempotencyKey, results);
      return accept(results);
    });
  } catch (error) {
    if (error instanceof GivenUp) return accept(error.results);
    throw error;
  }
}

/** A refusal says which of the products it is about. */
function placed(outcome: Outcome<string, RefusalCode>, index: number): Outcome<string, RefusalCode> {
  if (outcome.ok) return outcome;
  return refuseAll(
    outcome.refusals.map(({ field = [], ...refusal }) => ({
      ...refusal,
      field: ['input', 'products', String(index), ...(field[0] === 'input' ? field.slice(1) : field)],
    })),
  );
}
