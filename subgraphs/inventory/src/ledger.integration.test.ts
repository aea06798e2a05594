import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { newId } from '@longbox/ids';
import { callerOf, storeOf, testDatabase, type TestDatabase } from '@longbox/testing';
import { checkLedger } from './application/check-ledger.ts';
import { expireHolds } from './application/expire-holds.ts';
import { openInventory, type Inventory } from './inventory.fixtures.ts';
import { ENTITIES, MIGRATIONS } from './persistence/schema.ts';
import { StoreUnderTest } from './store.fixtures.ts';

let test: TestDatabase;
let inventory: Inventory;

beforeAll(async () => {
  test = await testDatabase('inventory', { entities: ENTITIES, migrations: MIGRATIONS, poolSize: 10 });
  inventory = await openInventory(test);
});

afterAll(async () => {
  await inventory.subgraph.stop();
  await test.dispose();
});

const newStore = () => new StoreUnderTest(inventory, callerOf('staff', storeOf(`s${newId()}`)));

describe('the ledger', () => {
  it('cannot be changed, only added to', async () => {
    const store = newStore();
    await store.location('MAIN');
    await store.stock(store.variant(), 1);
    for (const sql of [
      'UPDATE stock_movements SET quantity = 2',
      'DELETE FROM stock_movements',
      'TRUNCATE stock_movements',
    ])
      await expect(test.database.transaction(store.tenantId, (tx) => tx.query(sql))).rejects.toThrow(
        /append-only/,
      );
  });

  it('agrees with stock and reservations after any interleaving of what can happen to them', async () => {
    const card = fc.nat({ max: 2 });
    const order = fc.nat({ max: 5 });
    const step = fc.oneof(
      fc.record({
        do: fc.constant('adjust' as const),
        card,
        quantity: fc.integer({ min: -6, max: 8 }),
        location: fc.constantFrom('MAIN', 'BACK'),
      }),
      fc.record({
        do: fc.constant('place' as const),
        order,
        lines: fc.array(fc.tuple(card, fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ do: fc.constantFrom('cancel' as const, 'confirm' as const), order }),
      fc.record({
        do: fc.constant('ship' as const),
        order,
        shipment: fc.nat({ max: 3 }),
        quantity: fc.integer({ min: 1, max: 3 }),
      }),
      fc.record({ do: fc.constant('expire' as const), seconds: fc.integer({ min: 0, max: 120 }) }),
    );
    // Steps of one round happen at the same time.
    const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });

    await fc.assert(
      fc.asyncProperty(rounds, async (history) => {
        const store = newStore();
        await store.location('MAIN');
        await store.location('BACK');
        const cards = Array.from({ length: 3 }, () => store.variant());
        const orders = Array.from({ length: 6 }, () => ({
          id: newId(),
          lines: [] as { orderLineId: string }[],
          shipments: Array.from({ length: 4 }, newId),
        }));
        const run = async (one: typeof step extends fc.Arbitrary<infer S> ? S : never) => {
          if (one.do === 'adjust') {
            const lines = [
              { variantId: cards[one.card]?.id, quantity: one.quantity, locationCode: one.location },
            ];
            return store.adjust({ reason: 'ADJUSTMENT', lines });
          }
          if (one.do === 'expire')
            return expireHolds(test.database, new Date(inventory.now.getTime() + one.seconds * 1_000));
          const order = orders[one.order];
          if (!order) throw new Error('no such order');
          if (one.do === 'place') {
            const wanted = one.lines.flatMap(([index, quantity]) =>
              cards[index] ? [[cards[index], quantity] as const] : [],
            );
            const { lines } = await store.place(wanted, { orderId: order.id, holdSeconds: 60 });
            if (order.lines.length === 0) order.lines = lines;
            return undefined;
          }
          if (one.do === 'ship')
            return store.ship(
              order.id,
              order.lines.map(({ orderLineId }) => ({ orderLineId, quantity: one.quantity })),
              order.shipments[one.shipment],
            );
          return one.do === 'cancel' ? store.cancel(order.id) : store.confirm(order.id);
        };
        for (const round of history) {
          await Promise.all(round.map(run));
          expect(await checkLedger(test.database, store.tenantId)).toEqual([]);
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
  }, 120_000);
});

describe('the checker', () => {
  it('finds what was planted, and nothing else', async () => {
    const store = newStore();
    await store.location('MAIN');
    const card = store.variant();
    const item = await store.stock(card, 9);
    await store.place([[card, 2]]);
    const gone = await store.place([[card, 1]]);
    const shipped = await store.place([[card, 1]]);
    await store.ship(shipped.orderId, shipped.lines);
    expect(await checkLedger(test.database, store.tenantId)).toEqual([]);

    const superuser = new pg.Client({ connectionString: test.superuserUrl });
    await superuser.connect();
    const planted = async (sql: string, parameters: readonly unknown[]) => {
      await superuser.query('BEGIN');
      await superuser.query("SET LOCAL session_replication_role = 'replica'");
      await superuser.query(sql, [...parameters]);
      await superuser.query('COMMIT');
      const violations = await checkLedger(test.database, store.tenantId);
      return violations.map(({ invariant, count }) => `${invariant}: ${count}`);
    };
    try {
      expect(
        await planted('UPDATE inventory_items SET on_hand = on_hand + 1 WHERE id = $1', [item.id]),
      ).toEqual(['on hand is the sum of the movements: 1']);
      expect(
        await planted(
          'UPDATE inventory_items SET on_hand = on_hand - 1, reserved = reserved - 1 WHERE id = $1',
          [item.id],
        ),
      ).toEqual(['reserved is the sum of what is held: 1']);
      expect(
        await planted('UPDATE inventory_items SET reserved = reserved + 1 WHERE id = $1', [item.id]),
      ).toEqual([]);
      expect(
        await planted(`UPDATE order_holds SET status = 'CANCELLED' WHERE order_id = $1`, [gone.orderId]),
      ).toEqual(['an order that has ended holds nothing: 1']);
      expect(
        await planted(`UPDATE order_holds SET status = 'RESERVED' WHERE order_id = $1`, [gone.orderId]),
      ).toEqual([]);
      expect(
        await planted(
          `UPDATE stock_movements SET on_hand_after = 1 WHERE item_id = $1 AND reason = 'RESTOCK'`,
          [item.id],
        ),
      ).toEqual(['each movement says what was on hand after it: 1']);
      expect(
        await planted(
          `UPDATE stock_movements SET on_hand_after = 9 WHERE item_id = $1 AND reason = 'RESTOCK'`,
          [item.id],
        ),
      ).toEqual([]);
      expect(
        await planted(
          `UPDATE stock_movements SET reason = 'DAMAGE', variant_id = $2 WHERE item_id = $1 AND reason = 'SALE'`,
          [item.id, newId()],
        ),
      ).toEqual([
        'a movement names the variant and location of its item: 1',
        'what was committed stands in the ledger as sold, once: 1',
      ]);
    } finally {
      await superuser.end();
    }
  });
});
