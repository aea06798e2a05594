import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { waitFor } from '@longbox/testing';
import type { PaymentProvider } from './application/payment-provider.ts';
import { orderUnderTest, type OrderUnderTest } from './order.fixtures.ts';
import { createTestProvider } from './payments/test-provider.ts';
import { CARD, openShop, type OrderView } from './shop.fixtures.ts';

/** The test provider, with a memory of what it did and a way to fail and to answer late. */
function watchedProvider() {
  const test = createTestProvider();
  const calls: string[] = [];
  const trouble = { captures: 0, refuseCapture: false, answerAfterMs: 0 };
  const provider: PaymentProvider = {
    name: 'test',
    async authorize(request, signal) {
      calls.push('authorize');
      if (trouble.answerAfterMs > 0)
        await new Promise((resolve) => setTimeout(resolve, trouble.answerAfterMs));
      return test.authorize(request, signal);
    },
    async capture(request, signal) {
      calls.push(`capture ${request.amountMinor}`);
      if (trouble.refuseCapture) return { status: 'refused', message: 'The authorisation has run out.' };
      if (trouble.captures-- > 0) throw new Error('connection reset');
      return test.capture(request, signal);
    },
    async void(request, signal) {
      calls.push('void');
      return test.void(request, signal);
    },
  };
  return { provider, calls, trouble };
}

const till = watchedProvider();
let order: OrderUnderTest;
beforeAll(async () => {
  order = await orderUnderTest(
    { paymentTimeoutSeconds: 1, providerAnswerSeconds: 0.4 },
    { provider: till.provider },
  );
  await order.subgraph.start();
});
afterAll(() => order.stop());

type Shop = ReturnType<typeof openShop>;

const statusesOf = (view: OrderView | null) =>
  [view?.status, view?.paymentStatus, view?.fulfillmentStatus].join(' ');
const until = (shop: Shop, id: string, statuses: string) =>
  waitFor(
    async () => {
      const view = await shop.readOrder(id, shop.staff);
      return statusesOf(view) === statuses ? view : undefined;
    },
    { what: `the order to be ${statuses}` },
  );
const saidOf = (view: OrderView | null) => view?.timeline.map(({ type }) => type);
/** Confirms a new order of so many pieces. */
async function confirmed(shop: Shop, quantity = 1): Promise<OrderView> {
  const variant = order.market.sell();
  const placed = await shop.place(variant, quantity);
  await shop.reserve(placed, variant);
  return until(shop, placed.id, 'CONFIRMED AUTHORIZED UNFULFILLED');
}
const toldWithoutStatuses = async (id: string) => {
  await waitFor(async () => (await order.told(id)).length === 0, { what: 'the outbox to be published' });
  const types = order.published
    .filter(({ key }) => key === id)
    .map(({ headers }) => headers['ce_type'] ?? '');
  return types.map((type) => type.split('.').at(-1)).filter((type) => type !== 'OrderStatusChanged');
};

