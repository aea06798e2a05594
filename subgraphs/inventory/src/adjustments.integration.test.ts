import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { callerOf, storeOf, testDatabase, type TestDatabase } from '@longbox/testing';
import { checkLedger } from './application/check-ledger.ts';
import { openInventory, type Inventory } from './inventory.fixtures.ts';
import { ENTITIES, MIGRATIONS } from './persistence/schema.ts';
import { StoreUnderTest } from './store.fixtures.ts';

let test: TestDatabase;
let inventory: Inventory;
let store: StoreUnderTest;

beforeAll(async () => {
  test = await testDatabase('inventory', { entities: ENTITIES, migrations: MIGRATIONS, poolSize: 10 });
  inventory = await openInventory(test);
});

afterAll(async () => {
  await inventory.subgraph.stop();
  await test.dispose();
});

beforeEach(async () => {
  store = new StoreUnderTest(inventory, callerOf('staff', storeOf(`s${newId()}`)));
  await store.location('MAIN');
});

const movementCount = async () => {
  const rows = await test.database.read(store.tenantId, (tx) =>
    tx.query<unknown[]>('SELECT id FROM stock_movements'),
  );
  return rows.length;
};

describe('adjusting inventory', () => {
  it('makes the item at its first stock, in the default location, and answers the items in the order of the lines', async () => {
    await store.location('BACK');
    const [a, b] = [store.variant(), store.variant('MTG-NEO-001-EN-NM-FOIL')];
    const lines = [
      { sku: b.sku, quantity: 4, locationCode: 'back', bin: ' B-2 ', safetyStock: 1 },
      { variantId: a.id, quantity: 3 },
      { variantId: b.id, locationCode: 'BACK', quantity: -1 },
    ];
    const { items, userErrors } = await store.adjust({ reason: 'RESTOCK', reference: 'DN-1', lines });
    expect(userErrors).toEqual([]);
    expect(
      items?.map(({ onHand, available, safetyStock, bin, location, variant }) => [
        variant.id,
        location.code,
        onHand,
        available,
        safetyStock,
        bin,
      ]),
    ).toEqual([
      [b.id, 'BACK', 3, 3, 1, 'B-2'],
      [a.id, 'MAIN', 3, 3, 0, null],
      [b.id, 'BACK', 3, 3, 1, 'B-2'],
    ]);
    expect(await movementCount()).toBe(3);
    expect(await checkLedger(test.database, store.tenantId)).toEqual([]);
    expect(await inventory.told(store.tenantId, 'StockChanged')).toHaveLength(2);
  });

  it('changes nothing when one of its lines would take what is reserved', async () => {
    const [a, b] = [store.variant(), store.variant()];
    await store.stock(a, 5);
    await store.place([[a, 4]]);
    const movements = await movementCount();
    const { items, userErrors } = await store.adjust({
      reason: 'DAMAGE',
      idempotencyKey: 'k',
      lines: [
        { variantId: b.id, quantity: 7 },
        { variantId: a.id, quantity: -2 },
      ],
    });
    expect(items).toBeNull();
    expect(userErrors).toEqual([
      {
        code: 'INSUFFICIENT_STOCK',
        message: '2 cannot be taken out: 5 on hand, 4 of them reserved, 1 free.',
        field: ['input', 'lines', '1', 'quantity'],
      },
    ]);
    expect(await movementCount()).toBe(movements);
    expect(await store.pieces(b)).toEqual([]);
    // A refused key is free: the mended input may use it.
    const mended = await store.adjust({
      reason: 'DAMAGE',
      idempotencyKey: 'k',
      lines: [{ variantId: a.id, quantity: -1 }],
    });
    expect(mended.userErrors).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['a variant that nobody has', { variantId: newId(), quantity: 1 }, 'NOT_FOUND', 'variantId'],
    ['an id that is none', { variantId: "' or 1=1", quantity: 1 }, 'NOT_FOUND', 'variantId'],
    ['an emoji SKU', { sku: '🃏', quantity: 1 }, 'NOT_FOUND', 'sku'],
    ['a SKU that PostgreSQL cannot hold', { sku: 'A\u0000B', quantity: 1 }, 'NOT_FOUND', 'sku'],
    ['a location that is not there', { locationCode: 'NOWHERE', quantity: 1 }, 'NOT_FOUND', 'locationCode'],
    ['a location id that is none', { locationId: 'x', quantity: 1 }, 'NOT_FOUND', 'locationId'],
    ['a SKU that is not of the variant', { sku: 'OTHER', quantity: 1 }, 'INVALID', 'sku'],
    ['a quantity of 0', { quantity: 0 }, 'INVALID', 'quantity'],
    ['more than is there', { quantity: -1 }, 'INSUFFICIENT_STOCK', 'quantity'],
  ])('refuses %s at its field and changes nothing', async (_, line, code, field) => {
    const card = store.variant();
    const named = 'sku' in line && code === 'NOT_FOUND' ? {} : { variantId: card.id };
    const { items, userErrors } = await store.adjust({ reason: 'RESTOCK', lines: [{ ...named, ...line }] });
    expect(items).toBeNull();
    expect(userErrors).toMatchObject([{ code, field: ['input', 'lines', '0', field] }]);
    expect(await movementCount()).toBe(0);
  });

  it('refuses 10,001 lines and an empty list', async () => {
    const lines = Array.from({ length: 10_001 }, () => ({ sku: 'X', quantity: 1 }));
    expect((await store.adjust({ reason: 'RESTOCK', lines })).userErrors).toMatchObject([
      { code: 'TOO_MANY', field: ['input', 'lines'] },
    ]);
    expect((await store.adjust({ reason: 'RESTOCK', lines: [] })).userErrors).toMatchObject([
      { code: 'REQUIRED' },
    ]);
  });

  it('says that a store without a location needs one', async () => {
    const bare = new StoreUnderTest(inventory, callerOf('staff', storeOf(`s${newId()}`)));
    const { userErrors } = await bare.adjust({
      reason: 'RESTOCK',
      lines: [{ variantId: bare.variant().id, quantity: 1 }],
    });
    expect(userErrors).toMatchObject([{ code: 'REQUIRED', field: ['input', 'lines', '0', 'locationCode'] }]);
  });

  it('costs the same number of statements with 2 lines and with 1,000', async () => {
    const cards = Array.from({ length: 1_000 }, () => store.variant());
    const counts: number[] = [];
    await store.adjust({ reason: 'RESTOCK', lines: cards.map(({ id }) => ({ variantId: id, quantity: 1 })) });
    for (const some of [cards.slice(0, 2), cards]) {
      let statements = 0;
      const end = inventory.subgraph.onStatement(() => (statements += 1));
      const { userErrors } = await store.adjust({
        reason: 'RESTOCK',
        lines: some.map(({ id }) => ({ variantId: id, quantity: 1 })),
      });
      end();
      expect(userErrors).toEqual([]);
      counts.push(statements);
    }
    expect(counts[0]).toBe(counts[1]);
  });

  it('meets no deadlock when the same items are adjusted in opposite order at once', async () => {
    const cards = Array.from({ length: 20 }, () => store.variant());
    const lines = cards.map(({ id }) => ({ variantId: id, quantity: 1 }));
    let rolledBack = 0;
    const end = inventory.subgraph.onStatement((sql) => (rolledBack += sql === 'ROLLBACK' ? 1 : 0));
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        store.adjust({ reason: 'RESTOCK', lines: i % 2 ? lines : lines.toReversed() }),
      ),
    );
    end();
    expect(results.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(await movementCount()).toBe(400);
    expect(await checkLedger(test.database, store.tenantId)).toEqual([]);
    expect(rolledBack).toBe(0);
  });
});

