import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { callerOf, storeOf } from '@longbox/testing';
import { magicCard } from './card-files.fixtures.ts';
import { openShelf, type Shelf } from './shelf.fixtures.ts';
import {
  appliedStock,
  applyStock,
  readStock,
  sendStock,
  stockFile,
  stockLines,
  toldStockLines,
  type StockCells,
} from './stock.fixtures.ts';

let shelf: Shelf;
beforeAll(async () => {
  shelf = await openShelf();
  shelf.folder.write('stock.jsonl', [
    magicCard({ name: 'Stock Bolt', set: 'stk', setName: 'Stock Set', number: 7 }),
    magicCard({ name: 'Stock Bolt', set: 'stx', setName: 'Other Stock', number: 8 }),
    magicCard({ name: 'Stock Forest', set: 'stk', setName: 'Stock Set', number: 20 }),
    magicCard({ name: 'Stock Forest', set: 'stk', setName: 'Stock Set', number: 21 }),
    {
      ...magicCard({ name: 'Fire // Ice', set: 'stk', setName: 'Stock Set', number: 30 }),
      tcgplayer_id: 555,
    },
    magicCard({ name: 'Stock Foil', set: 'stk', setName: 'Stock Set', number: 40, finishes: ['foil'] }),
  ]);
  await shelf.catalog.importFiles('MTG', 'stock.jsonl');
});
afterAll(() => shelf.dispose());

const bolt: StockCells = {
  'TCGplayer Id': '1001',
  'Set Name': 'Stock Set',
  'Product Name': 'Stock Bolt',
  Number: '7',
  Rarity: 'C',
  'Total Quantity': '3',
  'TCG Marketplace Price': '2.50',
};

const applied = (id: string) => appliedStock(shelf.catalog, shelf.catalog.staff, id);
const toldLines = () => toldStockLines(shelf.catalog);

