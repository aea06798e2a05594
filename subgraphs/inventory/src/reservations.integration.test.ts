import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { callerOf, storeOf, testDatabase, type TestDatabase } from '@longbox/testing';
import { checkLedger } from './application/check-ledger.ts';
import { expireHolds } from './application/expire-holds.ts';
import { reserveOrders } from './application/reserve-orders.ts';
import { openInventory, type Inventory } from './inventory.fixtures.ts';
import { ENTITIES, MIGRATIONS } from './persistence/schema.ts';
import { StoreUnderTest } from './store.fixtures.ts';

let test: TestDatabase;
let inventory: Inventory;
let store: StoreUnderTest;

beforeAll(async () => {
  test = await testDatabase('inventory', { entities: ENTITIES, migrations: MIGRATIONS, poolSize: 20 });
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

const told = <T extends Parameters<Inventory['told']>[1]>(type: T) => inventory.told(store.tenantId, type);
const forget = () => told('StockChanged');
const later = (seconds: number) => new Date(inventory.now.getTime() + seconds * 1_000);
const ledger = () => checkLedger(test.database, store.tenantId);

describe('an order that is placed', () => {
  it('is held at one location, which the event names with the bin and each reservation', async () => {
    const card = store.variant();
    await store.adjust({ reason: 'RESTOCK', lines: [{ variantId: card.id, quantity: 5, bin: 'A-01' }] });
    await forget();
    const { orderId, lines } = await store.place([[card, 2]]);
    const [event] = await told('InventoryReserved');
    expect(event).toMatchObject({
      orderId,
      lines: [{ ...lines[0], allocations: [{ locationCode: 'MAIN', bin: 'A-01', quantity: 2 }] }],
    });
    expect(await store.pieces(card)).toEqual([[5, 2]]);
    expect(await ledger()).toEqual([]);
  });

  it('is refused whole, with each shortage, when one of its lines is short', async () => {
    const [plenty, few] = [store.variant(), store.variant()];
    await store.stock(plenty, 10);
    await store.stock(few, 1);
    await forget();
    const { orderId, lines } = await store.place([
      [plenty, 3],
      [few, 2],
    ]);
    expect(await told('InventoryReservationFailed')).toEqual([
      {
        orderId,
        shortages: [{ orderLineId: lines[1]?.orderLineId, variantId: few.id, requested: 2, available: 1 }],
      },
    ]);
    expect([await store.pieces(plenty), await store.pieces(few)]).toEqual([[[10, 0]], [[1, 0]]]);
  });

  it('is refused for a variant that has never been stocked', async () => {
    await store.place([[store.variant(), 1]]);
    expect(await told('InventoryReservationFailed')).toMatchObject([
      { shortages: [{ requested: 1, available: 0 }] },
    ]);
  });

  it('takes several locations when one does not suffice, and one when it does', async () => {
    await store.location('BACK');
    const card = store.variant();
    await store.stock(card, 2, 'MAIN');
    await store.stock(card, 3, 'BACK');
    await forget();
    await store.place([[card, 3]]);
    expect(await told('InventoryReserved')).toMatchObject([
      { lines: [{ allocations: [{ locationCode: 'BACK', quantity: 3 }] }] },
    ]);
    await store.stock(card, 2, 'BACK');
    await forget();
    await store.place([[card, 4]]);
    const [event] = await told('InventoryReserved');
    expect(
      event?.lines[0]?.allocations.map(({ locationCode, quantity }) => [locationCode, quantity]),
    ).toEqual([
      ['MAIN', 2],
      ['BACK', 2],
    ]);
    expect(await ledger()).toEqual([]);
  });

  it('leaves the safety stock and the buffer of its channel alone', async () => {
    const card = store.variant();
    const item = await store.stock(card, 10);
    await store.adjust({ reason: 'RESTOCK', lines: [{ variantId: card.id, quantity: 1, safetyStock: 2 }] });
    await test.database.transaction(store.tenantId, (tx) =>
      tx.query(`UPDATE inventory_items SET channel_buffers = '{"ebay": 4}' WHERE id = $1`, [item.id]),
    );
    await forget();
    await store.place([[card, 6]], { channel: 'ebay' });
    expect(await told('InventoryReservationFailed')).toMatchObject([{ shortages: [{ available: 5 }] }]);
    await store.place([[card, 9]], { channel: 'online' });
    expect(await told('InventoryReserved')).toHaveLength(1);
    expect(await store.pieces(card)).toEqual([[11, 9]]);
  });

  it('is held once, however often the event comes', async () => {
    const card = store.variant();
    await store.stock(card, 5);
    const orderId = newId();
    await store.place([[card, 2]], { orderId });
    await store.place([[card, 2]], { orderId });
    expect(await store.pieces(card)).toEqual([[5, 2]]);
    expect(await told('InventoryReserved')).toHaveLength(1);
  });

  it('costs the same number of statements with 1 line and with 50', async () => {
    const cards = Array.from({ length: 50 }, () => store.variant());
    await store.adjust({ reason: 'RESTOCK', lines: cards.map(({ id }) => ({ variantId: id, quantity: 9 })) });
    const counts: number[] = [];
    for (const wanted of [cards.slice(0, 1), cards]) {
      let statements = 0;
      const end = test.database.onStatement((sql) => {
        if (!/^(START TRANSACTION|SET TRANSACTION|COMMIT)/.test(sql)) statements += 1;
      });
      await store.place(wanted.map((card) => [card, 1] as const));
      end();
      counts.push(statements);
    }
    // The claim, the candidates, the hold, the outbox.
    expect(counts).toEqual([4, 4]);
  });

  it('shares its statements with the orders that come together, each of which gets what those before it have left', async () => {
    const card = store.variant();
    await store.stock(card, 5);
    const orders = Array.from({ length: 8 }, () => ({
      orderId: newId(),
      number: '1',
      channel: 'online',
      reserveUntil: new Date(Date.now() + 60_000),
      lines: [{ orderLineId: newId(), variantId: card.id, quantity: 1 }],
      cause: { tenantId: store.tenantId, correlationId: newId() },
    }));
    let statements = 0;
    const end = test.database.onStatement((sql) => {
      if (!/^(START TRANSACTION|SET TRANSACTION|COMMIT)/.test(sql)) statements += 1;
    });
    await test.database.transaction(store.tenantId, (tx) =>
      reserveOrders(tx, store.tenantId, [...orders, ...orders], new Date()),
    );
    end();
    // Those that go short are marked, which is one statement more.
    expect(statements).toBe(5);
    const holds: { order_id: string; status: string }[] = await test.database.read(
      store.tenantId,
      (connection) =>
        connection.query(
          'SELECT order_id, status FROM order_holds WHERE tenant_id = $1 AND order_id = ANY ($2::uuid[])',
          [store.tenantId, orders.map(({ orderId }) => orderId)],
        ),
    );
    const statusOf = new Map(holds.map(({ order_id: id, status }) => [id, status]));
    expect(orders.map(({ orderId }) => statusOf.get(orderId))).toEqual([
      ...Array.from({ length: 5 }, () => 'RESERVED'),
      ...Array.from({ length: 3 }, () => 'REFUSED'),
    ]);
  });
});

describe('200 orders at once', () => {
  it('for 50 pieces of one item hold exactly 50, and the ledger agrees', async () => {
    const card = store.variant();
    await store.stock(card, 50);
    await forget();
    await Promise.all(Array.from({ length: 200 }, () => store.place([[card, 1]])));
    const outcomes = await test.database.systemTransaction((tx) =>
      tx.query(
        'SELECT type, count(*)::int AS count FROM outbox WHERE tenant_id = $1 GROUP BY type ORDER BY type',
        [store.tenantId],
      ),
    );
    expect(outcomes).toEqual([
      { type: 'InventoryReservationFailed', count: 150 },
      { type: 'InventoryReserved', count: 50 },
      { type: 'StockChanged', count: 50 },
    ]);
    expect(await store.pieces(card)).toEqual([[50, 50]]);
    expect(await ledger()).toEqual([]);
  });

  it('for the same items in opposite order, over two locations, sell every piece and none twice', async () => {
    await store.location('BACK');
    const [a, b] = [store.variant(), store.variant()];
    for (const card of [a, b]) for (const code of ['MAIN', 'BACK']) await store.stock(card, 37, code);
    await forget();
    const baskets = [
      [
        [a, 2],
        [b, 1],
      ],
      [
        [b, 2],
        [a, 1],
      ],
    ] as const;
    await Promise.all(Array.from({ length: 200 }, (_, i) => store.place(baskets[i % 2] ?? [])));
    const [sold] = await test.database.read(store.tenantId, (tx) =>
      tx.query<{ held: number; orders: number }[]>(
        `SELECT sum(quantity)::int AS held, count(DISTINCT order_id)::int AS orders FROM reservations WHERE tenant_id = $1`,
        [store.tenantId],
      ),
    );
    expect(sold?.held).toBe((sold?.orders ?? 0) * 3);
    // 74 of each: at most 49 baskets of three pieces, and no fewer than what leaves no room for one more of its kind.
    expect(sold?.orders).toBeGreaterThanOrEqual(48);
    expect(sold?.orders).toBeLessThanOrEqual(49);
    expect(await ledger()).toEqual([]);
  });
});

describe('an order that is cancelled', () => {
  it('gives back what it held, once', async () => {
    const card = store.variant();
    await store.stock(card, 5);
    const { orderId } = await store.place([[card, 3]]);
    await forget();
    await store.cancel(orderId);
    await store.cancel(orderId);
    expect(await store.pieces(card)).toEqual([[5, 0]]);
    expect(await told('ReservationsReleased')).toEqual([{ orderId, reason: 'ORDER_CANCELLED' }]);
    expect(await ledger()).toEqual([]);
  });

  it('holds nothing when its placing comes later', async () => {
    const card = store.variant();
    await store.stock(card, 5);
    await forget();
    const orderId = newId();
    await store.cancel(orderId);
    await store.place([[card, 3]], { orderId });
    expect(await store.pieces(card)).toEqual([[5, 0]]);
    expect(await told('InventoryReserved')).toEqual([]);
  });

  it('ends with nothing held, whichever of the two events is faster', async () => {
    const card = store.variant();
    await store.stock(card, 100);
    const orders = Array.from({ length: 40 }, newId);
    await Promise.all(
      orders.flatMap((orderId) => [store.place([[card, 1]], { orderId }), store.cancel(orderId)]),
    );
    expect(await store.pieces(card)).toEqual([[100, 0]]);
    expect(await ledger()).toEqual([]);
  });
});

describe('a shipment', () => {
  it('takes its pieces off the shelf as a sale of the order, once', async () => {
    const card = store.variant();
    await store.stock(card, 5);
    const { orderId, lines } = await store.place([[card, 3]]);
    await forget();
    const shipmentId = newId();
    await store.ship(orderId, lines, shipmentId);
    await store.ship(orderId, lines, shipmentId);
    expect(await store.pieces(card)).toEqual([[2, 0]]);
    expect(await told('ReservationsCommitted')).toEqual([{ orderId, shipmentId }]);
    const { _entities } = await inventory.ask<{ _entities: unknown[] }>(
      store.staff,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ProductVariant {
        stockMovements(first: 1) { edges { node { type quantity reason reference actor onHandAfter } } } } } }`,
      { of: [{ __typename: 'ProductVariant', id: card.id }] },
    );
    const sale = {
      type: 'OUT',
      quantity: -3,
      reason: 'SALE',
      reference: `N-${orderId}`,
      actor: 'system',
      onHandAfter: 2,
    };
    expect(_entities).toMatchObject([{ stockMovements: { edges: [{ node: sale }] } }]);
    expect(await ledger()).toEqual([]);
  });

  it('of a part that is told twice, also at once, takes its pieces once', async () => {
    const card = store.variant();
    await store.stock(card, 5);
    const { orderId, lines } = await store.place([[card, 3]]);
    const part = [{ orderLineId: lines[0]?.orderLineId ?? '', quantity: 1 }];
    const shipmentId = newId();
    await Promise.all([store.ship(orderId, part, shipmentId), store.ship(orderId, part, shipmentId)]);
    await store.ship(orderId, part, shipmentId);
    expect(await store.pieces(card)).toEqual([[4, 2]]);
    await store.ship(orderId, part);
    expect(await store.pieces(card)).toEqual([[3, 1]]);
    expect(await ledger()).toEqual([]);
  });

  it('of a part leaves the rest held, which ships or is released later', async () => {
    await store.location('BACK');
    const card = store.variant();
    await store.stock(card, 2, 'MAIN');
    await store.stock(card, 2, 'BACK');
    const { orderId, lines } = await store.place([[card, 4]]);
    const orderLineId = lines[0]?.orderLineId ?? '';
    await store.ship(orderId, [{ orderLineId, quantity: 3 }]);
    const { _entities } = await inventory.ask<{
      _entities: { reservations: { quantity: number; status: string }[] }[];
    }>(
      store.staff,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on OrderLine { reservations { id quantity status expiresAt locationCode } } } }`,
      { of: [{ __typename: 'OrderLine', id: orderLineId }] },
    );
    const parts = _entities[0]?.reservations.map(({ quantity, status }) => `${quantity} ${status}`).sort();
    expect(parts).toEqual(['1 COMMITTED', '1 HELD', '2 COMMITTED']);
    expect(await ledger()).toEqual([]);
    await store.cancel(orderId);
    expect((await store.pieces(card)).flat().reduce((sum, pieces) => sum + pieces, 0)).toBe(1);
    expect(await ledger()).toEqual([]);
  });

  it('of pieces that were not held leaves the ledger as it is', async () => {
    const card = store.variant();
    await store.stock(card, 5);
    const { orderId, lines } = await store.place([[card, 2]]);
    await store.cancel(orderId);
    await store.ship(orderId, lines);
    await store.ship(newId(), [{ orderLineId: newId(), quantity: 1 }]);
    expect(await store.pieces(card)).toEqual([[5, 0]]);
    expect(await ledger()).toEqual([]);
  });
});

