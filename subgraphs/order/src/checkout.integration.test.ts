import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { orderUnderTest, type OrderUnderTest } from './order.fixtures.ts';
import { ADDRESS, CARD, openShop, type OrderPayload } from './shop.fixtures.ts';

let order: OrderUnderTest;
beforeAll(async () => {
  order = await orderUnderTest();
});
afterAll(() => order.stop());

const errorsOf = ({ userErrors }: OrderPayload) =>
  userErrors.map(({ code, field }) => [code, field?.join('.')]);

describe('a checkout', () => {
  it('places the order with the titles and prices of the moment, and tells inventory', async () => {
    const shop = openShop(order);
    const variant = order.market.sell(1_000);
    const placed = await shop.place(variant, 2);
    expect(placed).toMatchObject({
      number: '1001',
      status: 'PENDING',
      paymentStatus: 'PENDING',
      fulfillmentStatus: 'UNFULFILLED',
      email: 'robin@example.com',
      lines: [
        {
          sku: variant.sku,
          title: `${variant.productTitle} – Near Mint`,
          quantity: 2,
          unitPrice: { amount: 1_000 },
        },
      ],
      subtotal: { amount: 2_000 },
      shippingTotal: { amount: 499 },
      total: { amount: 2_499, currency: 'USD' },
      timeline: [{ type: 'ORDER_PLACED', message: 'The order was placed: 2 pieces, 24.99 USD.' }],
    });
    expect(await order.told(placed.id)).toEqual(['OrderPlaced', 'OrderStatusChanged']);
    const [timer] = await order.query(shop.store.id, 'SELECT kind FROM order_timers WHERE order_id = $1', [
      placed.id,
    ]);
    expect(timer).toEqual({ kind: 'RESERVATION' });
    expect((await shop.place(variant)).number).toBe('1002');
  });

  it('gives one order for one key, however often and however closely it is sent, and refuses another input', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    const cart = await shop.cartWith(variant);
    const input = { idempotencyKey: newId() };
    const answers = await Promise.all(Array.from({ length: 12 }, () => shop.checkout(cart.id, input)));
    answers.push(await shop.checkout(cart.id, input));
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(new Set(answers.map(({ order: placed }) => placed?.id)).size).toBe(1);
    expect(
      await order.query(shop.store.id, 'SELECT id FROM orders WHERE tenant_id = $1', [shop.store.id]),
    ).toHaveLength(1);
    const others = [
      { email: 'other@example.com' },
      { payment: { token: CARD.declined } },
      { shippingAddress: { ...ADDRESS, city: 'Elsewhere' } },
    ];
    for (const other of others)
      expect(errorsOf(await shop.checkout(cart.id, { ...input, ...other }))).toEqual([
        ['IDEMPOTENCY_KEY_REUSED', 'input.idempotencyKey'],
      ]);
  });

  it('lets only one of two carts have a key that both use at the same time', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    const carts = await Promise.all([shop.cartWith(variant), shop.cartWith(variant)]);
    const idempotencyKey = newId();
    const answers = await Promise.all(carts.map(({ id }) => shop.checkout(id, { idempotencyKey })));
    expect(answers.filter(({ order: placed }) => placed !== null)).toHaveLength(1);
    expect(answers.flatMap(errorsOf)).toEqual([['IDEMPOTENCY_KEY_REUSED', 'input.idempotencyKey']]);
  });

  it('makes one order of a cart that is checked out under two keys at the same time', async () => {
    const shop = openShop(order);
    const cart = await shop.cartWith(order.market.sell());
    const answers = await Promise.all(Array.from({ length: 6 }, () => shop.checkout(cart.id)));
    expect(answers.filter(({ order: placed }) => placed !== null)).toHaveLength(1);
    expect(answers.flatMap(errorsOf)).toEqual(
      Array.from({ length: 5 }, () => ['CART_CHECKED_OUT', 'input.cartId']),
    );
    expect(await shop.readCart(cart.id)).toBeNull();
  });

  it('numbers the orders of a store without a double under load', async () => {
    const shop = openShop(order);
    const variant = order.market.sell(1_000, 1_000);
    const orders = await Promise.all(Array.from({ length: 30 }, () => shop.place(variant)));
    expect(new Set(orders.map(({ number }) => number)).size).toBe(30);
    expect(Math.max(...orders.map(({ number }) => Number(number)))).toBe(1_030);
  });

  it('never charges a price that was not shown', async () => {
    const shop = openShop(order);
    const variant = order.market.sell(1_000);
    const cart = await shop.cartWith(variant);
    variant.priceMinor = 1_100;
    expect(errorsOf(await shop.checkout(cart.id))).toEqual([['PRICE_CHANGED', 'input.cartId']]);
    expect(await shop.readCart(cart.id)).toMatchObject({
      revision: 2,
      lines: [{ unitPrice: { amount: 1_100 }, warnings: [] }],
    });
    expect((await shop.checkout(cart.id)).order?.total.amount).toBe(1_599);
  });

  it('takes the total that the client says it showed, if it is the total now', async () => {
    const shop = openShop(order);
    const variant = order.market.sell(1_000);
    const cart = await shop.cartWith(variant);
    variant.priceMinor = 900;
    const expecting = (amount: number, currency = 'USD') =>
      shop.checkout(cart.id, { expectedTotal: { amount, currency } });
    expect(errorsOf(await expecting(cart.total.amount))).toEqual([['PRICE_CHANGED', 'input.expectedTotal']]);
    expect(errorsOf(await expecting(1_399, 'EUR'))).toEqual([
      ['WRONG_CURRENCY', 'input.expectedTotal.currency'],
    ]);
    expect((await expecting(1_399)).order?.total.amount).toBe(1_399);
  });

  it('tells early what inventory knows, and fails without a price', async () => {
    const shop = openShop(order);
    const variant = order.market.sell(1_000, 3);
    const cart = await shop.cartWith(variant, 2);
    variant.available = 1;
    expect(errorsOf(await shop.checkout(cart.id))).toEqual([['INSUFFICIENT_STOCK', 'input.cartId']]);
    variant.priceMinor = null;
    expect(errorsOf(await shop.checkout(cart.id))).toEqual([['UNAVAILABLE', 'input.cartId']]);
    order.market.away.add('pricing');
    await expect(shop.checkout(cart.id)).rejects.toMatchObject({
      extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' },
    });
    order.market.away.clear();
    expect(await shop.readCart(cart.id)).toMatchObject({ revision: 1 });
  });

  it('uses a customer’s own address when none is given, and the order is theirs', async () => {
    const shop = openShop(order);
    const placed = await shop.place(order.market.sell(), 1, { email: null }, shop.customer);
    expect(placed).toMatchObject({ email: shop.customer.email });
    expect(await shop.readOrder(placed.id, shop.guest)).toBeNull();
    expect(await shop.readOrder(placed.id, shop.customer)).toMatchObject({ id: placed.id });
  });

  it('keeps nothing of the card but its last four digits once the payment is settled', async () => {
    const shop = openShop(order);
    const placed = await shop.place(order.market.sell(), 1, { payment: { token: '4242 4242 4242 4242' } });
    const text = () =>
      order.query<{ all: string }>(
        shop.store.id,
        'SELECT payment_jobs::text AS all FROM payment_jobs WHERE order_id = $1',
        [placed.id],
      );
    expect((await text())[0]?.all).toContain(CARD.good);
    await shop.cancel(placed.id);
    expect(await text()).toEqual([]);
    const [row] = await order.query<{ all: string }>(
      shop.store.id,
      'SELECT orders::text AS all FROM orders WHERE id = $1',
      [placed.id],
    );
    expect(row?.all).not.toContain(CARD.good.slice(0, 12));
    expect(row?.all).toContain('4242');
  });

  it('refuses what is wrong, names the field, and changes nothing', async () => {
    const shop = openShop(order);
    const cart = await shop.cartWith(order.market.sell());
    const { cart: empty } = await shop.createCart();
    const to = (part: object) => ({ shippingAddress: { ...ADDRESS, ...part } });
    const cases: [object, string, string][] = [
      [{ idempotencyKey: '' }, 'INVALID', 'idempotencyKey'],
      [{ idempotencyKey: 'x'.repeat(101) }, 'INVALID', 'idempotencyKey'],
      [{ email: null }, 'REQUIRED', 'email'],
      [{ email: 'nobody' }, 'INVALID', 'email'],
      [{ email: 'a@b.c\u0000' }, 'INVALID', 'email'],
      [to({ countryCode: 'USA' }), 'INVALID', 'shippingAddress.countryCode'],
      [to({ countryCode: 'XX' }), 'INVALID', 'shippingAddress.countryCode'],
      [to({ name: ' ' }), 'REQUIRED', 'shippingAddress.name'],
      [to({ city: 'a\u0000b' }), 'INVALID', 'shippingAddress.city'],
      [to({ line1: 'x'.repeat(10_001) }), 'INVALID', 'shippingAddress.line1'],
      [{ billingAddress: { ...ADDRESS, postalCode: '' } }, 'REQUIRED', 'billingAddress.postalCode'],
      [{ payment: { token: 'no spaces; or this' } }, 'INVALID', 'payment.token'],
      [{ revision: 99 }, 'STALE_REVISION', 'revision'],
      [{ cartId: newId() }, 'NOT_FOUND', 'cartId'],
      [{ cartId: 'x' }, 'NOT_FOUND', 'cartId'],
      [{ cartId: empty?.id }, 'CART_EMPTY', 'cartId'],
    ];
    for (const [input, code, field] of cases)
      expect([input, errorsOf(await shop.checkout(cart.id, input))]).toEqual([
        input,
        [[code, `input.${field}`]],
      ]);
    expect(await shop.readCart(cart.id)).toEqual(cart);
    expect(await order.query(shop.store.id, 'SELECT id FROM orders')).toEqual([]);
  });
});
