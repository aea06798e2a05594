import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { callerOf, storeOf } from '@longbox/testing';
import { onTheFloor, type Floor } from './floor.fixtures.ts';
import { BACK, MAIN, confirmedOrder, openFulfillment, type Fulfillment } from './fulfillment.fixtures.ts';

const store = storeOf('batches');
const staff = callerOf('staff', store);

let fulfillment: Fulfillment;
let floor: Floor;

beforeAll(async () => {
  fulfillment = await openFulfillment();
  floor = onTheFloor(fulfillment, staff);
});

afterAll(() => fulfillment.close());

describe('a confirmed order', () => {
  it('waits to be picked, and is opened once however often it is told', async () => {
    const order = confirmedOrder({ places: [['A-1', 1]] });
    for (let time = 0; time < 2; time += 1) await fulfillment.deliver(store.id, 'OrderConfirmed', order);
    expect(await fulfillment.told(order.orderId)).toEqual(['FulfillmentOpened']);
    const [row] = await fulfillment.rows<{ id: string }>(
      store.id,
      'SELECT id FROM fulfillments WHERE order_id = $1',
      [order.orderId],
    );
    expect(await fulfillment.toldOf(order.orderId, 'FulfillmentOpened')).toEqual([
      { orderId: order.orderId, fulfillmentId: row?.id },
    ]);
  });
});

describe('createFulfillmentBatch', () => {
  it('lays out one walk over all orders: location, bin in natural order, the same card of a bin at once', async () => {
    const [shared, other] = [newId(), newId()];
    const first = await floor.confirm(
      {
        variantId: shared,
        places: [
          ['A-10', 1],
          ['A-2', 2],
        ],
      },
      {
        variantId: other,
        places: [
          [null, 1],
          ['b-1', 1, BACK],
        ],
      },
    );
    const second = await floor.confirm({ variantId: shared, places: [['A-2', 3]] });
    const batch = await floor.opened(first, second);
    expect(batch).toMatchObject({ number: 'B-1', status: 'OPEN' });
    expect(batch.orders.map(({ id }) => id)).toEqual([first.orderId, second.orderId]);
    const stops = batch.pickList.stops.map((stop) => [
      stop.sequence,
      stop.location.id,
      stop.bin,
      stop.variant.id,
      stop.quantity,
      stop.orderIds,
    ]);
    expect(stops).toEqual([
      [1, BACK.id, 'b-1', other, 1, [first.orderId]],
      [2, MAIN.id, 'A-2', shared, 5, [first.orderId, second.orderId]],
      [3, MAIN.id, 'A-10', shared, 1, [first.orderId]],
      [4, MAIN.id, null, other, 1, [first.orderId]],
    ]);
    expect(batch.pickList.estimatedSeconds).toBe(20 + 8 * 4 + 3 * 8);
    expect(await floor.batchNow(batch.id)).toEqual(batch);
  });

  it('refuses what is not ready by its place, and takes none of the others', async () => {
    const [ready, taken] = [
      await floor.confirm({ places: [['A-1', 1]] }),
      await floor.confirm({ places: [['A-1', 1]] }),
    ];
    await floor.opened(taken);
    const cancelled = await floor.confirm({ places: [['A-1', 1]] });
    await fulfillment.deliver(store.id, 'OrderCancellationRequested', {
      orderId: cancelled.orderId,
      reason: null,
    });
    const foreign = confirmedOrder({ places: [['A-1', 1]] });
    await fulfillment.deliver(newId(), 'OrderConfirmed', foreign);
    const bad = [newId(), 'nonsense', taken.orderId, cancelled.orderId, foreign.orderId];
    const { batch, userErrors } = await floor.batch({ orderIds: [ready.orderId, ...bad] });
    expect(batch).toBeNull();
    // What is malformed is known before anything is looked up.
    expect(userErrors).toMatchObject([{ code: 'NOT_READY', field: ['input', 'orderIds', '2'] }]);
    const looked = await floor.batch({ orderIds: [ready.orderId, ...bad.filter((id) => id !== 'nonsense')] });
    expect(looked.userErrors).toMatchObject(
      [1, 2, 3, 4].map((index) => ({ code: 'NOT_READY', field: ['input', 'orderIds', String(index)] })),
    );
    expect((await floor.opened(ready)).orders).toHaveLength(1);
  });

  it.each([
    ['no order', { orderIds: [] }, 'REQUIRED', ['orderIds']],
    ['101 orders', { orderIds: Array.from({ length: 101 }, () => newId()) }, 'TOO_MANY', ['orderIds']],
    [
      'an order named twice',
      { orderIds: ['A', 'a'].map((c) => `0190a000-0000-7000-8000-00000000000${c}`) },
      'INVALID',
      ['orderIds', '1'],
    ],
    [
      'a name of control characters',
      { orderIds: [newId()], assignedTo: 'a\u0000' },
      'INVALID',
      ['assignedTo'],
    ],
    ['an empty key', { orderIds: [newId()], idempotencyKey: '' }, 'INVALID', ['idempotencyKey']],
  ])('refuses %s', async (_, input, code, path) => {
    const { batch, userErrors } = await floor.batch(input);
    expect(batch).toBeNull();
    expect(userErrors[0]).toMatchObject({ code, field: ['input', ...path] });
  });

  it('opens one batch for one key, also at the same time, and keeps the key free when it was refused', async () => {
    const order = await floor.confirm({ places: [['A-1', 1]] });
    const input = { orderIds: [order.orderId], assignedTo: 'Grace', idempotencyKey: newId() };
    const answers = await Promise.all(Array.from({ length: 6 }, () => floor.batch(input)));
    expect(new Set(answers.map(({ batch }) => batch?.id)).size).toBe(1);
    expect(answers[0]?.batch).not.toBeNull();
    const reused = await floor.batch({ ...input, assignedTo: 'Ada' });
    expect(reused.userErrors[0]?.code).toBe('IDEMPOTENCY_KEY_REUSED');

    const late = confirmedOrder({ places: [['A-1', 1]] });
    const early = { orderIds: [late.orderId], idempotencyKey: newId() };
    expect((await floor.batch(early)).userErrors[0]?.code).toBe('NOT_READY');
    await fulfillment.deliver(store.id, 'OrderConfirmed', late);
    expect((await floor.batch(early)).batch).not.toBeNull();
  });

  it('puts an order into one batch only when several are opened at once, and numbers them without a gap', async () => {
    const own = callerOf('staff', storeOf('numbers'));
    const there = onTheFloor(fulfillment, own);
    const made = await Promise.all(Array.from({ length: 6 }, () => there.confirm({ places: [['A-1', 1]] })));
    const orderIds = made.map(({ orderId }) => orderId);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, turn) =>
        there.batch({ orderIds: turn % 2 ? orderIds : orderIds.toReversed() }),
      ),
    );
    expect(answers.filter(({ batch }) => batch !== null)).toHaveLength(1);
    const more = await there.confirm({ places: [['A-1', 1]] });
    expect((await there.opened(more)).number).toBe('B-2');
  });
});

