import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { callerOf, storeOf, waitFor } from '@longbox/testing';
import { onTheFloor, type Floor, type ShipmentAnswer } from './floor.fixtures.ts';
import { confirmedOrder, openFulfillment, type Fulfillment } from './fulfillment.fixtures.ts';

const store = storeOf('cancellation');
const staff = callerOf('staff', store);

let fulfillment: Fulfillment;
let floor: Floor;

beforeAll(async () => {
  fulfillment = await openFulfillment();
  floor = onTheFloor(fulfillment, staff);
});

afterAll(() => fulfillment.close());

const cancel = (orderId: string) =>
  fulfillment.deliver(store.id, 'OrderCancellationRequested', { orderId, reason: 'changed my mind' });
const ended = (orderId: string) =>
  fulfillment.deliver(store.id, 'OrderCancelled', { orderId, reason: 'REQUESTED', message: 'Cancelled.' });

describe('a cancellation', () => {
  it('is granted before anything has left, cancels the packages, and is answered the same when asked again', async () => {
    const { order, shipment, batch } = await floor.packed();
    await floor.label(shipment.id);
    await cancel(order.orderId);
    await cancel(order.orderId);
    expect(await fulfillment.told(order.orderId)).toEqual([
      'FulfillmentOpened',
      'ShipmentPacked',
      'FulfillmentCancelled',
      'FulfillmentCancelled',
    ]);
    expect(await floor.shipments(order.orderId)).toMatchObject([{ id: shipment.id, status: 'CANCELLED' }]);
    expect((await floor.batchNow(batch.id))?.status).toBe('COMPLETED');
    for (const answer of [await floor.ship(shipment.id), await floor.label(shipment.id)])
      expect(answer.userErrors[0]).toMatchObject({ code: 'NOT_ALLOWED_NOW', field: ['shipmentId'] });
    const packed = await floor.pack({ orderId: order.orderId, weightGrams: 5 });
    expect(packed.userErrors[0]).toMatchObject({ code: 'NOT_ALLOWED_NOW', field: ['input', 'orderId'] });
  });

  it('is refused when a package has left, and the rest can still be shipped', async () => {
    const { order } = await floor.picked(2);
    const one = { orderLineId: order.lines[0]?.orderLineId, quantity: 1 };
    const first = await floor.pack({ orderId: order.orderId, weightGrams: 5, lines: [one] });
    await floor.ship(first.shipment?.id ?? '');
    await cancel(order.orderId);
    expect((await fulfillment.told(order.orderId)).at(-1)).toBe('FulfillmentCancellationRefused');
    const rest = await floor.pack({ orderId: order.orderId, weightGrams: 5 });
    expect((await floor.ship(rest.shipment?.id ?? '')).shipment?.status).toBe('SHIPPED');
  });

  it('takes the order out of the walk, and the others keep theirs', async () => {
    const variantId = newId();
    const [gone, kept] = [
      await floor.confirm({ variantId, places: [['A-1', 2]] }, { places: [['B-1', 1]] }),
      await floor.confirm({ variantId, places: [['A-1', 3]] }),
    ];
    const { id } = await floor.opened(gone, kept);
    // One of the cancelled order's pieces is in somebody's hand already, and is put back.
    await floor.pick(id, [{ sequence: 1, pickedQuantity: 1 }]);
    await cancel(gone.orderId);
    const walk = await floor.batchNow(id);
    expect(walk?.pickList.stops).toMatchObject([
      { sequence: 1, quantity: 4, pickedQuantity: 1, orderIds: [kept.orderId] },
    ]);
    const { batch } = await floor.pick(id, [{ sequence: 1, pickedQuantity: 4 }]);
    expect(batch?.status).toBe('PICKED');
    const { shipment } = await floor.pack({ orderId: kept.orderId, weightGrams: 5 });
    expect(shipment?.lines).toEqual([{ orderLineId: kept.lines[0]?.orderLineId, quantity: 3 }]);
    await floor.ship(shipment?.id ?? '');
    expect((await floor.batchNow(id))?.status).toBe('COMPLETED');
  });

  it('leaves a batch PICKED when what was not picked was the cancelled order’s', async () => {
    const [done, gone] = [
      await floor.confirm({ places: [['A-1', 1]] }),
      await floor.confirm({ places: [['A-2', 1]] }),
    ];
    const { id } = await floor.opened(done, gone);
    expect((await floor.pick(id, [{ sequence: 1, pickedQuantity: 1 }])).batch?.status).toBe('PICKING');
    await cancel(gone.orderId);
    expect((await floor.batchNow(id))?.status).toBe('PICKED');
  });

  it('that comes before the confirmation opens nothing, whichever event brings it', async () => {
    const [asked, over] = [
      confirmedOrder({ places: [['A-1', 1]] }),
      confirmedOrder({ places: [['A-1', 1]] }),
    ];
    await cancel(asked.orderId);
    await ended(over.orderId);
    for (const order of [asked, over]) await fulfillment.deliver(store.id, 'OrderConfirmed', order);
    expect(await fulfillment.told(asked.orderId)).toEqual(['FulfillmentCancelled']);
    expect(await fulfillment.told(over.orderId)).toEqual([]);
    for (const { orderId } of [asked, over])
      expect((await floor.batch({ orderIds: [orderId] })).userErrors[0]?.code).toBe('NOT_READY');
  });

  it('that is told without having been asked for stops an order that waits, and says nothing', async () => {
    const { order, shipment } = await floor.packed();
    await ended(order.orderId);
    expect((await floor.ship(shipment.id)).userErrors[0]?.code).toBe('NOT_ALLOWED_NOW');
    expect(await fulfillment.told(order.orderId)).toEqual(['FulfillmentOpened', 'ShipmentPacked']);
  });

  it('of what has left leaves the package what it is', async () => {
    const { order, shipment } = await floor.packed();
    await floor.ship(shipment.id);
    await ended(order.orderId);
    expect(await floor.shipments(order.orderId)).toMatchObject([{ status: 'SHIPPED' }]);
  });

  it('at the moment of the confirmation leaves no order that waits though its cancellation was granted', async () => {
    for (let round = 0; round < 20; round += 1) {
      const order = confirmedOrder({ places: [['A-1', 1]] });
      await Promise.all([fulfillment.deliver(store.id, 'OrderConfirmed', order), cancel(order.orderId)]);
      const [row] = await fulfillment.rows<{ status: string }>(
        store.id,
        'SELECT status FROM fulfillments WHERE order_id = $1',
        [order.orderId],
      );
      expect(row?.status).toBe('CANCELLED');
    }
  });

  /** Lets the first stop in the middle of its transaction, where it wants the batch, until the second waits for it. */
  async function inTheMiddleOf(
    batchId: string,
    first: () => Promise<unknown>,
    second: () => Promise<unknown>,
  ) {
    const waiting = (count: number) =>
      waitFor(
        async () => {
          const rows = await fulfillment.rows<unknown>(
            store.id,
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
          );
          return rows.length >= count;
        },
        { what: `${count} transactions to wait` },
      );
    const running: Promise<unknown>[] = [];
    await fulfillment.database.transaction(store.id, async (tx) => {
      await tx.query('SELECT 1 FROM batches WHERE id = $1 FOR UPDATE', [batchId]);
      running.push(first());
      await waiting(1);
      running.push(second());
      await waiting(2);
    });
    await Promise.all(running);
  }

  /** An order of two pieces of which one is packed. */
  async function halfPacked() {
    const { order, batch } = await floor.picked(2);
    const lines = [{ orderLineId: order.lines[0]?.orderLineId, quantity: 1 }];
    const { shipment } = await floor.pack({ orderId: order.orderId, weightGrams: 5, lines });
    return { orderId: order.orderId, batchId: batch.id, shipmentId: shipment?.id ?? '' };
  }

  it('in the middle of whose way a package leaves waits for it, and is refused', async () => {
    const { orderId, batchId, shipmentId } = await halfPacked();
    await inTheMiddleOf(
      batchId,
      () => floor.ship(shipmentId),
      () => cancel(orderId),
    );
    expect((await fulfillment.told(orderId)).slice(2)).toEqual([
      'ShipmentShipped',
      'FulfillmentCancellationRefused',
    ]);
    expect(await floor.shipments(orderId)).toMatchObject([{ status: 'SHIPPED' }]);
  });

  it('that has begun is waited for by whoever ships, and nothing leaves', async () => {
    const { orderId, batchId, shipmentId } = await halfPacked();
    const answers: ShipmentAnswer[] = [];
    await inTheMiddleOf(
      batchId,
      () => cancel(orderId),
      async () => void answers.push(await floor.ship(shipmentId)),
    );
    expect(answers).toMatchObject([{ shipment: null, userErrors: [{ code: 'NOT_ALLOWED_NOW' }] }]);
    expect((await fulfillment.told(orderId)).slice(2)).toEqual(['FulfillmentCancelled']);
    expect(await floor.shipments(orderId)).toMatchObject([{ status: 'CANCELLED' }]);
  });

  it('and a package that leaves at the same moment: exactly one wins, and both say the same', async () => {
    const winners = new Set<string>();
    for (let round = 0; round < 30; round += 1) {
      const { order, shipment } = await floor.packed();
      // Whoever begins first has the better chance, so each begins half of the time.
      const cancelling = round % 2 === 0 ? cancel(order.orderId) : undefined;
      const [shipped] = await Promise.all([floor.ship(shipment.id), cancelling ?? cancel(order.orderId)]);
      const told = (await fulfillment.told(order.orderId)).slice(2);
      const left = shipped.shipment !== null;
      winners.add(left ? 'shipping' : 'cancelling');
      expect(told.toSorted()).toEqual(
        left ? ['FulfillmentCancellationRefused', 'ShipmentShipped'] : ['FulfillmentCancelled'],
      );
      expect(shipped.userErrors.map(({ code }) => code)).toEqual(left ? [] : ['NOT_ALLOWED_NOW']);
      expect((await floor.shipments(order.orderId))[0]?.status).toBe(left ? 'SHIPPED' : 'CANCELLED');
    }
    expect(winners).toEqual(new Set(['shipping', 'cancelling']));
  });

  it('and picks, packs and ships of one batch at the same time neither hang nor lose anything', async () => {
    const variantId = newId();
    const orders = await Promise.all(
      Array.from({ length: 8 }, () => floor.confirm({ variantId, places: [['A-1', 2]] })),
    );
    const { id } = await floor.opened(...orders);
    await floor.pick(id, [{ sequence: 1, pickedQuantity: 16 }]);
    await Promise.all(
      orders.map(async ({ orderId }, index) => {
        if (index % 2 === 0) return cancel(orderId);
        await floor.pick(id, [{ sequence: 1, pickedQuantity: 16 }]);
        const { shipment } = await floor.pack({ orderId, weightGrams: 5 });
        await floor.ship(shipment?.id ?? '');
      }),
    );
    expect((await floor.batchNow(id))?.status).toBe('COMPLETED');
    for (const [index, { orderId }] of orders.entries())
      expect(
        (await floor.shipments(orderId)).map(({ status, lines }) => [status, lines[0]?.quantity]),
      ).toEqual(index % 2 === 0 ? [] : [['SHIPPED', 2]]);
  });
});
