import { newId } from '@longbox/ids';
import { accept, refuse, type Outcome } from '@longbox/outcome';
import type { EntityManager } from 'typeorm';
import type { Copy, ListedPrint, RefusalCode } from '../domain/catalog.ts';
import { takeFirstFree } from '../domain/free-names.ts';
import { printHandles } from '../domain/handle.ts';
import { copyKey } from '../domain/listing.ts';
import { printTitle, variantTitle } from '../domain/titles.ts';
import { copySku } from '../domain/variant-sku.ts';
import { listedPrintsById } from '../persistence/listed-prints.ts';
import {
  insertProducts,
  insertVariants,
  lockProductNames,
  takenHandles,
  takenSkus,
} from '../persistence/products.ts';
import { refreshProductSearch } from '../persistence/refresh-product-search.ts';
import type { ProductRow, VariantRow } from '../persistence/rows.ts';
import { singlesOfPrints, touchProducts, type Singles } from '../persistence/singles.ts';
import { announceProducts, type StoreCause } from './announce-products.ts';
import { chooseSkuNumbers } from './choose-sku-numbers.ts';

export interface ListPrintsCommand {
  /** Each once; ids that are no printing's are passed over. */
  readonly printIds: readonly string[];
  /** The copies that are wished of a printing. */
  readonly copiesOf: (print: ListedPrint) => readonly Copy[];
  readonly now: Date;
}

/**
 * Makes a product, with a variant for each wished copy, of each printing, and adds to those that the store has already what they lack.
 * Of a printing of which no copy is wished there is none. What is there already is left as it is. The number of statements does not depend on the number of printings.
 */
export async function listPrints(
  tx: EntityManager,
  cause: StoreCause,
  command: ListPrintsCommand,
): Promise<Outcome<Listed, RefusalCode>> {
  const prints = await listedPrintsById(tx, command.printIds);
  const { tenantId } = cause;
  await lockProductNames(tx, tenantId);
  const singles = await singlesOfPrints(tx, tenantId, command.printIds);
  const known = new Map(singles.map((product) => [product.printId, product]));
  const plan = prints.map((print) => planFor(print, known.get(print.id), command.copiesOf(print)));
  const made = await makeProducts(tx, tenantId, plan, command.now);

  const extended = plan.filter(({ product, missing }) => product && missing.length > 0);
  const taken = await takenOf(tx, tenantId, extended);
  if (taken) return refuse('TAKEN', `Another product of the store has the SKU ${taken}.`, ['input']);
  await insertProducts(tx, made.products);
  await insertVariants(tx, [
    ...made.variants,
    ...extended.flatMap(({ print, product, missing }) =>
      product
        ? variantsOf(tenantId, print, product.productId, product.skuNumber, product.variantCount, missing)
        : [],
    ),
  ]);
  const grown = extended.flatMap(({ product }) => product?.productId ?? []);
  await touchProducts(tx, tenantId, grown, command.now);
  const changed = [...made.products.map(({ id }) => id), ...grown];
  await refreshProductSearch(tx, tenantId, changed);
  await announceProducts(tx, cause, changed);
  return accept({
    productIds: plan.flatMap(({ print, product }) => product?.productId ?? made.idOf.get(print.id) ?? []),
    changedProducts: changed.length,
    newVariants: plan.reduce((sum, { missing }) => sum + missing.length, 0),
  });
}

/** What came of a listing. */
export interface Listed {
  /** In the order of the printings. */
  readonly productIds: readonly string[];
  /** Products that are new or grew. */
  readonly changedProducts: number;
  readonly newVariants: number;
}

interface Plan {
  readonly print: ListedPrint;
  readonly product: Singles | undefined;
  readonly missing: readonly Copy[];
}

function planFor(print: ListedPrint, product: Singles | undefined, copies: readonly Copy[]): Plan {
  const present = new Set(product?.copies.map(copyKey));
  return {
    print,
    product,
    missing: copies.filter((copy) => !present.has(copyKey(copy))),
  };
}

async function makeProducts(tx: EntityManager, tenantId: string, plan: readonly Plan[], now: Date) {
  const fresh = plan.filter(({ product, missing }) => !product && missing.length > 0);
  const skuNumbers = await chooseSkuNumbers(
    tx,
    tenantId,
    fresh.map(({ print, missing }) => ({ print, copies: missing.map((copy) => ({ copy, grade: null })) })),
  );
  const handles = fresh.map(({ print }) => ({ bearer: print.id, candidates: printHandles(print) }));
  const handleOf = takeFirstFree(
    handles,
    await takenHandles(
      tx,
      tenantId,
      handles.flatMap(({ candidates }) => candidates),
    ),
  );
  const products = fresh.map(({ print }): ProductRow => ({
    id: newId(),
    tenantId,
    handle: handleOf.get(print.id) ?? print.id,
    title: printTitle(print),
    titleChosen: false,
    kind: 'CARD',
    status: 'ACTIVE',
    description: null,
    vendor: null,
    tags: [],
    printId: print.id,
    singles: true,
    skuNumber: skuNumbers.get(print.id) ?? print.skuNumber,
    version: '1',
    createdAt: now,
    updatedAt: now,
  }));
  const variants = fresh.flatMap(({ print, missing }, index) => {
    const product = products[index];
    return product ? variantsOf(tenantId, print, product.id, product.skuNumber ?? '', 0, missing) : [];
  });
  return { products, variants, idOf: new Map(products.map(({ id, printId }) => [printId ?? '', id])) };
}

function variantsOf(
  tenantId: string,
  print: ListedPrint,
  productId: string,
  skuNumber: string,
  position: number,
  copies: readonly Copy[],
): VariantRow[] {
  return copies.map((copy, index) => ({
    id: newId(),
    tenantId,
    productId,
    position: position + index,
    sku: copySku(print, skuNumber, copy, null),
    title: variantTitle(copy, null),
    ...copy,
    language: print.language,
    gradeCompany: null,
    grade: null,
    certNumber: null,
    barcode: null,
    weightGrams: null,
  }));
}

/** A SKU that a copy to be added would have and another product has already, which is so only where a person chose it. */
async function takenOf(
  tx: EntityManager,
  tenantId: string,
  extended: readonly Plan[],
): Promise<string | undefined> {
  const skus = extended.flatMap(({ print, product, missing }) =>
    product ? missing.map((copy) => copySku(print, product.skuNumber, copy, null)) : [],
  );
  if (skus.length === 0) return undefined;
  const [taken] = await takenSkus(tx, tenantId, skus);
  return taken;
}
