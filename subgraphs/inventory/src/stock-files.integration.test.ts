import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { callerOf, storeOf, testDatabase, type TestDatabase } from '@longbox/testing';
import { checkLedger } from './application/check-ledger.ts';
import { openInventory, type CatalogVariant, type Inventory } from './inventory.fixtures.ts';
import { ENTITIES, MIGRATIONS } from './persistence/schema.ts';
import { StoreUnderTest } from './store.fixtures.ts';

let test: TestDatabase;
let inventory: Inventory;
let store: StoreUnderTest;
let locationId: string;

beforeAll(async () => {
  test = await testDatabase('inventory', { entities: ENTITIES, migrations: MIGRATIONS, poolSize: 10 });
  inventory = await openInventory(test);
  store = new StoreUnderTest(inventory, callerOf('staff', storeOf('files')));
  locationId = await store.location('MAIN');
});

afterAll(async () => {
  await inventory.subgraph.stop();
  await test.dispose();
});

type Line = readonly [variant: CatalogVariant, quantity: number, counted: boolean];

/** Hands a file’s lines to inventory, and answers how on hand changed, by the ledger. */
async function take(lines: readonly Line[], reference: string): Promise<number[]> {
  await inventory.deliver(store.tenantId, 'StockFileApplied', {
    importId: newId(),
    locationId,
    appliedBy: 'ada',
    reference,
    currency: 'USD',
    lines: lines.map(([{ id, product }, quantity, counted]) => ({
      variantId: id,
      productId: product.id,
      quantity,
      counted,
      priceMinor: null,
    })),
  });
  const rows = await test.database.read(store.tenantId, (tx) =>
    tx.query<{ quantity: number; actor: string; reason: string }[]>(
      'SELECT quantity, actor, reason FROM stock_movements WHERE reference = $1 ORDER BY quantity',
      [reference],
    ),
  );
  expect(rows.every(({ actor, reason }) => actor === 'ada' && reason === 'ADJUSTMENT')).toBe(true);
  return rows.map(({ quantity }) => quantity);
}

it('sets what a file counts and adds what it adds, a movement in the ledger for each item that differs', async () => {
  const [fresh, less, same, added] = [store.variant(), store.variant(), store.variant(), store.variant()];
  for (const variant of [less, same, added]) await store.stock(variant, 10);
  await inventory.told(store.tenantId, 'StockChanged');
  const lines: Line[] = [
    [fresh, 3, true],
    [less, 4, true],
    [same, 10, true],
    [added, 5, false],
  ];
  expect(await take(lines, 'first.csv')).toEqual([-6, 3, 5]);
  expect(await Promise.all([fresh, less, same, added].map((variant) => store.pieces(variant)))).toEqual([
    [[3, 0]],
    [[4, 0]],
    [[10, 0]],
    [[15, 0]],
  ]);
  const told = await inventory.told(store.tenantId, 'StockChanged');
  expect(told.map(({ onHand }) => onHand).sort((a, b) => a - b)).toEqual([3, 4, 15]);
  expect(await take(lines.slice(0, 3), 'again.csv')).toEqual([]);
  expect(await inventory.told(store.tenantId, 'StockChanged')).toEqual([]);
  expect(await checkLedger(test.database, store.tenantId)).toEqual([]);
});

it('leaves pieces that are promised to orders', async () => {
  const variant = store.variant();
  await store.stock(variant, 5);
  await store.place([[variant, 3]]);
  expect(await take([[variant, 1, true]], 'short.csv')).toEqual([-2]);
  expect(await store.pieces(variant)).toEqual([[3, 3]]);
});
