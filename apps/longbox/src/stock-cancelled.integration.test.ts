import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { operations } from '@longbox/client';
import { waitFor } from '@longbox/testing';
import pg from 'pg';
import { accepted } from './demo/accepted.ts';
import { openStartedStore, type StartedStore } from './started-store.fixtures.ts';
import { EXPORT_HEADER, samplePrintings } from './stock-files.fixtures.ts';

let store: StartedStore;
let catalog: pg.Client;
let inventory: pg.Client;
/** Of the catalog, too: holds what others wait for. */
let holder: pg.Client;

const FILE = 'long.csv';
/** Games with their samples, and what a pricing export calls them. */
const GAMES = [
  ['MTG', 'mtg', 'Magic'],
  ['POKEMON', 'pokemon', 'Pokemon'],
  ['YUGIOH', 'yugioh', 'YuGiOh'],
  ['OPTCG', 'onepiece', 'One Piece Card Game'],
] as const;
const FINISHES: Readonly<Partial<Record<string, string>>> = { NORMAL: '', FOIL: ' Foil', HOLO: ' Holofoil' };
const CONDITIONS = ['Near Mint', 'Lightly Played', 'Moderately Played', 'Heavily Played', 'Damaged'];
/** As many copies as are applied at a time: docs/stock-files.md. */
const A_BATCH = 250;

beforeAll(async () => {
  store = await openStartedStore();
  catalog = new pg.Client({ connectionString: store.superuserUrls.catalog });
  inventory = new pg.Client({ connectionString: store.superuserUrls.inventory });
  holder = new pg.Client({ connectionString: store.superuserUrls.catalog });
  await Promise.all([catalog.connect(), inventory.connect(), holder.connect()]);
}, 60_000);

afterAll(async () => {
  await Promise.all([catalog.end(), inventory.end(), holder.end()]);
  await store.drop();
}, 30_000);

/** Lines of a pricing export for each sample printing of a game in each condition, two pieces each. */
async function linesOf([game, path, productLine]: (typeof GAMES)[number]): Promise<string[]> {
  const prints = await samplePrintings(store.staff, game, path);
  return prints.flatMap(({ finishes, set, card, collectorNumber }) =>
    finishes
      .flatMap((finish) => FINISHES[finish] ?? [])
      .flatMap((finish) =>
        CONDITIONS.map((condition) =>
          ['', productLine, set.code, card.name, collectorNumber, condition + finish, '2', '']
            .map((cell) => `"${cell}"`)
            .join(','),
        ),
      ),
  );
}

async function one<T extends pg.QueryResultRow>(client: pg.Client, sql: string, value: string): Promise<T> {
  const [said] = (await client.query<T>(sql, [value])).rows;
  if (!said) throw new Error('no answer');
  return said;
}

interface Pieces {
  readonly copies: number;
  readonly pieces: number;
}

/** What of a file counts as applied. */
const appliedOf = (importId: string) =>
  one<Pieces>(
    catalog,
    `SELECT count(DISTINCT (print_id, condition, finish, edition))::int AS copies, coalesce(sum(quantity), 0)::int AS pieces
     FROM stock_import_lines WHERE import_id = $1 AND applied_at IS NOT NULL`,
    importId,
  );

/** What the ledger says of a file, and how many items have another stock than their movements come to. */
const ledgerOf = (fileName: string) =>
  one<Pieces & { readonly wrong: number }>(
    inventory,
    `SELECT count(*)::int AS copies, coalesce(sum(quantity), 0)::int AS pieces,
       (SELECT count(*)::int FROM inventory_items i WHERE on_hand <> (
         SELECT coalesce(sum(m.quantity), 0) FROM stock_movements m WHERE m.item_id = i.id)) AS wrong
     FROM stock_movements WHERE reference = $1`,
    fileName,
  );

/** Keeps the copy that is applied as the `nth` from being applied until it is released. */
async function holdCopy(importId: string, nth: number) {
  await holder.query('BEGIN');
  await holder.query(
    `SELECT FROM stock_import_lines WHERE import_id = $1 AND line = (
       SELECT line FROM stock_import_lines WHERE import_id = $1 AND print_id IS NOT NULL
       ORDER BY print_id, condition, finish, edition LIMIT 1 OFFSET $2) FOR UPDATE`,
    [importId, nth],
  );
  return { release: () => holder.query('ROLLBACK') };
}

const untilWaiting = (wanted: number, what: string) =>
  waitFor(
    async () => {
      const { waiting } = await one<{ waiting: number }>(
        catalog,
        `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'`,
        catalog.database ?? '',
      );
      return waiting >= wanted;
    },
    { what },
  );

it('a stock file that is cancelled while it is applied has in the ledger exactly what counts as applied, and the rest once it is applied again', async () => {
  const { staff } = store;
  const lines: string[] = [];
  for (const game of GAMES) lines.push(...(await linesOf(game)));
  const { importStockFile } = await staff.run(operations.ImportStockFileDocument, {
    input: { text: [EXPORT_HEADER, ...lines].join('\r\n'), fileName: FILE, locationCode: 'MAIN' },
  });
  const id = accepted(importStockFile).import?.id ?? '';
  const job = async () =>
    (await staff.run(operations.StockImportLinesDocument, { id, first: 1 })).stockImport;
  const until = (status: string) =>
    waitFor(async () => (await job())?.status === status, { what: `the file to be ${status}` });
  const inLedger = async (applied: Pieces) => {
    await waitFor(async () => (await ledgerOf(FILE)).copies >= applied.copies, { what: 'the pieces' });
    expect(await ledgerOf(FILE)).toEqual({ ...applied, wrong: 0 });
  };

  await until('REVIEW');
  const { exact = 0, likely = 0 } = (await job())?.counts ?? {};
  expect(exact + likely).toBeGreaterThan(2 * A_BATCH);

  // The second batch is in hand when it is cancelled, and no third is begun.
  const held = await holdCopy(id, 1.5 * A_BATCH);
  accepted((await staff.run(operations.ApplyStockImportDocument, { id })).applyStockImport);
  await untilWaiting(1, 'the second batch to wait for the copy');
  const cancelling = staff.run(operations.CancelStockImportDocument, { id });
  await untilWaiting(2, 'the cancelling to wait for the batch');
  await held.release();
  accepted((await cancelling).cancelStockImport);
  await until('REVIEW');
  const first = await appliedOf(id);
  expect(first.copies).toBe(2 * A_BATCH);
  await inLedger(first);

  accepted((await staff.run(operations.ApplyStockImportDocument, { id })).applyStockImport);
  await until('APPLIED');
  const all = await appliedOf(id);
  expect(all.copies).toBeGreaterThan(first.copies);
  await inLedger(all);
}, 60_000);
