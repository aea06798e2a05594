import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@longbox/testing';
import { openShelf, type Shelf } from './shelf.fixtures.ts';
import {
  LINES,
  appliedStock,
  applyStock,
  readStock,
  sendStock,
  stockAtRest,
  stockFile,
  stockNow,
  toldStockLines,
} from './stock.fixtures.ts';

let shelf: Shelf;
beforeAll(async () => {
  shelf = await openShelf();
});
afterAll(() => shelf.dispose());

const toldLines = () => toldStockLines(shelf.catalog);

const cancel = (id: string, caller = shelf.catalog.staff) =>
  shelf.catalog.ask(
    caller,
    'mutation ($id: ID!) { cancelStockImport(id: $id) { import { status } userErrors { code } } }',
    { id },
  );

/** Looked at often, to be within the first of a few batches. */
const until = (what: string, reached: () => Promise<boolean>) =>
  waitFor(reached, { what, everyMs: 3, timeoutMs: 30_000 });

describe('a long stock file', () => {
  const COUNT = 2_200;
  const long = () =>
    stockFile(
      Array.from({ length: COUNT }, (_, index) => ({
        'Set Name': 'Bulk Set',
        'Product Name': `Bulk ${(index % 1_005) + 1}`,
        Number: String((index % 1_005) + 1),
        'Total Quantity': '1',
        Condition: index < 1_005 ? 'Near Mint' : index < 2_010 ? 'Near Mint Foil' : 'Lightly Played',
      })),
    );

  it('is read on where a worker stopped, and applied once whatever stops it', async () => {
    const { catalog } = shelf;
    const sent = await sendStock(catalog, catalog.staff, { text: long().slice(0, 100_000), last: false });
    const id = sent.import?.id ?? '';
    await sendStock(catalog, catalog.staff, { importId: id, position: 1, text: long().slice(100_000) });
    await catalog.restart();
    expect(await stockAtRest(catalog, catalog.staff, id)).toMatchObject({
      status: 'REVIEW',
      counts: { exact: COUNT, pieces: COUNT },
    });
    await catalog.told('ProductChanged');
    await catalog.ask(catalog.staff, 'mutation ($id: ID!) { applyStockImport(id: $id) { import { id } } }', {
      id,
    });
    await catalog.restart();
    expect(await stockAtRest(catalog, catalog.staff, id)).toMatchObject({
      status: 'APPLIED',
      counts: { applied: COUNT },
    });
    const lines = await toldLines();
    expect(lines).toHaveLength(COUNT);
    expect(new Set(lines.map(({ variantId }) => variantId)).size).toBe(COUNT);
  });

  it('is cancelled while it is read after the batch in hand: it is over, says how many lines it has read, and changes nothing', async () => {
    const { catalog } = shelf;
    const sent = await sendStock(catalog, catalog.staff, { text: long(), fileName: 'stopped.csv' });
    const id = sent.import?.id ?? '';
    await until('a batch to be read', async () => (await stockNow(catalog, catalog.staff, id)).processed > 0);
    expect(await cancel(id)).toMatchObject({ cancelStockImport: { userErrors: [] } });
    const job = await stockAtRest(catalog, catalog.staff, id);
    expect(job).toMatchObject({
      status: 'CANCELLED',
      total: null,
      counts: { exact: job.processed, applied: 0 },
    });
    expect(job.processed % 500).toBe(0);
    expect(job.processed).toBeLessThan(COUNT);
    expect(job.progress).toBeLessThan(1);
    expect(await applyStock(catalog, catalog.staff, id)).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect(await catalog.told('StockFileApplied')).toEqual([]);
    const parts = await catalog.database.read(catalog.store.id, (connection) =>
      connection.query('SELECT FROM stock_import_parts WHERE import_id = $1', [id]),
    );
    expect(parts).toEqual([]);
  }, 60_000);

  it('is cancelled while it is applied after the batch in hand: exactly what is told of counts as applied, and the rest is told of later', async () => {
    const { catalog } = shelf;
    const text = long().replaceAll('"Near Mint', '"Moderately Played');
    const { id } = await readStock(catalog, catalog.staff, text, { locationCode: 'BACK' });
    await catalog.told('StockFileApplied');
    await catalog.ask(catalog.staff, 'mutation ($id: ID!) { applyStockImport(id: $id) { import { id } } }', {
      id,
    });
    const appliedNow = async () => (await stockNow(catalog, catalog.staff, id)).counts['applied'] ?? 0;
    await until('a batch to be applied', async () => (await appliedNow()) > 0);
    expect(await cancel(id)).toMatchObject({ cancelStockImport: { userErrors: [] } });
    const stopped = await stockAtRest(catalog, catalog.staff, id);
    expect(stopped).toMatchObject({ status: 'REVIEW', counts: { exact: COUNT } });
    const appliedFirst = stopped.counts['applied'] ?? 0;
    expect(appliedFirst).toBeLessThan(COUNT);
    const first = await toldLines();
    expect(first).toHaveLength(appliedFirst);

    expect(await appliedStock(catalog, catalog.staff, id)).toMatchObject({
      status: 'APPLIED',
      counts: { applied: COUNT },
    });
    const rest = await toldLines();
    expect(rest).toHaveLength(COUNT - appliedFirst);
    expect(new Set([...first, ...rest].map(({ variantId }) => variantId)).size).toBe(COUNT);
  }, 60_000);

  it('pages through its lines in as many statements for 250 as for 2', async () => {
    const { catalog } = shelf;
    const { stockImports } = await catalog.ask<{
      stockImports: { edges: { node: { id: string; processed: number } }[] };
    }>(catalog.staff, '{ stockImports(first: 100) { edges { node { id processed } } } }');
    const id = stockImports.edges.find(({ node }) => node.processed === COUNT)?.node.id;
    const few = await catalog.statementsOf(catalog.staff, LINES, { id, first: 2 });
    expect(await catalog.statementsOf(catalog.staff, LINES, { id, first: 250 })).toBe(few);
    const list =
      'query ($first: Int!) { stockImports(first: $first) { edges { node { id progress counts { exact } } } } }';
    expect(await catalog.statementsOf(catalog.staff, list, { first: 10 })).toBe(
      await catalog.statementsOf(catalog.staff, list, { first: 2 }),
    );
  });

  it('is cancelled while it waits, and is nobody else’s', async () => {
    const { catalog } = shelf;
    const sent = await sendStock(catalog, catalog.staff, { text: 'x', last: false });
    const id = sent.import?.id ?? '';
    expect(await cancel(id, shelf.rival)).toMatchObject({
      cancelStockImport: { userErrors: [{ code: 'NOT_FOUND' }] },
    });
    expect(await cancel(id)).toMatchObject({ cancelStockImport: { import: { status: 'CANCELLED' } } });
    expect(await cancel(id)).toMatchObject({ cancelStockImport: { userErrors: [{ code: 'WRONG_STATE' }] } });
    expect(await catalog.ask(shelf.rival, `{ stockImport(id: "${id}") { id } }`)).toEqual({
      stockImport: null,
    });
    expect(await catalog.errorsOf(catalog.shopper, `{ stockImport(id: "${id}") { id } }`)).toEqual([
      'UNAUTHENTICATED',
    ]);
  });
});
