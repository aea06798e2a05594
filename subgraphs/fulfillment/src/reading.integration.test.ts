import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tablesWithoutRowSecurity } from '@longbox/postgres';
import { callerOf, storeOf } from '@longbox/testing';
import { BATCH, SHIPMENT, onTheFloor, type Floor } from './floor.fixtures.ts';
import { openFulfillment, type Fulfillment } from './fulfillment.fixtures.ts';

const store = storeOf('isolation');
const staff = callerOf('staff', store);

let fulfillment: Fulfillment;
let floor: Floor;

beforeAll(async () => {
  fulfillment = await openFulfillment();
  floor = onTheFloor(fulfillment, staff);
});

afterAll(() => fulfillment.close());

describe('another store', () => {
  it('sees nothing, also when a statement names no store', async () => {
    const { order, shipment, batch } = await floor.packed();
    await floor.label(shipment.id);
    await floor.ship(shipment.id);
    const stranger = callerOf('staff', storeOf('stranger'));
    const there = onTheFloor(fulfillment, stranger);
    expect(await there.batchNow(batch.id)).toBeNull();
    expect(await there.shipments(order.orderId)).toEqual([]);
    const tables = `batches batch_numbers fulfillments fulfillment_lines pick_stops allocations shipments shipment_lines tracking_events`;
    for (const table of tables.split(' ')) {
      const sql = `SELECT 1 FROM ${table} LIMIT 1`;
      expect(await fulfillment.rows(stranger.store.id, sql)).toEqual([]);
      expect(await fulfillment.rows(store.id, sql)).toHaveLength(1);
    }
    await fulfillment.database.transaction(stranger.store.id, (tx) =>
      tx.query("UPDATE shipments SET status = 'CANCELLED'"),
    );
    expect(await floor.shipments(order.orderId)).toMatchObject([{ status: 'SHIPPED' }]);
  });

  it('is kept apart on every table that names a store, but for that of the events', async () => {
    expect(await tablesWithoutRowSecurity(fulfillment.database)).toEqual(['outbox']);
  });
});

describe('whoever got the order', () => {
  it('sees its packages, but not the label and what it cost', async () => {
    const { order, shipment } = await floor.packed();
    await floor.label(shipment.id);
    await floor.ship(shipment.id);
    const r = [{ __typename: 'Order', id: order.orderId }];
    const query = (fields: string) =>
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Order { shipments { ${fields} } } } }`;
    const guest = callerOf('anonymous', store);
    expect(
      await fulfillment.ask(
        guest,
        query('status trackingNumber trackingUrl lines { quantity } trackingEvents { status }'),
        { r },
      ),
    ).toMatchObject({
      _entities: [{ shipments: [{ status: 'SHIPPED', trackingEvents: [{ status: 'SHIPPED' }] }] }],
    });
    for (const field of ['labelUrl', 'cost { amount }', 'rates { id }'])
      for (const caller of [
        guest,
        callerOf('customer', store),
        callerOf('staff', store, { scopes: ['orders:read'] }),
      ])
        await expect(fulfillment.ask(caller, query(field), { r })).rejects.toMatchObject({
          extensions: { code: caller.kind === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN' },
        });
    const shopFloor = onTheFloor(fulfillment, callerOf('staff', store, { scopes: ['fulfillment:read'] }));
    await expect(shopFloor.ship(shipment.id)).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });
});

describe('the number of statements', () => {
  it('is the same for 2 and for 50 orders with their packages, and for a batch of 2 and of 50', async () => {
    const count = async (size: number) => {
      const orders = await Promise.all(
        Array.from({ length: size }, () => floor.confirm({ places: [['A-1', 1]] })),
      );
      const opening = await fulfillment.statements(() => floor.opened(...orders));
      const [batch] = await fulfillment.rows<{ id: string }>(
        store.id,
        'SELECT batch_id AS id FROM fulfillments WHERE order_id = $1',
        [orders[0]?.orderId],
      );
      const id = batch?.id ?? '';
      const picks = Array.from({ length: size }, (_, index) => ({ sequence: index + 1, pickedQuantity: 1 }));
      const picking = await fulfillment.statements(() => floor.pick(id, picks));
      for (const { orderId } of orders) await floor.pack({ orderId, weightGrams: 5 });
      const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Order { shipments { ${SHIPMENT} rates { id } } } } }`;
      const r = orders.map(({ orderId }) => ({ __typename: 'Order', id: orderId }));
      const reading = await fulfillment.statements(() => fulfillment.ask(staff, query, { r }));
      const list = `{ fulfillmentBatches(first: 50) { edges { node { ${BATCH} } } } }`;
      const listing = await fulfillment.statements(() => fulfillment.ask(staff, list));
      return { opening, picking, reading, listing };
    };
    const few = await count(2);
    expect(few.reading).toBe(4);
    expect(await count(50)).toEqual(few);
  });
});
