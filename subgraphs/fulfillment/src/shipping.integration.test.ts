import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { callerOf, storeOf } from '@longbox/testing';
import { onTheFloor, type Floor } from './floor.fixtures.ts';
import { openFulfillment, type Fulfillment } from './fulfillment.fixtures.ts';

const store = storeOf('shipping');
const staff = callerOf('staff', store);

let fulfillment: Fulfillment;
let floor: Floor;

beforeAll(async () => {
  fulfillment = await openFulfillment();
  floor = onTheFloor(fulfillment, staff);
});

afterAll(() => fulfillment.close());

describe('packOrder', () => {
  it('closes a package of all that is picked, and tells of it', async () => {
    const { order, shipment } = await floor.packed(3);
    const lines = [{ orderLineId: order.lines[0]?.orderLineId, quantity: 3 }];
    expect(shipment).toMatchObject({ status: 'PACKED', lines, cost: null, labelUrl: null });
    expect(await fulfillment.toldOf(order.orderId, 'ShipmentPacked')).toEqual([
      { orderId: order.orderId, shipmentId: shipment.id, lines },
    ]);
    expect(await floor.shipments(order.orderId)).toEqual([shipment]);
  });

  it('packs an order into two packages, the second when the missing piece is found', async () => {
    const order = await floor.confirm({ places: [['A-1', 3]] }, { places: [['A-2', 1]] });
    const { id } = await floor.opened(order);
    await floor.pick(id, [
      { sequence: 1, pickedQuantity: 2, short: true },
      { sequence: 2, pickedQuantity: 1 },
    ]);
    const { orderId } = order;
    const [a, b] = order.lines.map(({ orderLineId }) => orderLineId);
    const first = await floor.pack({ orderId, weightGrams: 10, lines: [{ orderLineId: a, quantity: 2 }] });
    await floor.ship(first.shipment?.id ?? '');
    expect((await floor.batchNow(id))?.status).toBe('PICKED');
    await floor.pick(id, [{ sequence: 1, pickedQuantity: 3 }]);
    const second = await floor.pack({ orderId, weightGrams: 10 });
    const pieces = (answer: typeof second) =>
      new Map(answer.shipment?.lines.map(({ orderLineId, quantity }) => [orderLineId, quantity]));
    expect(pieces(first)).toEqual(new Map([[a, 2]]));
    expect(pieces(second)).toEqual(
      new Map([
        [a, 1],
        [b, 1],
      ]),
    );
    await floor.ship(second.shipment?.id ?? '');
    expect((await floor.batchNow(id))?.status).toBe('COMPLETED');
    expect((await floor.pack({ orderId, weightGrams: 10 })).userErrors[0]?.code).toBe('NOT_READY');
    expect((await floor.shipments(orderId)).map(({ status }) => status)).toEqual(['SHIPPED', 'SHIPPED']);
  });

  it.each<[string, (lineId: string) => object, string, string[]]>([
    ['an unknown order', () => ({ orderId: newId() }), 'NOT_FOUND', ['orderId']],
    ['a malformed order', () => ({ orderId: '🃏' }), 'NOT_FOUND', ['orderId']],
    ['no weight', () => ({ weightGrams: 0 }), 'INVALID', ['weightGrams']],
    ['a hundred kilograms and a gram', () => ({ weightGrams: 100_001 }), 'INVALID', ['weightGrams']],
    ['a list of no lines', () => ({ lines: [] }), 'REQUIRED', ['lines']],
    [
      '251 lines',
      (id) => ({ lines: Array.from({ length: 251 }, () => ({ orderLineId: id, quantity: 1 })) }),
      'TOO_MANY',
      ['lines'],
    ],
    [
      'a line of another order',
      () => ({ lines: [{ orderLineId: newId(), quantity: 1 }] }),
      'NOT_FOUND',
      ['lines', '0', 'orderLineId'],
    ],
    [
      'no pieces',
      (id) => ({ lines: [{ orderLineId: id, quantity: 0 }] }),
      'INVALID',
      ['lines', '0', 'quantity'],
    ],
    [
      'more than is picked',
      (id) => ({ lines: [{ orderLineId: id, quantity: 3 }] }),
      'TOO_MUCH',
      ['lines', '0', 'quantity'],
    ],
    [
      'a line named twice',
      (id) => ({ lines: [1, 1].map((quantity) => ({ orderLineId: id, quantity })) }),
      'INVALID',
      ['lines', '1', 'orderLineId'],
    ],
    ['a key that is none', () => ({ idempotencyKey: 'k'.repeat(101) }), 'INVALID', ['idempotencyKey']],
  ])('refuses %s, and packs nothing', async (_, change, code, path) => {
    const { order } = await floor.picked(2);
    const input = { orderId: order.orderId, weightGrams: 5, ...change(order.lines[0]?.orderLineId ?? '') };
    const { shipment, userErrors } = await floor.pack(input);
    expect(shipment).toBeNull();
    expect(userErrors[0]).toMatchObject({ code, field: ['input', ...path] });
    expect(await floor.shipments(order.orderId)).toEqual([]);
  });

  it('refuses an order that nobody has picked yet', async () => {
    const order = await floor.confirm({ places: [['A-1', 1]] });
    const { userErrors } = await floor.pack({ orderId: order.orderId, weightGrams: 5 });
    expect(userErrors[0]).toMatchObject({ code: 'NOT_READY', field: ['input', 'orderId'] });
  });

  it('makes one package for one key, also at the same time, and refuses another input', async () => {
    const { order } = await floor.picked(2);
    const input = { orderId: order.orderId, weightGrams: 5, idempotencyKey: newId() };
    const answers = await Promise.all(Array.from({ length: 6 }, () => floor.pack(input)));
    answers.push(await floor.pack(input));
    expect(new Set(answers.map(({ shipment }) => shipment?.id)).size).toBe(1);
    expect(await floor.shipments(order.orderId)).toHaveLength(1);
    expect(await fulfillment.toldOf(order.orderId, 'ShipmentPacked')).toHaveLength(1);
    const reused = await floor.pack({ ...input, weightGrams: 6 });
    expect(reused.userErrors[0]?.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('never packs a piece twice when several people pack without a key', async () => {
    const { order } = await floor.picked(4);
    const [line] = order.lines;
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        floor.pack({
          orderId: order.orderId,
          weightGrams: 5,
          lines: [{ orderLineId: line?.orderLineId, quantity: 2 }],
        }),
      ),
    );
    expect(answers.filter(({ shipment }) => shipment !== null)).toHaveLength(2);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(
      Array.from({ length: 4 }, () => 'TOO_MUCH'),
    );
  });

  it('cannot be brought to pack more than is picked, or pick more than is ordered, by any statement', async () => {
    const { order } = await floor.packed(2);
    for (const change of ['packed_quantity = 3', 'picked_quantity = 3', 'picked_quantity = 1'])
      await expect(
        fulfillment.database.transaction(store.id, (tx) =>
          tx.query(`UPDATE fulfillment_lines SET ${change} WHERE order_line_id = $1`, [
            order.lines[0]?.orderLineId,
          ]),
        ),
      ).rejects.toThrow(/fulfillment_lines_p(ick|ack)ed_within/);
  });
});

describe('buyShippingLabel', () => {
  it('buys the cheapest rate, or the one that is named', async () => {
    const RATES =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Shipment { rates { id cost { amount currency } days } } } }';
    const { shipment } = await floor.packed();
    const r = [{ __typename: 'Shipment', id: shipment.id }];
    const { _entities } = await fulfillment.ask<{ _entities: { rates: { id: string }[] }[] }>(staff, RATES, {
      r,
    });
    expect(_entities[0]?.rates.map(({ id }) => id)).toEqual(['letter', 'tracked', 'express']);
    const cheapest = await floor.label(shipment.id);
    expect(cheapest.shipment).toMatchObject({
      status: 'LABELED',
      service: 'Letter',
      cost: { amount: 95, currency: 'USD' },
      trackingNumber: expect.stringMatching(/^LB\d{12}$/),
    });
    expect(await fulfillment.ask(staff, RATES, { r })).toEqual({ _entities: [{ rates: null }] });
    const named = await floor.label((await floor.packed()).shipment.id, 'express');
    expect(named.shipment).toMatchObject({ service: 'Express', cost: { amount: 1_299, currency: 'USD' } });
  });

  it('gives a label that prints the address and needs no sign-in', async () => {
    const { shipment } = await floor.packed();
    const labelUrl = (await floor.label(shipment.id)).shipment?.labelUrl ?? '';
    const [type, content] = labelUrl.split(',');
    expect(type).toBe('data:image/svg+xml;base64');
    const svg = Buffer.from(content ?? '', 'base64').toString();
    expect(svg).toMatch(/Ada Lovelace.*12 St James Square.*97477 Springfield, OR/s);
  });

  it('keeps the label that there is, also when several people buy one at the same time', async () => {
    const { shipment } = await floor.packed();
    const before = fulfillment.carrier.bought.length;
    const answers = await Promise.all(
      ['letter', 'express', 'tracked', undefined].map((rate) => floor.label(shipment.id, rate)),
    );
    const bought = fulfillment.carrier.bought.slice(before);
    expect(new Set(bought.map(({ idempotencyKey }) => idempotencyKey))).toEqual(new Set([shipment.id]));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.shipment))).size).toBe(1);
    const again = await floor.label(shipment.id, 'express');
    expect(again.shipment).toEqual(answers[0]?.shipment);
    expect(fulfillment.carrier.bought).toHaveLength(before + bought.length);
  });

  it('refuses an unknown package, an unknown rate, and a package that left without a label', async () => {
    for (const id of [newId(), 'x'])
      expect((await floor.label(id)).userErrors[0]).toMatchObject({
        code: 'NOT_FOUND',
        field: ['shipmentId'],
      });
    const { shipment } = await floor.packed();
    expect((await floor.label(shipment.id, 'rocket')).userErrors[0]).toMatchObject({
      code: 'NOT_FOUND',
      field: ['rateId'],
    });
    await floor.ship(shipment.id);
    expect((await floor.label(shipment.id)).userErrors[0]?.code).toBe('NOT_ALLOWED_NOW');
  });

  it('buys nothing while the carrier is away, and says so', async () => {
    const { shipment } = await floor.packed();
    fulfillment.carrier.down = true;
    const { userErrors } = await floor.label(shipment.id);
    const RATES = `query { _entities(representations: [{ __typename: "Shipment", id: "${shipment.id}" }]) { ... on Shipment { rates { id } } } }`;
    await expect(fulfillment.ask(staff, RATES)).rejects.toMatchObject({
      extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' },
    });
    fulfillment.carrier.down = false;
    expect(userErrors[0]).toMatchObject({ code: 'CARRIER_UNAVAILABLE', field: ['shipmentId'] });
    expect((await floor.label(shipment.id)).shipment?.status).toBe('LABELED');
  });

  it('holds no transaction open while the carrier thinks, and gives back a label that comes too late', async () => {
    const { shipment, order } = await floor.packed();
    fulfillment.carrier.beforeSale = async () => {
      fulfillment.carrier.beforeSale = () => Promise.resolve();
      // Would wait for the lock, if buying held it.
      await fulfillment.deliver(store.id, 'OrderCancellationRequested', {
        orderId: order.orderId,
        reason: null,
      });
    };
    const { userErrors } = await floor.label(shipment.id);
    expect(userErrors[0]?.code).toBe('NOT_ALLOWED_NOW');
    expect(fulfillment.carrier.voided).toHaveLength(1);
    expect(await floor.shipments(order.orderId)).toMatchObject([{ status: 'CANCELLED', labelUrl: null }]);
  });
});