describe('an idempotency key', () => {
  it('answers the same and changes nothing more, also when both come at once', async () => {
    const card = store.variant();
    const input = {
      reason: 'RESTOCK',
      idempotencyKey: newId(),
      lines: [{ variantId: card.id, quantity: 2, bin: 'A' }],
    };
    const answers = await Promise.all(Array.from({ length: 10 }, () => store.adjust(input)));
    await store.stock(card, 5);
    answers.push(await store.adjust(input));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.items).toMatchObject([{ onHand: 2 }]);
    expect(await store.pieces(card)).toEqual([[7, 0]]);
    expect(await movementCount()).toBe(2);
  });

  it('is refused with another input, and is another key in another store', async () => {
    const other = new StoreUnderTest(inventory, callerOf('staff', storeOf(`s${newId()}`)));
    await other.location('MAIN');
    const card = store.variant();
    const lines = [{ variantId: card.id, quantity: 2 }];
    await store.adjust({ reason: 'RESTOCK', idempotencyKey: 'k', lines });
    const again = await store.adjust({ reason: 'RETURN', idempotencyKey: 'k', lines });
    expect(again).toMatchObject({
      items: null,
      userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['input', 'idempotencyKey'] }],
    });
    expect((await other.adjust({ reason: 'RETURN', idempotencyKey: 'k', lines })).userErrors).toEqual([]);
    expect(await store.pieces(card)).toEqual([[2, 0]]);
  });

  it('is cleared away after a week', async () => {
    const card = store.variant();
    const keyed = (idempotencyKey: string) =>
      store.adjust({ reason: 'RESTOCK', idempotencyKey, lines: [{ variantId: card.id, quantity: 1 }] });
    await keyed('old');
    inventory.now = new Date(inventory.now.getTime() + 8 * 24 * 3_600_000);
    await keyed('new');
    const keys = await test.database.read(store.tenantId, (tx) =>
      tx.query('SELECT key FROM idempotency_keys'),
    );
    expect(keys).toEqual([{ key: 'new' }]);
  });
});

describe('creating a location', () => {
  const create = (input: Record<string, unknown>) =>
    inventory.ask<{ createLocation: { location: unknown; userErrors: unknown[] } }>(
      store.staff,
      `mutation ($input: CreateLocationInput!) { createLocation(input: $input) { location { code name type active } userErrors { code field } } }`,
      { input: { code: 'shop-1', name: ' Shop ', type: 'STORE', ...input } },
    );

  it('keeps the code in upper case', async () => {
    expect(await create({})).toEqual({
      createLocation: {
        location: { code: 'SHOP-1', name: 'Shop', type: 'STORE', active: true },
        userErrors: [],
      },
    });
  });

  it('refuses a code that is taken, also when both come at once', async () => {
    const answers = await Promise.all([create({}), create({ code: 'SHOP-1' })]);
    const errors = answers.flatMap(({ createLocation }) => createLocation.userErrors);
    expect(errors).toEqual([{ code: 'TAKEN', field: ['input', 'code'] }]);
  });

  it.each([
    [{ code: '' }, 'INVALID', 'code'],
    [{ code: 'A'.repeat(21) }, 'INVALID', 'code'],
    [{ code: '🃏' }, 'INVALID', 'code'],
    [{ name: '  ' }, 'REQUIRED', 'name'],
    [{ name: 'A\u0000' }, 'INVALID', 'name'],
    [{ name: 'A'.repeat(256) }, 'INVALID', 'name'],
  ])('refuses %j', async (input, code, field) => {
    expect(await create(input)).toEqual({
      createLocation: { location: null, userErrors: [{ code, field: ['input', field] }] },
    });
  });
});
