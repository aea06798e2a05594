import { operations, type Client } from '@longbox/client';
import { waitFor } from '@longbox/testing';
import { accepted } from './demo/accepted.ts';

/** The columns of a pricing export that tests write. */
export const EXPORT_HEADER =
  'TCGplayer Id,Product Line,Set Name,Product Name,Number,Condition,Total Quantity,TCG Marketplace Price';

/** Imports the sample cards of a game; gives 250 of their printings at most. */
export async function samplePrintings(staff: Client, game: operations.GameCode, path: string) {
  const { startCatalogImport } = await staff.run(operations.StartCatalogImportDocument, {
    input: { game, path },
  });
  const id = accepted(startCatalogImport).job?.id ?? '';
  await waitFor(
    async () => {
      const { catalogImportJob } = await staff.run(operations.ImportJobDocument, { id });
      return catalogImportJob?.status === 'COMPLETED';
    },
    { what: `the sample cards of ${game}`, timeoutMs: 30_000 },
  );
  const { prints } = await staff.run(operations.ListablePrintsDocument, { filter: { game }, first: 250 });
  return prints.edges.map(({ node }) => node);
}