describe('the order saga on the database', () => {
  it('confirms an order when stock is reserved and the payment authorised, whatever comes twice', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    const placed = await shop.place(variant, 2);
    await Promise.all([shop.reserve(placed, variant), shop.reserve(placed, variant)]);
    const view = await until(shop, placed.id, 'CONFIRMED AUTHORIZED UNFULFILLED');
    expect(saidOf(view)).toEqual(['ORDER_PLACED', 'STOCK_RESERVED', 'PAYMENT_AUTHORIZED', 'ORDER_CONFIRMED']);
    expect(await toldWithoutStatuses(placed.id)).toEqual(['OrderPlaced', 'OrderConfirmed']);
    const left = await order.query(
      shop.store.id,
      'SELECT 1 FROM payment_jobs j, order_timers t WHERE $1 IN (j.order_id, t.order_id)',
      [placed.id],
    );
    expect(left).toEqual([]);
  });

  it('captures what is shipped, part by part, to the total exactly, and each package once', async () => {
    const shop = openShop(order);
    const view = await confirmed(shop, 3);
    const [first, second] = [newId(), newId()];
    till.calls.length = 0;
    await order.deliver(shop.store.id, 'FulfillmentOpened', { orderId: view.id, fulfillmentId: newId() });
    await order.deliver(shop.store.id, 'ShipmentPacked', { orderId: view.id, shipmentId: first, lines: [] });
    await shop.ship(view, first, 1);
    await shop.ship(view, first, 1);
    await until(shop, view.id, 'CONFIRMED PARTIALLY_PAID PARTIALLY_FULFILLED');
    await shop.ship(view, second, 2);
    const end = await until(shop, view.id, 'FULFILLED PAID FULFILLED');
    await order.deliver(shop.store.id, 'ShipmentDelivered', {
      orderId: view.id,
      shipmentId: first,
      deliveredAt: new Date(),
    });
    expect(till.calls).toEqual(['capture 1499', 'capture 2000']);
    expect(end.total.amount).toBe(3_499);
    const { order: seen } = await order.ask<{ order: { payments: unknown[]; lines: unknown[] } }>(
      shop.staff,
      'query ($id: ID!) { order(id: $id) { lines { fulfilledQuantity } payments { kind status amount { amount } provider } } }',
      { id: view.id },
    );
    expect(seen.lines).toEqual([{ fulfilledQuantity: 3 }]);
    expect(seen.payments).toMatchObject([
      { kind: 'AUTHORIZATION', status: 'SUCCEEDED', amount: { amount: 3_499 }, provider: 'test' },
      { kind: 'CAPTURE', status: 'SUCCEEDED', amount: { amount: 1_499 } },
      { kind: 'CAPTURE', status: 'SUCCEEDED', amount: { amount: 2_000 } },
    ]);
    expect(saidOf(await shop.readOrder(view.id))?.slice(4)).toEqual([
      'FULFILLMENT_OPENED',
      'SHIPMENT_PACKED',
      'SHIPMENT_SHIPPED',
      'PAYMENT_CAPTURED',
      'SHIPMENT_SHIPPED',
      'ORDER_FULFILLED',
      'PAYMENT_CAPTURED',
      'SHIPMENT_DELIVERED',
    ]);
  });

  it('cancels when stock is refused, and says what was missing', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    const placed = await shop.place(variant, 2);
    const shortages = [
      { orderLineId: placed.lines[0]?.id ?? '', variantId: variant.id, requested: 2, available: 1 },
    ];
    await order.deliver(shop.store.id, 'InventoryReservationFailed', { orderId: placed.id, shortages });
    const end = await until(shop, placed.id, 'CANCELLED VOIDED UNFULFILLED');
    expect(end).toMatchObject({ cancelReason: 'OUT_OF_STOCK' });
    expect(end.timeline[1]?.message).toContain('(2 asked for, 1 left)');
    // Inventory's late word of success changes nothing.
    await shop.reserve(placed, variant);
    expect(statusesOf(await shop.readOrder(placed.id))).toBe('CANCELLED VOIDED UNFULFILLED');
  });

  it('cancels when the payment is declined, and lets the stock go', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    const placed = await shop.place(variant, 1, { payment: { token: CARD.declined } });
    await shop.reserve(placed, variant);
    const end = await until(shop, placed.id, 'CANCELLED DECLINED UNFULFILLED');
    expect(end.timeline.map(({ message }) => message)).toContain(
      'The payment on the card ending in 0002 was declined: The card was declined.',
    );
    expect(await toldWithoutStatuses(placed.id)).toEqual(['OrderPlaced', 'OrderCancelled']);
  });

  it('gives up a payment that is never answered, asks more than once, and voids it', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    till.calls.length = 0;
    const placed = await shop.place(variant, 1, { payment: { token: CARD.silent } });
    await shop.reserve(placed, variant);
    const end = await until(shop, placed.id, 'CANCELLED VOIDED UNFULFILLED');
    expect(end).toMatchObject({ cancelReason: 'PAYMENT_TIMED_OUT' });
    expect(saidOf(end)).toEqual([
      'ORDER_PLACED',
      'STOCK_RESERVED',
      'PAYMENT_TIMED_OUT',
      'ORDER_CANCELLED',
      'PAYMENT_VOIDED',
    ]);
    expect(till.calls.at(0)).toBe('authorize');
    expect(till.calls.at(-1)).toBe('void');
  });

  it('voids an authorisation that is answered after the order was cancelled', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    till.calls.length = 0;
    till.trouble.answerAfterMs = 300;
    const placed = await shop.place(variant);
    await shop.reserve(placed, variant);
    await waitFor(() => till.calls.includes('authorize'), { what: 'the provider to be asked' });
    const { order: cancelled } = await shop.cancel(placed.id, shop.guest, 'never mind');
    expect(cancelled?.status).toBe('CANCELLED');
    const end = await waitFor(
      async () => {
        const view = await shop.readOrder(placed.id);
        return saidOf(view)?.includes('PAYMENT_AUTHORIZED') && view?.paymentStatus === 'VOIDED'
          ? view
          : undefined;
      },
      { what: 'the late authorisation to be given back' },
    );
    till.trouble.answerAfterMs = 0;
    expect(end.status).toBe('CANCELLED');
    expect(till.calls.filter((call) => call === 'void')).toHaveLength(2);
  });

  it('cancels a reservation that does not come in time', async () => {
    const shop = openShop(order);
    const placed = await shop.place(order.market.sell());
    await order.query(shop.store.id, 'UPDATE order_timers SET due_at = now() WHERE order_id = $1', [
      placed.id,
    ]);
    const end = await until(shop, placed.id, 'CANCELLED VOIDED UNFULFILLED');
    expect(end).toMatchObject({ cancelReason: 'RESERVATION_TIMED_OUT' });
  });

  it('tries a capture again, and leaves one that is refused to people', async () => {
    const shop = openShop(order);
    const [retried, refused] = [await confirmed(shop), await confirmed(shop)];
    till.trouble.captures = 1;
    await shop.ship(retried, newId(), 1);
    await waitFor(async () => saidOf(await shop.readOrder(retried.id))?.includes('PAYMENT_CAPTURE_FAILED'), {
      what: 'the failure',
    });
    await order.query(shop.store.id, 'UPDATE payment_jobs SET run_at = now() WHERE order_id = $1', [
      retried.id,
    ]);
    await until(shop, retried.id, 'FULFILLED PAID FULFILLED');
    till.trouble.refuseCapture = true;
    await shop.ship(refused, newId(), 1);
    await waitFor(async () => saidOf(await shop.readOrder(refused.id))?.includes('PAYMENT_CAPTURE_FAILED'), {
      what: 'the refusal',
    });
    till.trouble.refuseCapture = false;
    const end = await shop.readOrder(refused.id);
    expect(statusesOf(end)).toBe('FULFILLED AUTHORIZED FULFILLED');
    expect(end?.timeline.at(-1)?.message).toContain('somebody has to look at it');
  }, 20_000);

  it('asks fulfillment before it cancels a confirmed order, and goes on when told no', async () => {
    const shop = openShop(order);
    const [yes, no] = [await confirmed(shop), await confirmed(shop)];
    for (const { id } of [yes, no]) {
      expect((await shop.cancel(id, shop.guest, 'too slow')).order?.status).toBe('CANCELLING');
      expect((await shop.cancel(id)).order?.status).toBe('CANCELLING');
    }
    await order.deliver(shop.store.id, 'FulfillmentCancelled', { orderId: yes.id });
    const end = await until(shop, yes.id, 'CANCELLED VOIDED UNFULFILLED');
    expect(end.timeline.map(({ message }) => message)).toContain(
      'The order was cancelled on request: too slow.',
    );
    expect((await shop.cancel(yes.id)).order).toMatchObject({ id: yes.id, status: 'CANCELLED' });
    expect(await toldWithoutStatuses(yes.id)).toEqual([
      'OrderPlaced',
      'OrderConfirmed',
      'OrderCancellationRequested',
      'OrderCancelled',
    ]);

    await order.deliver(shop.store.id, 'FulfillmentCancellationRefused', {
      orderId: no.id,
      message: 'It has left the store.',
    });
    expect(statusesOf(await shop.readOrder(no.id))).toBe('CONFIRMED AUTHORIZED UNFULFILLED');
    await shop.ship(no, newId(), 1);
    expect((await shop.cancel(no.id)).userErrors).toMatchObject([{ code: 'NOT_ALLOWED_NOW', field: ['id'] }]);
  });

  it('never rewrites the timeline', async () => {
    const shop = openShop(order);
    const placed = await shop.place(order.market.sell());
    for (const sql of [
      'UPDATE order_timeline SET message = $1',
      'DELETE FROM order_timeline WHERE message <> $1',
    ])
      await expect(order.query(shop.store.id, sql, ['x'])).rejects.toThrow('only ever added to');
    expect((await shop.readOrder(placed.id))?.timeline).toHaveLength(1);
  });

  it('ignores events of orders that the store does not have', async () => {
    const [shop, other] = [openShop(order), openShop(order)];
    const variant = order.market.sell();
    const placed = await shop.place(variant);
    await order.deliver(other.store.id, 'InventoryReservationFailed', { orderId: placed.id, shortages: [] });
    await order.deliver(shop.store.id, 'FulfillmentCancelled', { orderId: newId() });
    expect((await shop.readOrder(placed.id))?.status).toBe('PENDING');
  });
});