describe('recordPicks', () => {
  it('takes counts, so that sending it again changes nothing, and follows how far the batch is', async () => {
    const order = await floor.confirm({
      places: [
        ['A-1', 2],
        ['A-2', 1],
      ],
    });
    const { id, pickList } = await floor.opened(order);
    const half = [{ sequence: 1, pickedQuantity: 1 }];
    for (const answer of [await floor.pick(id, half), await floor.pick(id, half)]) {
      expect(answer.userErrors).toEqual([]);
      expect(answer.batch).toMatchObject({ status: 'PICKING' });
      expect(answer.batch?.pickList.stops.map(({ pickedQuantity }) => pickedQuantity)).toEqual([1, 0]);
    }
    const rest = [
      { stopId: pickList.stops[0]?.id, pickedQuantity: 2, short: true },
      { sequence: 2, pickedQuantity: 0, short: true },
    ];
    const { batch } = await floor.pick(id, rest);
    expect(batch?.status).toBe('PICKED');
    // All that was wanted was there: that is not short.
    expect(batch?.pickList.stops.map(({ short }) => short)).toEqual([false, true]);
    const found = await floor.pick(id, [{ sequence: 2, pickedQuantity: 1 }]);
    expect(found.batch?.pickList.stops[1]).toMatchObject({ pickedQuantity: 1, short: false });
  });

  it('gives what was found to the orders in the order of the batch', async () => {
    const variantId = newId();
    const [first, second] = [
      await floor.confirm({ variantId, places: [['A-1', 2]] }),
      await floor.confirm({ variantId, places: [['A-1', 2]] }),
    ];
    const { id } = await floor.opened(second, first);
    await floor.pick(id, [{ sequence: 1, pickedQuantity: 3, short: true }]);
    const packed = async ({ orderId }: { orderId: string }) =>
      (await floor.pack({ orderId, weightGrams: 5 })).shipment?.lines[0]?.quantity;
    expect(await packed(second)).toBe(2);
    expect(await packed(first)).toBe(1);
  });

  it.each([
    ['no pick', () => [], 'REQUIRED', ['picks']],
    [
      '1,001 picks',
      () => Array.from({ length: 1_001 }, () => ({ sequence: 1, pickedQuantity: 1 })),
      'TOO_MANY',
      ['picks'],
    ],
    ['no stop', () => [{ pickedQuantity: 1 }], 'REQUIRED', ['picks', '0', 'sequence']],
    [
      'an unknown sequence',
      () => [{ sequence: 9, pickedQuantity: 1 }],
      'NOT_FOUND',
      ['picks', '0', 'sequence'],
    ],
    [
      'an unknown stop',
      () => [{ stopId: newId(), pickedQuantity: 1 }],
      'NOT_FOUND',
      ['picks', '0', 'stopId'],
    ],
    [
      'a malformed stop',
      () => [{ stopId: 'x\u0000', pickedQuantity: 1 }],
      'NOT_FOUND',
      ['picks', '0', 'stopId'],
    ],
    [
      'less than nothing',
      () => [{ sequence: 1, pickedQuantity: -1 }],
      'INVALID',
      ['picks', '0', 'pickedQuantity'],
    ],
    [
      'more than is wanted',
      () => [{ sequence: 1, pickedQuantity: 3 }],
      'TOO_MUCH',
      ['picks', '0', 'pickedQuantity'],
    ],
    [
      'a stop named twice',
      () => [
        { sequence: 1, pickedQuantity: 1 },
        { sequence: 1, pickedQuantity: 2 },
      ],
      'INVALID',
      ['picks', '1', 'sequence'],
    ],
  ])('refuses %s, and counts nothing', async (_, picks, code, path) => {
    const order = await floor.confirm({ places: [['A-1', 2]] });
    const { id } = await floor.opened(order);
    const { batch, userErrors } = await floor.pick(id, picks());
    expect(batch).toBeNull();
    expect(userErrors[0]).toMatchObject({ code, field: ['input', ...path] });
    expect((await floor.batchNow(id))?.status).toBe('OPEN');
  });

  it('refuses a batch that is unknown, malformed or of another store', async () => {
    const order = await floor.confirm({ places: [['A-1', 2]] });
    const { id } = await floor.opened(order);
    const stranger = onTheFloor(fulfillment, callerOf('staff', storeOf('stranger')));
    const pick = [{ sequence: 1, pickedQuantity: 1 }];
    for (const answer of [
      await floor.pick(newId(), pick),
      await floor.pick('x', pick),
      await stranger.pick(id, pick),
    ])
      expect(answer.userErrors[0]).toMatchObject({ code: 'NOT_FOUND', field: ['input', 'batchId'] });
  });

  it('refuses to count fewer than are packed already', async () => {
    const { batch, order } = await floor.packed(2);
    const { userErrors } = await floor.pick(batch.id, [{ sequence: 1, pickedQuantity: 1, short: true }]);
    expect(userErrors[0]).toMatchObject({ code: 'NOT_ALLOWED_NOW', field: ['input', 'picks'] });
    expect((await floor.batchNow(batch.id))?.pickList.stops[0]?.pickedQuantity).toBe(2);
    expect(await floor.shipments(order.orderId)).toHaveLength(1);
  });

  it('shows the second of two mutations in one request what the first has changed', async () => {
    const order = await floor.confirm({ places: [['A-1', 2]] });
    const { id } = await floor.opened(order);
    const pick = (count: number) =>
      `recordPicks(input: { batchId: "${id}", picks: [{ sequence: 1, pickedQuantity: ${count} }] }) { batch { pickList { stops { pickedQuantity } } } }`;
    const answer = await fulfillment.ask(staff, `mutation { one: ${pick(1)} two: ${pick(2)} }`);
    const seen = (pickedQuantity: number) => ({ batch: { pickList: { stops: [{ pickedQuantity }] } } });
    expect(answer).toEqual({ one: seen(1), two: seen(2) });
  });
});

