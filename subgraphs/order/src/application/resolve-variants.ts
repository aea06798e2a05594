import type { Caller } from '@longbox/identity';
import { accept, refusal, refuse, refuseAll, type Outcome, type Refusal } from '@longbox/outcome';
import { MOST_CART_LINES, type NewLine } from '../domain/cart.ts';
import type { OrderRefusalCode } from '../domain/statuses.ts';
import { isSold } from './price-cart.ts';
import type { Services } from './services.ts';

export interface LineInput {
  readonly variantId?: string | null | undefined;
  readonly sku?: string | null | undefined;
  readonly quantity: number;
}

type Path = readonly (string | number)[];

/** Finds the variants that lines name by id or SKU. `path` is that of the list in the input. May ask the catalog. */
export async function resolveVariants(
  services: Services,
  caller: Caller,
  inputs: readonly LineInput[],
  path: Path,
): Promise<Outcome<readonly NewLine[], OrderRefusalCode>> {
  if (inputs.length > MOST_CART_LINES)
    return refuse('TOO_MANY', `A cart holds at most ${MOST_CART_LINES} lines.`, path);
  const byId = await services.variants.find(
    caller,
    inputs.flatMap(({ variantId }) => variantId ?? []),
  );
  const bySku = await services.variants.findBySku(
    caller,
    inputs.flatMap(({ variantId, sku }) => (variantId == null ? (sku ?? []) : [])),
  );
  const refusals: Refusal<OrderRefusalCode>[] = [];
  const lines = inputs.flatMap(({ variantId, sku, quantity }, index) => {
    const field = [...path, index, variantId == null && sku != null ? 'sku' : 'variantId'];
    if (variantId == null && sku == null) {
      refusals.push(refusal('REQUIRED', 'Name the variant by its id or its SKU.', field));
      return [];
    }
    const variant = variantId != null ? byId.get(variantId.toLowerCase()) : bySku.get(sku ?? '');
    if (!variant || (variantId != null && sku != null && variant.sku !== sku)) {
      refusals.push(refusal('NOT_FOUND', 'The store has no such variant.', field));
      return [];
    }
    if (!isSold(variant)) {
      refusals.push(refusal('UNAVAILABLE', 'It is not sold at present.', field));
      return [];
    }
    return [{ variantId: variant.variantId, quantity }];
  });
  return refusals.length > 0 ? refuseAll(refusals) : accept(lines);
}
