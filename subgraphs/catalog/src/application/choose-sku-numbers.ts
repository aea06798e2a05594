import type { EntityManager } from 'typeorm';
import type { Copy, Grade, ListedPrint } from '../domain/catalog.ts';
import { copySku, skuNumbers } from '../domain/variant-sku.ts';
import { takenSkus } from '../persistence/products.ts';

export interface NewCopies {
  readonly print: ListedPrint;
  readonly copies: readonly { readonly copy: Copy; readonly grade: Grade | null }[];
}

/**
 * What stands for the collector number in the SKUs of products to be made, by the printing's id: the feed's own, or, where
 * another product of the store or of this list has one of those SKUs, the next of `skuNumbers`. Two statements at most.
 */
export async function chooseSkuNumbers(
  tx: EntityManager,
  tenantId: string,
  wanted: readonly NewCopies[],
): Promise<Map<string, string>> {
  const skusOf = ({ print, copies }: NewCopies, number: string) =>
    copies.map(({ copy, grade }) => copySku(print, number, copy, grade));
  const first = wanted.flatMap((each) => skusOf(each, each.print.skuNumber));
  const used = first.length > 0 ? await takenSkus(tx, tenantId, first) : new Set<string>();
  const chosen = new Map<string, string>();
  const clashing: NewCopies[] = [];
  for (const each of wanted) {
    const skus = skusOf(each, each.print.skuNumber);
    if (skus.some((sku) => used.has(sku))) clashing.push(each);
    else {
      chosen.set(each.print.id, each.print.skuNumber);
      for (const sku of skus) used.add(sku);
    }
  }
  if (clashing.length === 0) return chosen;
  const others = clashing.flatMap((each) =>
    skuNumbers(each.print)
      .slice(1)
      .flatMap((number) => skusOf(each, number)),
  );
  for (const sku of await takenSkus(tx, tenantId, others)) used.add(sku);
  for (const each of clashing) {
    const numbers = skuNumbers(each.print);
    const number =
      numbers.slice(1).find((candidate) => !skusOf(each, candidate).some((sku) => used.has(sku))) ??
      numbers.at(-1) ??
      each.print.skuNumber;
    chosen.set(each.print.id, number);
    for (const sku of skusOf(each, number)) used.add(sku);
  }
  return chosen;
}