describe('a stock file', () => {
  it('is matched line by line, and changes nothing before it is applied', async () => {
    const { catalog } = shelf;
    await catalog.told('ProductChanged');
    const job = await readStock(
      catalog,
      catalog.staff,
      stockFile([
        bolt,
        {
          ...bolt,
          'TCGplayer Id': '1002',
          Condition: 'Lightly Played Foil',
          'Total Quantity': '',
          'Add to Quantity': '2',
        },
        { 'Set Name': 'Stock Set', 'Product Name': 'Stock Forest (20)', Number: '', 'Total Quantity': '9' },
        { 'Set Name': 'A Set of Nobody', 'Product Name': 'Stock Bolt', Number: '', 'Total Quantity': '1' },
        { 'Set Name': 'Stock', 'Product Name': 'Fire', Number: '30', 'Total Quantity': '1' },
        { 'Set Name': 'Stock Set', 'Product Name': 'Xyzzy Plugh', 'Total Quantity': '1' },
        { 'Product Line': 'Riftbound', 'Product Name': 'Jinx', 'Total Quantity': '1' },
        { ...bolt, Condition: 'Unopened' },
        { ...bolt, 'Total Quantity': '0', 'TCG Marketplace Price': '' },
        { ...bolt, 'Total Quantity': '-3' },
        { ...bolt, 'Total Quantity': '99999999' },
        { ...bolt, 'TCG Marketplace Price': '1e9' },
        { ...bolt, Condition: 'Chewed' },
        { ...bolt, Condition: 'Near Mint - Klingon' },
        { 'Product Name': '', 'Total Quantity': '1' },
      ]),
    );
    expect(job).toMatchObject({
      status: 'REVIEW',
      processed: 15,
      total: 15,
      progress: 1,
      unknownColumns: [],
      counts: {
        exact: 2,
        likely: 1,
        doubtful: 2,
        unmatched: 3,
        empty: 1,
        invalid: 6,
        confirmed: 0,
        rejected: 0,
        applied: 0,
        pieces: 6,
      },
    });
    const lines = await stockLines(catalog, catalog.staff, job.id);
    expect(lines.map(({ line, status, print }) => [line, status, print?.collectorNumber ?? null])).toEqual([
      [2, 'EXACT', '7'],
      [3, 'EXACT', '7'],
      [4, 'DOUBTFUL', null],
      [5, 'DOUBTFUL', null],
      [6, 'LIKELY', '30'],
      [7, 'UNMATCHED', null],
      [8, 'UNMATCHED', null],
      [9, 'UNMATCHED', null],
      [10, 'EMPTY', null],
      ...[11, 12, 13, 14, 15, 16].map((line) => [line, 'INVALID', null]),
    ]);
    expect(lines[0]).toMatchObject({
      condition: 'NM',
      finish: 'NORMAL',
      quantity: 3,
      counted: true,
      priceMinor: 250,
    });
    expect(lines[1]).toMatchObject({ condition: 'LP', finish: 'FOIL', quantity: 2, counted: false });
    expect(lines[2]?.candidates.map(({ print }) => print.collectorNumber).sort()).toEqual(['20', '21']);
    for (const { problem } of lines.slice(9)) expect(problem).toMatch(/\w+.*\.$/);
    expect(await catalog.told('ProductChanged')).toEqual([]);
    expect(await catalog.told('StockFileApplied')).toEqual([]);
  });

  it('lists what is missing and tells of each copy once, however often it is applied', async () => {
    const { catalog } = shelf;
    const text = stockFile([bolt, { ...bolt, 'Total Quantity': '2', 'TCG Marketplace Price': '' }]);
    const job = await readStock(catalog, catalog.staff, text, {
      locationCode: 'back',
      fileName: 'first.csv',
    });
    expect(await applied(job.id)).toMatchObject({
      status: 'APPLIED',
      counts: { exact: 2, applied: 2, pieces: 5 },
    });
    const told = await catalog.told('StockFileApplied');
    expect(told).toMatchObject([
      {
        tenantId: catalog.store.id,
        key: job.id,
        data: {
          importId: job.id,
          locationId: catalog.locations[1]?.id,
          reference: 'first.csv',
          appliedBy: catalog.staff.subject,
          currency: 'USD',
          lines: [{ quantity: 5, counted: true, priceMinor: 250 }],
        },
      },
    ]);
    const variantId = told[0]?.data.lines[0]?.variantId;
    expect(
      await catalog.ask(catalog.staff, `{ productVariant(id: "${variantId}") { sku product { title } } }`),
    ).toEqual({
      productVariant: { sku: 'MTG-STK-007-EN-NM-NORMAL', product: { title: 'Stock Bolt – Stock Set #7' } },
    });
    expect(await applied(job.id)).toMatchObject({ status: 'APPLIED' });
    const again = await readStock(catalog, catalog.staff, text, { locationCode: 'BACK' });
    expect(await applyStock(catalog, catalog.staff, again.id)).toMatchObject([
      { code: 'TAKEN', field: ['id'], message: expect.stringContaining(job.id) },
    ]);
    expect(await toldLines()).toEqual([]);
  });

  it('waits with doubtful lines for a person, who confirms, corrects or leaves out', async () => {
    const { catalog } = shelf;
    const forest = { 'Set Name': 'Stock Set', 'Product Name': 'Stock Forest', 'Total Quantity': '4' };
    const job = await readStock(
      catalog,
      catalog.staff,
      stockFile([forest, { ...forest, Rarity: 'L' }, bolt, forest]),
    );
    const doubtful = await stockLines(catalog, catalog.staff, job.id, ['DOUBTFUL']);
    expect(doubtful.map(({ line }) => line)).toEqual([2, 3, 5]);
    const printId = doubtful[0]?.candidates[0]?.print.id;
    const decide = (decisions: unknown, caller = catalog.staff) =>
      catalog.ask<{ reviewStockLines: { lines: unknown; userErrors: unknown } }>(
        caller,
        `mutation ($input: ReviewStockLinesInput!) { reviewStockLines(input: $input) { lines { line status print { id } finish } userErrors { code field } } }`,
        { input: { importId: job.id, decisions } },
      );
    const field = (name: string) => ['input', 'decisions', '0', name];
    for (const [decision, code, name] of [
      [{ line: 99, printId }, 'NOT_FOUND', 'line'],
      [{ line: 2 }, 'REQUIRED', 'printId'],
      [{ line: 2, printId: newId() }, 'NOT_FOUND', 'printId'],
      [{ line: 2, printId, reject: true }, 'INVALID', 'reject'],
      [{ line: 2, printId, edition: 'FIRST' }, 'INVALID', 'edition'],
      [{ line: 2, printId, finish: 'ETCHED' }, 'INVALID', 'finish'],
    ] as const)
      expect(await decide([decision])).toEqual({
        reviewStockLines: { lines: null, userErrors: [{ code, field: field(name) }] },
      });
    expect(
      await decide([
        { line: 2, printId, finish: 'FOIL' },
        { line: 3, reject: true },
      ]),
    ).toEqual({
      reviewStockLines: {
        lines: [
          { line: 2, status: 'CONFIRMED', print: { id: printId }, finish: 'FOIL' },
          { line: 3, status: 'REJECTED', print: null, finish: null },
        ],
        userErrors: [],
      },
    });
    expect(await applied(job.id)).toMatchObject({
      status: 'APPLIED',
      counts: { confirmed: 1, rejected: 1, exact: 1, doubtful: 1, applied: 2 },
    });
    expect((await toldLines()).map(({ quantity }) => quantity)).toEqual(expect.arrayContaining([3, 4]));
    expect(await decide([{ line: 2, reject: true }])).toMatchObject({
      reviewStockLines: { userErrors: [{ code: 'WRONG_STATE' }] },
    });
    // Pieces of a copy that is applied already are added to it, so that what was sold since stays sold.
    await decide([{ line: 5, printId, finish: 'FOIL' }]);
    await applied(job.id);
    expect(await toldLines()).toMatchObject([{ quantity: 4, counted: false }]);
  });

  it('knows an id again that was applied before, whatever the file calls it', async () => {
    const { catalog } = shelf;
    const named = { ...bolt, 'TCGplayer Id': '2002', Condition: 'Heavily Played' };
    await applied((await readStock(catalog, catalog.staff, stockFile([named]))).id);
    const strange = { ...named, 'Product Name': 'Donnerkeil', 'Set Name': '?', Number: '' };
    const job = await readStock(catalog, catalog.staff, stockFile([strange]));
    expect(await stockLines(catalog, catalog.staff, job.id)).toMatchObject([
      { status: 'EXACT', confidence: 1, condition: 'HP', print: { collectorNumber: '7' } },
    ]);
    const theirs = await readStock(catalog, shelf.rival, stockFile([strange]));
    expect(theirs.counts).toMatchObject({ exact: 0, unmatched: 1 });
    await toldLines();
  });

  it('takes TCGplayer’s number of the product from the picture’s address', async () => {
    const { catalog } = shelf;
    const line = {
      'Set Name': 'Nothing like it',
      'Product Name': 'Fire // Ice',
      'Total Quantity': '1',
      'Photo URL': 'https://tcgplayer-cdn.tcgplayer.com/product/555_in_400x400.jpg',
    };
    const job = await readStock(catalog, catalog.staff, stockFile([line]));
    expect(await stockLines(catalog, catalog.staff, job.id)).toMatchObject([{ status: 'EXACT' }]);
  });

  it('tells no price where prices are not taken, and lists nothing that there is none of', async () => {
    const { catalog } = shelf;
    const none = {
      'Set Name': 'Stock Set',
      'Product Name': 'Stock Foil',
      Number: '40',
      'Total Quantity': '0',
      'TCG Marketplace Price': '9.99',
      Condition: 'Near Mint Foil',
    };
    const job = await readStock(
      catalog,
      catalog.staff,
      stockFile([none, { ...bolt, 'Total Quantity': '7' }]),
      {
        takePrices: false,
      },
    );
    await catalog.told('ProductChanged');
    expect(await applied(job.id)).toMatchObject({ counts: { exact: 2, applied: 2 } });
    expect(await toldLines()).toMatchObject([{ quantity: 7, priceMinor: null }]);
    expect(
      await catalog.ask(catalog.staff, '{ productVariantBySku(sku: "MTG-STK-040-EN-NM-FOIL") { id } }'),
    ).toEqual({
      productVariantBySku: null,
    });
  });
});

