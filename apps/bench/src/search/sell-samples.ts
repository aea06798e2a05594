import { operations } from '@longbox/client';
import { Graph } from '../graph.ts';
import type { Stack } from '../stack.ts';
import { waitUntil } from '../waiting.ts';

export const SAMPLE_STORE = {
  id: '01900000-0000-7000-8000-00000000ffff',
  slug: 'samples',
} as const;

const SAMPLES = [
  ['MTG', 'mtg'],
  ['POKEMON', 'pokemon'],
  ['YUGIOH', 'yugioh'],
  ['OPTCG', 'onepiece'],
] as const;

/** Imports the sample cards of the repository into an empty catalog and lists each printing in the sample store. */
export async function sellSamples(stack: Stack): Promise<void> {
  const graph = new Graph(stack.url, 4);
  const staff = { authorization: `Bearer ${stack.tokenOf('staff', SAMPLE_STORE.slug)}` };
  try {
    for (const [game, path] of SAMPLES) {
      const { startCatalogImport } = await graph.run(
        operations.StartCatalogImportDocument,
        { input: { game, path } },
        staff,
      );
      const id = startCatalogImport.job?.id ?? '';
      await waitUntil(`the import of ${path}`, 60_000, async () => {
        const { catalogImportJob } = await graph.run(operations.ImportJobDocument, { id }, staff);
        return catalogImportJob?.status === 'COMPLETED';
      });
    }
    for (const [game] of SAMPLES) {
      const { listPrints } = await graph.run(
        operations.ListPrintsDocument,
        { input: { filter: { game }, conditions: ['NM'] } },
        staff,
      );
      if (listPrints.userErrors.length > 0)
        throw new Error(`${game}: ${JSON.stringify(listPrints.userErrors)}`);
    }
  } finally {
    await graph.close();
  }
}
