import type { Condition, Copy, Edition, Finish, ListedPrint } from './catalog.ts';
import { finishesOf } from './listing.ts';
import type { CheckedProduct, CheckedVariant } from './product-input.ts';
import { variantTitle } from './titles.ts';
import { copySku } from './variant-sku.ts';

/** A variant with everything but its place: which product it belongs to. */
export interface NewVariant {
  readonly sku: string;
  readonly title: string;
  readonly condition: Condition | null;
  readonly finish: Finish | null;
  readonly edition: Edition | null;
  readonly language: string | null;
  readonly gradeCompany: string | null;
  readonly grade: string | null;
  readonly certNumber: string | null;
  readonly barcode: string | null;
  readonly weightGrams: number | null;
}

/** What a wished variant of a printing is a copy of: near mint, in the printing's first finish, unlimited, where nothing was said. */
export function copyOf(wish: CheckedVariant, print: ListedPrint): Copy {
  return {
    condition: wish.condition ?? 'NM',
    finish: wish.finish ?? finishesOf(print.finishes)[0] ?? 'NORMAL',
    edition: wish.edition ?? 'UNLIMITED',
  };
}

/**
 * A wished variant, and the SKUs that it may have, the nicest first. Two slabs of one printing with the same grade would share the
 * universal SKU; the second one has its cert number in it.
 */
export function newVariant(
  wish: CheckedVariant,
  product: CheckedProduct,
  print: ListedPrint | null,
  skuNumber: string | null,
): { readonly variant: Omit<NewVariant, 'sku'>; readonly skus: readonly string[] } {
  const { grade, barcode, weightGrams } = wish;
  const copy = print && copyOf(wish, print);
  const universal = (number: string) => (print && copy ? [copySku(print, number, copy, grade)] : []);
  const number = skuNumber ?? '';
  const skus =
    wish.sku === null
      ? [...universal(number), ...(grade ? universal(`${number} ${grade.certNumber}`) : [])]
      : [wish.sku];
  return {
    variant: {
      title: wish.title ?? (copy ? variantTitle(copy, grade) : product.title),
      condition: copy?.condition ?? null,
      finish: copy?.finish ?? null,
      edition: copy?.edition ?? null,
      language: print?.language ?? null,
      gradeCompany: grade?.company ?? null,
      grade: grade?.grade ?? null,
      certNumber: grade?.certNumber ?? null,
      barcode,
      weightGrams,
    },
    skus,
  };
}
