import { notedPricesPage, notedStockPage, variantsPage, type VariantFacts } from '@longbox/catalog';
import { stockPage } from '@longbox/inventory';
import type { ReadPage } from '@longbox/postgres';
import { pricesPage } from '@longbox/pricing';
import { knownVariantsPage, type KnownVariant } from '@longbox/variant-directory';
import { rowsOf, sideBySide, type CrossCheck } from './cross-check.ts';
import type { CrossInvariant } from './findings.ts';

const PRICES: CrossInvariant = {
  name: 'the search shows the prices that pricing has',
  sentence: 'Each price list entry is known to the catalog in its amount, and no other one.',
  between: 'pricing, catalog',
};
const STOCK: CrossInvariant = {
  name: 'the search shows the stock that inventory has',
  sentence: 'What each item can sell online is what the catalog was last told.',
  between: 'inventory, catalog',
};
const VARIANTS: CrossInvariant = {
  name: 'the others know the variants as the catalog has them',
  sentence:
    'SKU, title, status and the rest are the same in the directories of inventory, order and pricing.',
  between: 'catalog, inventory, order, pricing',
};

const PRICE_CHECK: CrossCheck = {
  invariants: [PRICES],
  async walk({ pricing, catalog }, storeId, findings) {
    const finding = findings.of(PRICES);
    const amount = (price?: { amountMinor: number; currency: string }) =>
      price ? `${price.amountMinor} ${price.currency}` : 'none';
    for await (const { id, left, right } of sideBySide(
      rowsOf(pricing, storeId, pricesPage),
      rowsOf(catalog, storeId, notedPricesPage),
    )) {
      finding.checked += 1;
      if (amount(left) !== amount(right))
        finding.broken(id, `pricing ${amount(left)}, catalog ${amount(right)}`);
    }
  },
};

const STOCK_CHECK: CrossCheck = {
  invariants: [STOCK],
  async walk({ inventory, catalog }, storeId, findings) {
    const finding = findings.of(STOCK);
    for await (const { id, left, right } of sideBySide(
      rowsOf(inventory, storeId, stockPage),
      rowsOf(catalog, storeId, notedStockPage),
    )) {
      finding.checked += 1;
      const [there, shown] = [left?.available ?? 0, right?.available ?? 0];
      if (there !== shown) finding.broken(id, `inventory ${there}, catalog ${shown}`);
    }
  },
};

/** What is compared of a variant. */
const FIELDS = [
  'productId',
  'sku',
  'title',
  'productTitle',
  'status',
  'kind',
  'game',
  'setCode',
  'rarity',
  'printId',
  'condition',
  'finish',
  'edition',
  'language',
  'graded',
  'weightGrams',
] as const satisfies readonly (keyof VariantFacts & keyof KnownVariant)[];

const directoryPage: ReadPage<KnownVariant & { id: string }> = async (...asked) =>
  (await knownVariantsPage(...asked)).map((known) => ({ ...known, id: known.variantId }));

const VARIANT_CHECK: CrossCheck = {
  invariants: [VARIANTS],
  async walk(databases, storeId, findings) {
    const finding = findings.of(VARIANTS);
    for (const subgraph of ['inventory', 'order', 'pricing'] as const)
      for await (const { id, left, right } of sideBySide(
        rowsOf(databases.catalog, storeId, variantsPage),
        rowsOf(databases[subgraph], storeId, directoryPage),
      )) {
        finding.checked += 1;
        const problem = variantProblem(left, right);
        if (problem !== undefined) finding.broken(`${id} ${subgraph}`, problem);
      }
  },
};

/** A variant that the catalog no longer has is remembered as archived. */
function variantProblem(catalog?: VariantFacts, known?: KnownVariant): string | undefined {
  if (!catalog) return known?.status === 'ARCHIVED' ? undefined : 'the catalog does not have it';
  if (!known) return 'it is not known';
  const field = FIELDS.find((name) => catalog[name] !== known[name]);
  return field && `${field}: ${known[field]}, catalog ${catalog[field]}`;
}

/** What is kept of the others' data must be what they say. */
export const READ_MODEL_CHECKS: readonly CrossCheck[] = [PRICE_CHECK, STOCK_CHECK, VARIANT_CHECK];
