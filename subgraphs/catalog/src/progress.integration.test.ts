import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import type { Position } from '@longbox/subgraph';
import { callerOf, storeOf } from '@longbox/testing';
import { cardFolder, magicCard, type CardFolder } from './card-files.fixtures.ts';
import { openCatalog, type Catalog } from './catalog.fixtures.ts';

let folder: CardFolder;
let catalog: Catalog;
beforeAll(async () => {
  folder = cardFolder();
  catalog = await openCatalog({ importFolder: folder.path });
});
afterAll(async () => {
  await catalog.dispose();
  folder.dispose();
});

const PROGRESS = `subscription ($id: ID!) { event: catalogImportProgress(id: $id) { status processed } }`;
const START = `mutation ($input: CatalogImportInput!) { startCatalogImport(input: $input) { job { id } } }`;

interface Seen {
  readonly status: string;
  readonly processed: number;
}

describe('the progress of an import', () => {
  it('is told as it goes, only forwards, and ends with the import', async () => {
    folder.write(
      'many.jsonl',
      Array.from({ length: 2_500 }, (_, n) => magicCard({ name: `Card ${n}`, set: 'pro', number: n + 1 })),
    );
    const { startCatalogImport } = await catalog.ask<{ startCatalogImport: { job: { id: string } } }>(
      catalog.staff,
      START,
      { input: { game: 'MTG', path: 'many.jsonl' } },
    );
    const results = await catalog.watch(catalog.staff, PROGRESS, { id: startCatalogImport.job.id });
    const seen = results.map(({ data }) => data?.['event'] as Seen);
    expect(seen.at(-1)).toEqual({ status: 'COMPLETED', processed: 2_500 });
    const counts = seen.map(({ processed }) => processed);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    const ids = results.map(({ extensions }) => (extensions?.['live'] as Position | undefined)?.id);
    expect(new Set(ids).size).toBe(results.length);
    // Whoever comes when it is over is told so.
    expect(await catalog.watch(catalog.staff, PROGRESS, { id: startCatalogImport.job.id })).toMatchObject([
      { data: { event: { status: 'COMPLETED' } } },
    ]);
  });

  it('is nothing for another store’s staff and for an id that is none, and refused without the scope', async () => {
    const stranger = callerOf('staff', storeOf('elsewhere'));
    for (const id of [newId(), 'x'])
      expect(await catalog.watch(stranger, PROGRESS, { id })).toEqual([{ data: { event: null } }]);
    expect(await catalog.watch(catalog.shopper, PROGRESS, { id: newId() })).toMatchObject([
      { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    ]);
  });
});
