import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { callerOf, storeOf } from '@longbox/testing';
import { orderUnderTest, type OrderUnderTest } from './order.fixtures.ts';
import { openShop } from './shop.fixtures.ts';

let order: OrderUnderTest;
beforeAll(async () => {
  order = await orderUnderTest();
});
afterAll(() => order.stop());

const errorsOf = ({
  userErrors,
}: {
  userErrors: readonly { code: string; field: readonly string[] | null }[];
}) => userErrors.map(({ code, field }) => [code, field?.join('.')]);

describe('a cart', () => {
  it('shows what it costs, merges a variant that is in it already, and grows its revision with each change', async () => {
    const shop = openShop(order);
    const [a, b] = [order.market.sell(1_000), order.market.sell(250)];
    const cart = await shop.cartWith(a, 2);
    expect(cart).toMatchObject({ revision: 1, lineCount: 1, total: { amount: 2_499 } });
    const added = await shop.changeCart('addCartLines', {
      cartId: cart.id,
      lines: [
        { variantId: a.id, quantity: 1 },
        { sku: b.sku, quantity: 4 },
      ],
    });
    expect(added.cart).toMatchObject({ revision: 2, total: { amount: 4_499 } });
    expect(added.cart?.lines.map(({ quantity, variant }) => [quantity, variant.id])).toEqual([
      [3, a.id],
      [4, b.id],
    ]);
    const [first, second] = added.cart?.lines ?? [];
    const updated = await shop.changeCart('updateCartLines', {
      cartId: cart.id,
      lines: [
        { id: first?.id, quantity: 0 },
        { id: second?.id, quantity: 1 },
      ],
      revision: 2,
    });
    expect(updated.cart).toMatchObject({ revision: 3, lineCount: 1, total: { amount: 749 } });
    const removed = await shop.changeCart('removeCartLines', { cartId: cart.id, lineIds: [second?.id] });
    expect(removed.cart).toMatchObject({ revision: 4, lines: [], total: { amount: 0 } });
  });

  it('warns of a changed price until it is changed, of too few pieces, and of what is not sold any more', async () => {
    const shop = openShop(order);
    const variant = order.market.sell(1_000, 1);
    const cart = await shop.cartWith(variant, 2);
    expect(cart.lines[0]?.warnings).toMatchObject([
      { code: 'INSUFFICIENT_STOCK', message: 'Only 1 are left.' },
    ]);
    variant.priceMinor = 1_200;
    variant.available = 5;
    for (const seen of [await shop.readCart(cart.id), await shop.readCart(cart.id)])
      expect(seen?.lines[0]).toMatchObject({
        unitPrice: { amount: 1_200 },
        warnings: [{ code: 'PRICE_CHANGED' }],
      });
    const again = await shop.changeCart('addCartLines', {
      cartId: cart.id,
      lines: [{ variantId: variant.id, quantity: 1 }],
    });
    expect(again.cart?.lines[0]?.warnings).toMatchObject([{ code: 'PRICE_CHANGED' }]);
    expect((await shop.readCart(cart.id))?.lines[0]?.warnings).toEqual([]);
    variant.priceMinor = null;
    expect((await shop.readCart(cart.id))?.lines[0]).toMatchObject({
      unitPrice: null,
      warnings: [{ code: 'UNAVAILABLE' }],
    });
  });

  it('fails rather than guess a price when pricing is away, and goes on without inventory', async () => {
    const shop = openShop(order);
    const variant = order.market.sell(1_000, 0);
    const cart = await shop.cartWith(variant);
    order.market.away.add('pricing');
    await expect(shop.readCart(cart.id)).rejects.toMatchObject({
      extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' },
    });
    await expect(
      shop.changeCart('addCartLines', { cartId: cart.id, lines: [{ variantId: variant.id, quantity: 1 }] }),
    ).rejects.toMatchObject({ extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } });
    order.market.away.delete('pricing');
    order.market.away.add('inventory');
    expect(await shop.readCart(cart.id)).toMatchObject({
      revision: 1,
      lines: [{ quantity: 1, warnings: [] }],
    });
    order.market.away.delete('inventory');
  });

  it('lets two people change it at the same time, and both changes hold', async () => {
    const shop = openShop(order);
    const variants = Array.from({ length: 4 }, () => order.market.sell());
    const { cart } = await shop.createCart();
    const done = await Promise.all(
      variants.map(({ id }) =>
        shop.changeCart('addCartLines', { cartId: cart?.id, lines: [{ variantId: id, quantity: 1 }] }),
      ),
    );
    expect(done.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(await shop.readCart(cart?.id ?? '')).toMatchObject({ revision: 5, lineCount: 4 });
  });

  it('is the customer’s alone, or anybody’s who knows its id; never another store’s', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    const own = await shop.cartWith(variant, 1, shop.customer);
    const other = { ...shop.customer, subject: 'somebody-else' };
    for (const stranger of [shop.guest, other, callerOf('customer', storeOf('elsewhere'))]) {
      expect(await shop.readCart(own.id, stranger)).toBeNull();
      const lines = [{ variantId: variant.id, quantity: 1 }];
      expect(errorsOf(await shop.changeCart('addCartLines', { cartId: own.id, lines }, stranger))).toEqual([
        ['NOT_FOUND', 'cartId'],
      ]);
    }
    const anonymous = await shop.cartWith(variant);
    expect(await shop.readCart(anonymous.id, shop.customer)).not.toBeNull();
    expect(await shop.readCart(anonymous.id, callerOf('anonymous', storeOf('elsewhere')))).toBeNull();
    expect((await shop.readCart(own.id, shop.customer))?.revision).toBe(1);
  });

  it('expires when nobody touches it', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    const cart = await shop.cartWith(variant);
    order.time.offsetMs = 15 * 24 * 3_600_000;
    expect(await shop.readCart(cart.id)).toBeNull();
    const lines = [{ variantId: variant.id, quantity: 1 }];
    expect(errorsOf(await shop.changeCart('addCartLines', { cartId: cart.id, lines }))).toEqual([
      ['CART_EXPIRED', 'cartId'],
    ]);
    expect(errorsOf(await shop.checkout(cart.id))).toEqual([['CART_EXPIRED', 'input.cartId']]);
    await shop.createCart();
    expect(await order.query(shop.store.id, 'SELECT id FROM carts WHERE id = $1', [cart.id])).toEqual([]);
    order.time.offsetMs = 0;
  });

  it('refuses what is wrong, names the field, and changes nothing', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    const draft = order.market.sell();
    draft.status = 'DRAFT';
    const cart = await shop.cartWith(variant);
    const add = (line: object, more: object = {}) =>
      shop.changeCart('addCartLines', { cartId: cart.id, lines: [line], ...more });
    expect(errorsOf(await add({ variantId: newId(), quantity: 1 }))).toEqual([
      ['NOT_FOUND', 'lines.0.variantId'],
    ]);
    expect(errorsOf(await add({ variantId: 'x', quantity: 1 }))).toEqual([
      ['NOT_FOUND', 'lines.0.variantId'],
    ]);
    expect(errorsOf(await add({ sku: '🃏', quantity: 1 }))).toEqual([['NOT_FOUND', 'lines.0.sku']]);
    expect(errorsOf(await add({ sku: 'a\u0000', quantity: 1 }))).toEqual([['NOT_FOUND', 'lines.0.sku']]);
    expect(errorsOf(await add({ quantity: 1 }))).toEqual([['REQUIRED', 'lines.0.variantId']]);
    expect(errorsOf(await add({ variantId: draft.id, quantity: 1 }))).toEqual([
      ['UNAVAILABLE', 'lines.0.variantId'],
    ]);
    for (const quantity of [-1, 0, 1_000])
      expect(errorsOf(await add({ variantId: variant.id, quantity }))).toEqual([
        ['INVALID', 'lines.0.quantity'],
      ]);
    expect(errorsOf(await add({ variantId: variant.id, quantity: 999 }))).toEqual([
      ['TOO_MANY', 'lines.0.quantity'],
    ]);
    expect(errorsOf(await add({ variantId: variant.id, quantity: 1 }, { revision: 7 }))).toEqual([
      ['STALE_REVISION', 'revision'],
    ]);
    const many = Array.from({ length: 10_001 }, () => ({ variantId: variant.id, quantity: 1 }));
    expect(errorsOf(await shop.changeCart('addCartLines', { cartId: cart.id, lines: many }))).toEqual([
      ['TOO_MANY', 'lines'],
    ]);
    expect(errorsOf(await shop.createCart(many))).toEqual([['TOO_MANY', 'input.lines']]);
    expect(errorsOf(await shop.createCart([], shop.guest, { currency: 'EUR' }))).toEqual([
      ['WRONG_CURRENCY', 'input.currency'],
    ]);
    expect(errorsOf(await shop.createCart([], shop.guest, { channel: 'No Channel' }))).toEqual([
      ['INVALID', 'input.channel'],
    ]);
    const update = (id: string, quantity: number) =>
      shop.changeCart('updateCartLines', { cartId: cart.id, lines: [{ id, quantity }] });
    expect(errorsOf(await update(newId(), 1))).toEqual([['NOT_FOUND', 'lines.0.id']]);
    expect(errorsOf(await update(cart.lines[0]?.id ?? '', -1))).toEqual([['INVALID', 'lines.0.quantity']]);
    expect(errorsOf(await shop.changeCart('removeCartLines', { cartId: cart.id, lineIds: ['x'] }))).toEqual([
      ['NOT_FOUND', 'lineIds.0'],
    ]);
    expect(await shop.readCart(cart.id)).toEqual(cart);
  });
});