describe('fulfillmentBatches', () => {
  const LIST = `query ($status: BatchStatus, $first: Int!, $after: String) { fulfillmentBatches(status: $status, first: $first, after: $after) {
    edges { cursor node { id status } } pageInfo { hasNextPage endCursor } } }`;
  interface List {
    readonly fulfillmentBatches: {
      readonly edges: { readonly node: { readonly id: string } }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  }

  it('are listed newest first, page by page and by status', async () => {
    const own = callerOf('staff', storeOf('list'));
    const there = onTheFloor(fulfillment, own);
    const made: string[] = [];
    for (let i = 0; i < 5; i += 1)
      made.unshift((await there.opened(await there.confirm({ places: [['A-1', 1]] }))).id);
    await there.pick(made[1] ?? '', [{ sequence: 1, pickedQuantity: 1 }]);
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: List['fulfillmentBatches'] = (await fulfillment.ask<List>(own, LIST, { first: 2, after }))
        .fulfillmentBatches;
      seen.push(...page.edges.map(({ node }) => node.id));
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    expect(seen).toEqual(made);
    const { fulfillmentBatches } = await fulfillment.ask<List>(own, LIST, { first: 5, status: 'PICKED' });
    expect(fulfillmentBatches.edges.map(({ node }) => node.id)).toEqual([made[1]]);
  });

  it('refuse a page that is too long and a cursor that is none', async () => {
    const cursor = (value: unknown) => Buffer.from(JSON.stringify([value])).toString('base64url');
    for (const page of [
      { first: 0 },
      { first: 101 },
      { first: 1, after: 'x' },
      { first: 1, after: cursor('x') },
      { first: 1, after: cursor(7) },
    ])
      await expect(fulfillment.ask(staff, LIST, page)).rejects.toMatchObject({
        extensions: { code: 'BAD_USER_INPUT' },
      });
  });
});