describe('markShipped', () => {
  it('ships a labelled package once, however often and by however many it is said', async () => {
    const { shipment, order, batch } = await floor.packed();
    const { shipment: labelled } = await floor.label(shipment.id);
    const answers = await Promise.all(Array.from({ length: 5 }, () => floor.ship(shipment.id)));
    answers.push(await floor.ship(shipment.id));
    for (const answer of answers)
      expect(answer.shipment).toMatchObject({ status: 'SHIPPED', shippedAt: '2026-03-10T12:00:00.000Z' });
    expect(await fulfillment.toldOf(order.orderId, 'ShipmentShipped')).toEqual([
      {
        orderId: order.orderId,
        shipmentId: shipment.id,
        carrier: 'Longbox Post',
        service: 'Letter',
        trackingNumber: labelled?.trackingNumber,
        shippedAt: fulfillment.now,
        lines: [{ orderLineId: order.lines[0]?.orderLineId, quantity: 2 }],
      },
    ]);
    expect((await floor.shipments(order.orderId))[0]).toMatchObject({
      trackingEvents: [{ status: 'SHIPPED' }],
    });
    expect((await floor.batchNow(batch.id))?.status).toBe('COMPLETED');
  });

  it('ships a letter without a label', async () => {
    const { shipment } = await floor.packed();
    expect((await floor.ship(shipment.id)).shipment).toMatchObject({
      status: 'SHIPPED',
      trackingNumber: null,
    });
  });

  it('refuses a package that is unknown, malformed or of another store', async () => {
    const { shipment } = await floor.packed();
    const stranger = onTheFloor(fulfillment, callerOf('staff', storeOf('stranger')));
    for (const answer of [
      await floor.ship(newId()),
      await floor.ship('x'),
      await stranger.ship(shipment.id),
      await stranger.label(shipment.id),
    ])
      expect(answer.userErrors[0]).toMatchObject({ code: 'NOT_FOUND', field: ['shipmentId'] });
  });

  it('completes a batch whose last orders leave at the same moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const orders = await Promise.all(
        Array.from({ length: 4 }, () => floor.confirm({ places: [['A-1', 1]] })),
      );
      const { id, pickList } = await floor.opened(...orders);
      await floor.pick(
        id,
        pickList.stops.map(({ sequence }) => ({ sequence, pickedQuantity: 1 })),
      );
      const packed = await Promise.all(orders.map(({ orderId }) => floor.pack({ orderId, weightGrams: 5 })));
      await Promise.all(packed.map(({ shipment }) => floor.ship(shipment?.id ?? '')));
      expect((await floor.batchNow(id))?.status).toBe('COMPLETED');
    }
  });

  it('leaves a completed batch as it is, and takes the same counts again', async () => {
    const { shipment, batch } = await floor.packed(2);
    await floor.ship(shipment.id);
    const same = await floor.pick(batch.id, [{ sequence: 1, pickedQuantity: 2 }]);
    expect(same).toMatchObject({ batch: { status: 'COMPLETED' }, userErrors: [] });
    const other = await floor.pick(batch.id, [{ sequence: 1, pickedQuantity: 1 }]);
    expect(other.userErrors[0]).toMatchObject({ code: 'NOT_ALLOWED_NOW', field: ['input', 'batchId'] });
  });
});