describe('sending a stock file', () => {
  it('may be done in parts, each of which counts once', async () => {
    const { catalog } = shelf;
    const text = stockFile([{ ...bolt, 'Total Quantity': '11' }]);
    const cut = 40;
    const first = await sendStock(catalog, catalog.staff, { text: text.slice(0, cut), last: false });
    const importId = first.import?.id;
    expect(first).toMatchObject({ import: { status: 'RECEIVING' }, userErrors: [] });
    const rest = { importId, text: text.slice(cut) };
    expect(await sendStock(catalog, catalog.staff, { ...rest, position: 2 })).toMatchObject({
      import: null,
      userErrors: [{ code: 'REQUIRED', field: ['input', 'position'] }],
    });
    const other = await sendStock(catalog, catalog.staff, { text: text.slice(0, cut), last: false });
    const again = { importId: other.import?.id, text: text.slice(0, cut), position: 0, last: false };
    expect((await sendStock(catalog, catalog.staff, again)).userErrors).toEqual([]);
    const job = await readStock(catalog, catalog.staff, text.slice(cut), {
      importId: other.import?.id,
      position: 1,
    });
    expect(job).toMatchObject({ status: 'REVIEW', counts: { exact: 1 } });
    expect(await sendStock(catalog, shelf.rival, { ...rest, position: 1 })).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'importId'] }],
    });
  });

  it.each([
    ['nothing', { text: '' }, 'REQUIRED', 'text'],
    ['too much at once', { text: 'x'.repeat(250_001) }, 'TOO_MANY', 'text'],
    ['half a character', { text: 'a\ud800' }, 'INVALID', 'text'],
    ['a later part of nothing', { text: 'x', position: 1 }, 'REQUIRED', 'importId'],
    ['a 201st part', { text: 'x', position: 200, importId: newId() }, 'TOO_MANY', 'position'],
    [
      'a part of an import that is not there',
      { text: 'x', position: 1, importId: newId() },
      'NOT_FOUND',
      'importId',
    ],
    ['an unknown location', { text: 'x', locationCode: 'MOON' }, 'NOT_FOUND', 'locationCode'],
    ['a file name of two lines', { text: 'x', fileName: 'a\nb' }, 'INVALID', 'fileName'],
  ])('is refused for %s', async (_what, input, code, name) => {
    expect(await sendStock(shelf.catalog, shelf.catalog.staff, input)).toMatchObject({
      import: null,
      userErrors: [{ code, field: ['input', name] }],
    });
  });

  it('is refused with prices to a store of another currency', async () => {
    const euro = callerOf('staff', { ...storeOf('euro'), currency: 'EUR' });
    expect(await sendStock(shelf.catalog, euro, { text: 'x' })).toMatchObject({
      userErrors: [{ code: 'INVALID', field: ['input', 'takePrices'] }],
    });
    expect((await sendStock(shelf.catalog, euro, { text: 'x', takePrices: false })).userErrors).toEqual([]);
  });

  it.each([
    [
      'a file of another form',
      'Count,Name\r\n1,Bolt\r\n',
      /no column “Product Line”, .*“Total Quantity” or “Add to Quantity”/,
    ],
    ['an empty file', '\r\n\r\n', /empty/],
  ])('fails for %s, and says why', async (_what, text, problem) => {
    const job = await readStock(shelf.catalog, shelf.catalog.staff, text);
    expect(job).toMatchObject({ status: 'FAILED', problem: expect.stringMatching(problem) });
    expect(await applyStock(shelf.catalog, shelf.catalog.staff, job.id)).toMatchObject([
      { code: 'WRONG_STATE' },
    ]);
  });

  it('names the columns that it does not read, in any order', async () => {
    const header = [
      'Total Quantity',
      'My Notes',
      'Condition',
      'Product Name',
      'Set Name',
      'Product Line',
      'Number',
    ];
    const job = await readStock(shelf.catalog, shelf.catalog.staff, stockFile([bolt], header));
    expect(job).toMatchObject({ unknownColumns: ['My Notes'], counts: { exact: 1 } });
  });
});

it('a stock file is hidden from other stores where the application’s own filter is left out', async () => {
  const { database, store } = shelf.catalog;
  for (const table of ['stock_imports', 'stock_import_lines', 'stock_import_parts', 'stock_matches']) {
    const rowsOf = (tenantId: string) =>
      database.read(tenantId, (connection) =>
        connection.query<{ tenant_id: string }[]>(`SELECT DISTINCT tenant_id FROM ${table}`),
      );
    expect(await rowsOf(store.id)).toEqual([{ tenant_id: store.id }]);
    expect(await rowsOf(newId())).toEqual([]);
  }
});
