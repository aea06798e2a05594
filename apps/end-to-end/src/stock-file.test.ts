import { expect, it } from '@jest/globals';
import { operations } from '@longbox/client';
import { accepted, eventually, importSample } from './fixtures.ts';
import { clientsOf } from './stack.ts';

const { staff, guest } = clientsOf('stock');

it('brings what a store has elsewhere into the shop: listed, in stock, priced, and once', async () => {
  await importSample(staff, 'MTG', 'mtg');
  const { prints } = await staff.run(operations.ListablePrintsDocument, {
    filter: { game: 'MTG' },
    first: 250,
  });
  const print = prints.edges.map(({ node }) => node).find(({ finishes }) => finishes.includes('NORMAL'));
  if (!print) throw new Error('no printing to sell');
  const { createLocation } = await staff.run(operations.CreateLocationDocument, {
    input: { code: 'SHELF', name: 'Shelf', type: 'STORE' },
  });
  accepted(createLocation);
  const header =
    'TCGplayer Id,Product Line,Set Name,Product Name,Number,Condition,Total Quantity,Add to Quantity,TCG Marketplace Price';
  const cells = [
    '7',
    'Magic',
    print.set.code,
    print.card.name,
    print.collectorNumber,
    'Near Mint',
    '4',
    '',
    '12.34',
  ];
  const text = `${header}\r\n${cells.map((cell) => `"${cell}"`).join(',')}\r\n`;
  const send = async () => {
    const { importStockFile } = await staff.run(operations.ImportStockFileDocument, {
      input: { text, fileName: 'export.csv', locationCode: 'SHELF' },
    });
    return accepted(importStockFile).import?.id ?? '';
  };
  const status = (id: string, wanted: string) =>
    eventually(
      `the stock file to be ${wanted}`,
      async () => (await staff.run(operations.StockImportLinesDocument, { id, first: 10 })).stockImport,
      (job) => job?.status === wanted,
    );

  const id = await send();
  expect(await status(id, 'REVIEW')).toMatchObject({
    counts: { exact: 1, pieces: 4 },
    lines: { edges: [{ node: { line: 2, print: { id: print.id }, priceMinor: 1_234, applied: false } }] },
  });
  accepted((await staff.run(operations.ApplyStockImportDocument, { id })).applyStockImport);
  await status(id, 'APPLIED');
  const found = await eventually(
    'the card to be for sale',
    async () =>
      (await guest.run(operations.SearchProductsDocument, { filter: { inStock: true }, first: 5 })).products,
    ({ edges }) => edges[0]?.node.priceFrom?.amount === 1_234,
  );
  expect(found.edges).toHaveLength(1);

  const again = await send();
  await status(again, 'REVIEW');
  const { applyStockImport } = await staff.run(operations.ApplyStockImportDocument, { id: again });
  expect(applyStockImport.userErrors).toMatchObject([{ code: 'TAKEN' }]);
  const { inventoryItems } = await staff.run(operations.InventoryOverviewDocument, { first: 10 });
  expect(inventoryItems?.edges.map(({ node }) => node.onHand)).toEqual([4]);
});
