import { isId, newId } from '@longbox/ids';
import { accept, refuse, refuseAll, type Outcome } from '@longbox/outcome';
import type { EntityManager } from 'typeorm';
import type { ListedPrint, RefusalCode } from '../domain/catalog.ts';
import { takeFirstFree } from '../domain/free-names.ts';
import { printHandles, slug } from '../domain/handle.ts';
import { copyKey } from '../domain/listing.ts';
import { checkProduct, type CheckedProduct, type ProductWish } from '../domain/product-input.ts';
import { InputCheck } from '../domain/text-checks.ts';
import { copyOf, newVariant, type NewVariant } from '../domain/new-variant.ts';
import { listedPrintsById } from '../persistence/listed-prints.ts';
import {
  insertProducts,
  insertVariants,
  lockProductNames,
  takenCerts,
  takenHandles,
  takenSkus,
} from '../persistence/products.ts';
import { refreshProductSearch } from '../persistence/refresh-product-search.ts';
import { singlesOfPrints } from '../persistence/singles.ts';
import { announceProducts, type StoreCause } from './announce-products.ts';
import { chooseSkuNumbers } from './choose-sku-numbers.ts';

/**
 * Makes one product as a person describes it: slabs or single copies of a printing, something sealed, an accessory. Answers its id.
 * Refuses a handle, SKU or cert number that the store has already, and a second product of a printing's ungraded copies.
 */
export async function createProduct(
  tx: EntityManager,
  cause: StoreCause,
  wish: ProductWish,
  now: Date,
): Promise<Outcome<string, RefusalCode>> {
  const { product, refusals } = checkProduct(wish);
  if (refusals.length > 0) return refuseAll(refusals);
  const { tenantId } = cause;
  const print = await findPrint(tx, product.printId);
  if (product.printId !== null && !print)
    return refuse('NOT_FOUND', 'There is no printing of this id.', ['input', 'printId']);
  await lockProductNames(tx, tenantId);
  const check = new InputCheck();
  const singles = product.kind === 'CARD' && product.variants.some(({ grade }) => grade === null);
  if (singles) await checkSingles(tx, tenantId, check, product, print);
  const variants = await nameVariants(tx, tenantId, check, product, print);
  const handle = await chooseHandle(tx, tenantId, check, product, print);
  if (check.refusals.length > 0) return refuseAll(check.refusals);

  const id = newId();
  await insertProducts(tx, [
    {
      id,
      tenantId,
      handle,
      title: product.title,
      titleChosen: true,
      kind: product.kind,
      status: product.status,
      description: product.description,
      vendor: product.vendor,
      tags: product.tags,
      printId: print?.id ?? null,
      singles,
      skuNumber: variants.skuNumber,
      version: '1',
      createdAt: now,
      updatedAt: now,
    },
  ]);
  await insertVariants(
    tx,
    variants.all.map((variant, position) => ({ id: newId(), tenantId, productId: id, position, ...variant })),
  );
  await refreshProductSearch(tx, tenantId, [id]);
  await announceProducts(tx, cause, [id]);
  return accept(id);
}

async function findPrint(tx: EntityManager, printId: string | null): Promise<ListedPrint | null> {
  if (printId === null || !isId(printId)) return null;
  const [print] = await listedPrintsById(tx, [printId.toLowerCase()]);
  return print ?? null;
}

/** Refuses what would be a second home for ungraded copies of the printing, and the same copies twice in the input. */
async function checkSingles(
  tx: EntityManager,
  tenantId: string,
  check: InputCheck,
  product: CheckedProduct,
  print: ListedPrint | null,
): Promise<void> {
  if (!print) return;
  const [existing] = await singlesOfPrints(tx, tenantId, [print.id]);
  if (existing)
    check.refuse('TAKEN', `The store sells copies of this printing already: product ${existing.productId}.`, [
      'input',
      'printId',
    ]);
  const seen = new Set<string>();
  for (const [index, variant] of product.variants.entries()) {
    if (variant.grade) continue;
    const key = copyKey(copyOf(variant, print));
    if (seen.has(key))
      check.refuse('TAKEN', 'Another variant has the same condition, finish and edition.', [
        'input',
        'variants',
        index,
      ]);
    seen.add(key);
  }
}

async function nameVariants(
  tx: EntityManager,
  tenantId: string,
  check: InputCheck,
  product: CheckedProduct,
  print: ListedPrint | null,
): Promise<{ readonly all: readonly NewVariant[]; readonly skuNumber: string | null }> {
  const unnamed = product.variants.filter(({ sku, grade }) => sku === null && grade === null);
  const numbers = print
    ? await chooseSkuNumbers(tx, tenantId, [
        { print, copies: unnamed.map((variant) => ({ copy: copyOf(variant, print), grade: null })) },
      ])
    : new Map<string, string>();
  const skuNumber = print ? (numbers.get(print.id) ?? print.skuNumber) : null;
  const drafts = product.variants.map((variant, index) => ({
    bearer: index,
    draft: newVariant(variant, product, print, skuNumber),
  }));
  const candidates = drafts.map(({ bearer, draft }) => ({ bearer, candidates: draft.skus }));
  const taken = await takenSkus(
    tx,
    tenantId,
    candidates.flatMap(({ candidates: skus }) => skus),
  );
  const skuOf = takeFirstFree(candidates, taken);
  const certs = product.variants.map(
    ({ grade }) => grade && `${grade.company} ${grade.certNumber}`.toUpperCase(),
  );
  const known = await takenCerts(
    tx,
    tenantId,
    certs.filter((cert) => cert !== null),
  );
  const used = new Set(taken);
  const all = drafts.map(({ bearer, draft }) => {
    const sku = skuOf.get(bearer) ?? '';
    const path = ['input', 'variants', bearer];
    if (used.has(sku)) check.refuse('TAKEN', `The store has the SKU ${sku} already.`, [...path, 'sku']);
    used.add(sku);
    const cert = certs[bearer];
    if (cert && known.has(cert))
      check.refuse('TAKEN', 'The store has the slab of this cert number already.', [
        ...path,
        'grade',
        'certNumber',
      ]);
    return { ...draft.variant, sku };
  });
  return { all, skuNumber };
}

/** Tries the title's own slug and then numbered ones; the last candidate ends in an id and is free. */
async function chooseHandle(
  tx: EntityManager,
  tenantId: string,
  check: InputCheck,
  product: CheckedProduct,
  print: ListedPrint | null,
): Promise<string> {
  const base = slug(product.title) || (print ? printHandles(print)[0] : product.kind.toLowerCase());
  const candidates =
    product.handle === null
      ? [
          base,
          ...Array.from({ length: 19 }, (_, index) => `${base}-${index + 2}`),
          `${base}-${newId().slice(-12)}`,
        ]
      : [product.handle];
  const taken = await takenHandles(tx, tenantId, candidates);
  if (product.handle !== null && taken.has(product.handle))
    check.refuse('TAKEN', 'Another product of the store has this handle.', ['input', 'handle']);
  return candidates.find((candidate) => !taken.has(candidate)) ?? base;
}
