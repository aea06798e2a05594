import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { callerOf, storeOf, testDatabase, type TestDatabase } from '@longbox/testing';
import { openInventory, type CatalogVariant, type Inventory } from './inventory.fixtures.ts';
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

interface Page {
  readonly inventoryItems: {
    readonly edges: {
      readonly cursor: string;
      readonly node: { readonly variant: { readonly id: string }; readonly onHand: number };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const ITEMS = `query ($filter: InventoryFilter, $first: Int!, $after: String) {
  inventoryItems(filter: $filter, first: $first, after: $after) {
    edges { cursor node {
      id onHand reserved available safetyStock bin updatedAt buffers { channel quantity } location { code name } variant { id } } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

const items = (variables: Record<string, unknown>, caller = store.staff) =>
  inventory.ask<Page>(caller, ITEMS, { first: 50, ...variables });
const found = async (filter: Record<string, unknown>) =>
  (await items({ filter })).inventoryItems.edges.map(({ node }) => node.variant.id);

function entities<T>(
  type: string,
  ids: readonly string[],
  fields: string,
  caller = store.staff,
): Promise<T[]> {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${fields} } } }`;
  return inventory
    .ask<{ _entities: T[] }>(caller, query, { of: ids.map((id) => ({ __typename: type, id })) })
    .then(({ _entities }) => _entities);
}

async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  let statements = 0;
  const end = inventory.subgraph.onStatement(() => (statements += 1));
  await work();
  end();
  return statements;
}

async function stocked(count: number): Promise<CatalogVariant[]> {
  const cards = Array.from({ length: count }, () => store.variant());
  await store.adjust({
    reason: 'RESTOCK',
    lines: cards.map(({ id }, i) => ({ variantId: id, quantity: i + 1 })),
  });
  return cards;
}

describe('the list of items', () => {
  it('gives every item once over its pages', async () => {
    const cards = await stocked(5);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { inventoryItems }: Page = await items({ first: 2, after });
      expect(inventoryItems.edges.length).toBeLessThanOrEqual(2);
      seen.push(...inventoryItems.edges.map(({ node }) => node.variant.id));
      after = inventoryItems.pageInfo.hasNextPage ? inventoryItems.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(cards.map(({ id }) => id));
  });

  it('finds by location, variant, SKU and whether something is left', async () => {
    const backId = await store.location('BACK');
    const [a, b] = [store.variant('SEALED-A'), store.variant('SEALED-B')];
    await store.stock(a, 1, 'MAIN');
    await store.stock(b, 1, 'BACK');
    await store.place([[b, 1]]);
    expect(await found({ locationCode: 'back' })).toEqual([b.id]);
    expect(await found({ locationId: backId })).toEqual([b.id]);
    expect(await found({ variantId: a.id })).toEqual([a.id]);
    expect(await found({ sku: 'SEALED-B' })).toEqual([b.id]);
    expect(await found({ inStock: true })).toEqual([a.id]);
    expect(await found({ inStock: false })).toEqual([b.id]);
    expect(await found({ sku: 'SEALED-B', locationCode: 'MAIN' })).toEqual([]);
    for (const filter of [
      { locationId: 'x' },
      { variantId: 'x' },
      { sku: '🃏' },
      { sku: '\u0000' },
      { locationCode: 'NO' },
    ])
      expect(await found(filter)).toEqual([]);
  });

  it.each([
    [{ first: 0 }, 'first'],
    [{ first: 251 }, 'first'],
    [{ after: 'nonsense' }, 'after'],
    [{ after: Buffer.from('["x"]').toString('base64url') }, 'after'],
  ])('refuses %j as BAD_USER_INPUT', async (variables, argument) => {
    const { errors } = await inventory.execute(store.staff, ITEMS, { first: 50, ...variables });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain(argument);
  });

  it('costs the same number of statements with 2 rows and with 50', async () => {
    await stocked(50);
    const few = await statementsOf(() => items({ first: 2 }));
    expect(await statementsOf(() => items({ first: 50 }))).toBe(few);
    // The page, and the locations of its rows.
    expect(few).toBe(2);
  });
});

describe('what other subgraphs get of a variant', () => {
  const OF_VARIANT = `id availability { availableToSell inStock lowStock } inventoryItems { onHand location { code } }
    stockMovements(first: 2) { edges { node { quantity location { code } } } pageInfo { hasNextPage } }`;

  it('says what can be sold over all locations, and when little is left', async () => {
    await store.location('BACK');
    const [none, few, many] = [store.variant(), store.variant(), store.variant()];
    await store.stock(few, 3, 'BACK');
    await store.stock(many, 3, 'MAIN');
    await store.adjust({
      reason: 'RESTOCK',
      lines: [{ variantId: many.id, locationCode: 'BACK', quantity: 2, safetyStock: 1 }],
    });
    const of = await entities('ProductVariant', [none.id, few.id, many.id, 'x'], OF_VARIANT);
    expect(of).toMatchObject([
      {
        availability: { availableToSell: 0, inStock: false, lowStock: false },
        inventoryItems: [],
        stockMovements: { edges: [] },
      },
      { availability: { availableToSell: 3, inStock: true, lowStock: true } },
      {
        availability: { availableToSell: 4, inStock: true, lowStock: false },
        inventoryItems: [{ onHand: 3 }, { onHand: 2 }],
      },
      { availability: null, inventoryItems: [] },
    ]);
  });

  it('counts a shortfall at one location as nothing, and not against another', async () => {
    await store.location('BACK');
    const card = store.variant();
    await store.adjust({ reason: 'RESTOCK', lines: [{ variantId: card.id, quantity: 1, safetyStock: 9 }] });
    await store.stock(card, 5, 'BACK');
    expect(await entities('ProductVariant', [card.id], 'availability { availableToSell }')).toEqual([
      { availability: { availableToSell: 5 } },
    ]);
    const inactive = `UPDATE locations SET active = false WHERE code = 'BACK'`;
    await test.database.transaction(store.tenantId, (tx) => tx.query(inactive));
    expect(await entities('ProductVariant', [card.id], 'availability { availableToSell }')).toEqual([
      { availability: { availableToSell: 0 } },
    ]);
  });

  it('costs the same number of statements for 2 variants and for 50, one for each field', async () => {
    const ids = (await stocked(50)).map(({ id }) => id);
    const few = await statementsOf(() => entities('ProductVariant', ids.slice(0, 2), OF_VARIANT));
    expect(await statementsOf(() => entities('ProductVariant', ids, OF_VARIANT))).toBe(few);
    expect(
      await statementsOf(() => entities('ProductVariant', ids, 'availability(channel: "ebay") { inStock }')),
    ).toBe(1);
  });

  it('pages through the ledger newest first, without a gap', async () => {
    const card = store.variant();
    for (const quantity of [5, -1, 3, -2])
      await store.adjust({ reason: 'ADJUSTMENT', lines: [{ variantId: card.id, quantity }] });
    const page = async (after: string | null) => {
      const [of] = await entities<{
        stockMovements: {
          edges: { node: { quantity: number; onHandAfter: number } }[];
          pageInfo: { endCursor: string; hasNextPage: boolean };
        };
      }>(
        'ProductVariant',
        [card.id],
        `stockMovements(first: 3, after: ${JSON.stringify(after)}) {
        edges { node { id at quantity onHandAfter actor } } pageInfo { endCursor hasNextPage } }`,
      );
      return of?.stockMovements;
    };
    const first = await page(null);
    const second = await page(first?.pageInfo.endCursor ?? null);
    const seen = [...(first?.edges ?? []), ...(second?.edges ?? [])].map(({ node }) => [
      node.quantity,
      node.onHandAfter,
    ]);
    expect(seen).toEqual([
      [-2, 5],
      [3, 7],
      [-1, 4],
      [5, 5],
    ]);
    expect([first?.pageInfo.hasNextPage, second?.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it('answers a peer for each id in the order asked, at most 250', async () => {
    const [card] = await stocked(1);
    const ask = (variantIds: readonly (string | undefined)[]) =>
      inventory.execute(
        store.staff,
        'query ($variantIds: [ID!]!) { availableToSell(variantIds: $variantIds, channel: "online") { availableToSell } }',
        { variantIds },
      );
    expect((await ask([newId(), card?.id, 'x', card?.id])).data).toEqual({
      availableToSell: [0, 1, 0, 1].map((availableToSell) => ({ availableToSell })),
    });
    expect((await ask(Array.from({ length: 251 }, newId))).errors?.[0]?.extensions['code']).toBe(
      'BAD_USER_INPUT',
    );
  });
});

describe('a product', () => {
  it('is in stock while one of its variants, not archived, can be sold', async () => {
    const products = [newId(), newId(), newId()] as const;
    const [a, b] = [store.variant('P-A', products[0]), store.variant('P-B', products[1])];
    await store.stock(a, 1);
    await store.stock(b, 1);
    await store.place([[b, 1]]);
    const inStock = () => entities('Product', [...products, 'x'], 'inStock');
    expect(await inStock()).toEqual([
      { inStock: true },
      { inStock: false },
      { inStock: false },
      { inStock: null },
    ]);
    await inventory.deliver(store.tenantId, 'ProductChanged', {
      productId: products[0],
      version: 1,
      handle: 'a',
      title: 'A',
      kind: 'SEALED',
      status: 'ARCHIVED',
      game: null,
      setCode: null,
      rarity: null,
      printId: null,
      variants: [],
    });
    expect((await inStock())[0]).toEqual({ inStock: false });
  });
});

describe('permissions', () => {
  it('let shoppers see what can be sold, and nothing of the stock behind it', async () => {
    const shopper = callerOf('anonymous', store.staff.store);
    const [card] = await stocked(1);
    expect(
      await entities('ProductVariant', [card?.id ?? ''], 'availability { availableToSell }', shopper),
    ).toEqual([{ availability: { availableToSell: 1 } }]);
    for (const document of [
      '{ locations { id } }',
      '{ inventoryItems { edges { cursor } } }',
      'mutation { createLocation(input: { code: "X", name: "X", type: STORE }) { location { id } } }',
      'mutation { adjustInventory(input: { reason: RESTOCK, lines: [] }) { items { id } } }',
    ]) {
      const { errors } = await inventory.execute(shopper, document);
      expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    }
    const partner = callerOf('partner', store.staff.store);
    const { errors } = await inventory.execute(partner, '{ locations { id } }');
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });
});

describe('another store', () => {
  it('sees and changes nothing of this one', async () => {
    const other = new StoreUnderTest(inventory, callerOf('staff', storeOf(`s${newId()}`)));
    const card = store.variant();
    const item = await store.stock(card, 5);
    const { lines } = await store.place([[card, 1]]);
    const locations = await inventory.ask<{ locations: { id: string }[] }>(
      store.staff,
      '{ locations { id } }',
    );
    const locationId = locations.locations[0]?.id ?? '';

    expect(await inventory.ask(other.staff, '{ locations { id } }')).toEqual({ locations: [] });
    expect((await items({}, other.staff)).inventoryItems.edges).toEqual([]);
    expect(await entities('Location', [locationId], 'code', other.staff)).toEqual([null]);
    expect(await entities('InventoryItem', [item.id], 'onHand', other.staff)).toEqual([null]);
    const ofVariant =
      'availability { availableToSell } inventoryItems { id } stockMovements { edges { cursor } }';
    expect(await entities('ProductVariant', [card.id], ofVariant, other.staff)).toEqual([
      { availability: { availableToSell: 0 }, inventoryItems: [], stockMovements: { edges: [] } },
    ]);
    expect(await entities('Product', [card.product.id], 'inStock', other.staff)).toEqual([
      { inStock: false },
    ]);
    expect(
      await entities('OrderLine', [lines[0]?.orderLineId ?? ''], 'reservations { id }', other.staff),
    ).toEqual([{ reservations: [] }]);
    const { userErrors } = await other.adjust({
      reason: 'DAMAGE',
      lines: [{ variantId: card.id, locationId, quantity: -1 }],
    });
    expect(userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    await other.place([[card, 1]]);
    expect(await store.pieces(card)).toEqual([[5, 1]]);
  });

  it('is kept out by PostgreSQL where the application forgets its filter', async () => {
    const other = storeOf(`s${newId()}`);
    const card = store.variant();
    await store.adjust({
      reason: 'RESTOCK',
      idempotencyKey: 'k',
      lines: [{ variantId: card.id, quantity: 5 }],
    });
    const { orderId, lines } = await store.place([[card, 3]]);
    await store.ship(orderId, [{ orderLineId: lines[0]?.orderLineId ?? '', quantity: 1 }]);
    const tables = [
      'locations',
      'inventory_items',
      'stock_movements',
      'idempotency_keys',
      'order_holds',
      'reservations',
      'committed_shipments',
      'known_variants',
    ];
    for (const table of tables) {
      const count = async (tenantId: string) => {
        const rows = await test.database.read(tenantId, (tx) =>
          tx.query<unknown[]>(`SELECT tenant_id FROM ${table}`),
        );
        return rows.length;
      };
      expect([table, await count(other.id)]).toEqual([table, 0]);
      expect([table, (await count(store.tenantId)) > 0]).toEqual([table, true]);
    }
    await test.database.transaction(other.id, (tx) =>
      tx.query('UPDATE inventory_items SET on_hand = 0, reserved = 0'),
    );
    expect(await store.pieces(card)).toEqual([[4, 2]]);
    const smuggled = test.database.transaction(other.id, (tx) =>
      tx.query(`INSERT INTO locations VALUES ($1, $2, 'X', 'X', 'STORE', true, now())`, [
        newId(),
        store.tenantId,
      ]),
    );
    await expect(smuggled).rejects.toThrow(/row-level security/);
  });
});