describe('a hold whose time has come', () => {
  it('is given back when the order was not confirmed, once, and says so', async () => {
    const card = store.variant();
    await store.stock(card, 5);
    const { orderId } = await store.place([[card, 3]], { holdSeconds: 60 });
    await forget();
    expect(await expireHolds(test.database, later(59))).toBe(0);
    expect(
      await Promise.all([expireHolds(test.database, later(60)), expireHolds(test.database, later(60))]),
    ).toContain(1);
    expect(await store.pieces(card)).toEqual([[5, 0]]);
    expect(await told('ReservationsReleased')).toEqual([{ orderId, reason: 'EXPIRED' }]);
    await store.confirm(orderId);
    await store.cancel(orderId);
    expect(await told('ReservationsReleased')).toEqual([]);
    expect(await ledger()).toEqual([]);
  });

  it('is kept when the order was confirmed', async () => {
    const card = store.variant();
    await store.stock(card, 5);
    const { orderId } = await store.place([[card, 3]], { holdSeconds: 60 });
    await store.confirm(orderId);
    await expireHolds(test.database, later(3_600));
    expect(await store.pieces(card)).toEqual([[5, 3]]);
    await store.cancel(orderId);
    expect(await store.pieces(card)).toEqual([[5, 0]]);
  });
});
