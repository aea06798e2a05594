import { operations } from '@longbox/client';
import type { Graph } from '../graph.ts';
import type { Stack } from '../stack.ts';
import { waitUntil } from '../waiting.ts';
import { CARD_FOLDER } from './card-file.ts';

const CONDITIONS = ['NM', 'LP', 'MP', 'HP', 'DMG'] as const;
const FINISHES = 2;
export const VARIANTS_A_PAGE = CONDITIONS.length * FINISHES;
const MOST_PRINTS = 250;
const MOST_LINES = 1_000;
const IMPORT_TIMEOUT_MS = 120_000;

/** Imports the cards, lists each in five conditions and two finishes, stocks and prices every variant; gives the products' handles. */
export async function sellCards(graph: Graph, { staffToken }: Stack): Promise<string[]> {
  const staff = { authorization: `Bearer ${staffToken}` };
  const { startCatalogImport } = await graph.run(
    operations.StartCatalogImportDocument,
    { input: { game: 'MTG', path: CARD_FOLDER } },
    staff,
  );
  const id = startCatalogImport.job?.id ?? '';
  await waitUntil('the import', IMPORT_TIMEOUT_MS, async () => {
    const { catalogImportJob } = await graph.run(operations.ImportJobDocument, { id }, staff);
    return catalogImportJob?.status === 'COMPLETED';
  });
  const handles: string[] = [];
  const variants: { id: string; sku: string }[] = [];
  let after: string | null = null;
  do {
    const { prints }: operations.ListablePrintsQuery = await graph.run(
      operations.ListablePrintsDocument,
      { filter: { game: 'MTG' as const }, first: MOST_PRINTS, after },
      staff,
    );
    const printIds = prints.edges.map(({ node }) => node.id);
    const { listPrints } = await graph.run(
      operations.ListPrintsDocument,
      { input: { printIds, conditions: [...CONDITIONS] } },
      staff,
    );
    for (const product of listPrints.products) {
      handles.push(product.handle);
      variants.push(...product.variants);
    }
    after = prints.pageInfo.hasNextPage ? (prints.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  await stockAndPrice(graph, staff, variants);
  return handles;
}

async function stockAndPrice(
  graph: Graph,
  staff: Readonly<Record<string, string>>,
  variants: readonly { readonly id: string }[],
): Promise<void> {
  await graph.run(
    operations.CreateLocationDocument,
    { input: { code: 'MAIN', name: 'Main', type: 'STORE' } },
    staff,
  );
  for (let from = 0; from < variants.length; from += MOST_LINES) {
    const some = variants.slice(from, from + MOST_LINES);
    const lines = some.map(({ id }, i) => ({ variantId: id, locationCode: 'MAIN', quantity: 1 + (i % 12) }));
    const { adjustInventory } = await graph.run(
      operations.AdjustInventoryDocument,
      { input: { reason: 'RESTOCK', lines } },
      staff,
    );
    const prices = some.map(({ id }, i) => ({
      variantId: id,
      price: { amount: 100 + 25 * (i % 90), currency: 'USD' as const },
    }));
    const { setPrices } = await graph.run(operations.SetPricesDocument, { input: { lines: prices } }, staff);
    const refused = [...adjustInventory.userErrors, ...setPrices.userErrors];
    if (refused.length > 0) throw new Error(JSON.stringify(refused));
  }
}
