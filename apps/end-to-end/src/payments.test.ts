import { describe, expect, it } from '@jest/globals';
import { operations } from '@longbox/client';
import { newId } from '@longbox/ids';
import {
  CARD,
  accepted,
  cartWith,
  checkout,
  checkoutInput,
  eventually,
  putForSale,
  setPrice,
  settled,
  usd,
} from './fixtures.ts';
import { clientsOf } from './stack.ts';

const { staff, guest, customer } = clientsOf('payments');

const availability = async (variantId: string) => {
  const { inventoryItems } = await staff.run(operations.InventoryOverviewDocument, {
    filter: { variantId },
    first: 1,
  });
  const node = inventoryItems?.edges[0]?.node;
  return [node?.onHand, node?.reserved];
};

describe('a payment', () => {
  it.each([
    ['declined', CARD.declined],
    ['without funds', CARD.insufficientFunds],
  ])('that is %s cancels the order, gives the stock back, and the timeline says why', async (_, token) => {
    const { variantId } = await putForSale(staff, { title: 'Declined Box', onHand: 3, priceMinor: 1_000 });
    const cart = await cartWith(guest, variantId, 2);
    const { order } = accepted(await checkout(guest, checkoutInput(cart.id, { payment: { token } })));
    const ended = await settled(guest, order?.id ?? '');
    expect(ended).toMatchObject({ status: 'CANCELLED', paymentStatus: 'DECLINED' });
    expect(ended.timeline.map(({ type }) => type)).toEqual([
      'ORDER_PLACED',
      'STOCK_RESERVED',
      'PAYMENT_DECLINED',
      'ORDER_CANCELLED',
    ]);
    expect(ended.timeline.find(({ type }) => type === 'PAYMENT_DECLINED')?.message).toMatch(/declined/i);
    await eventually(
      'the stock to be back',
      () => availability(variantId),
      ([onHand, reserved]) => onHand === 3 && reserved === 0,
    );
  });

  it('of a cancelled order is given back, and cancelling again answers the same order', async () => {
    const { variantId } = await putForSale(staff, { title: 'Cancelled Box', onHand: 3, priceMinor: 1_000 });
    const cart = await cartWith(customer, variantId, 2);
    const { order } = accepted(await checkout(customer, checkoutInput(cart.id)));
    const id = order?.id ?? '';
    expect((await settled(customer, id)).status).toBe('CONFIRMED');
    const first = await customer.run(operations.CancelOrderDocument, { id, reason: 'changed my mind' });
    expect(accepted(first.cancelOrder).order?.id).toBe(id);
    expect((await settled(customer, id)).status).toBe('CANCELLED');
    // The provider is asked after the order has ended.
    await eventually(
      'the payment to be given back',
      async () => (await customer.run(operations.OrderPageDocument, { id })).order,
      (seen) => seen?.paymentStatus === 'VOIDED',
    );
    await eventually(
      'the stock to be back',
      () => availability(variantId),
      ([onHand, reserved]) => onHand === 3 && reserved === 0,
    );
    const again = await customer.run(operations.CancelOrderDocument, { id });
    expect(accepted(again.cancelOrder).order).toMatchObject({ id, status: 'CANCELLED' });
  });
});

describe('an idempotency key', () => {
  it('gives one order however often and however closely it is sent, and refuses another input', async () => {
    const { variantId } = await putForSale(staff, { title: 'Eager Box', onHand: 10, priceMinor: 1_000 });
    const cart = await cartWith(guest, variantId);
    const input = checkoutInput(cart.id, { idempotencyKey: newId() });
    const answers = await Promise.all(Array.from({ length: 10 }, () => checkout(guest, input)));
    const again = await checkout(guest, input);
    const orders = [...answers, again].map((answer) => accepted(answer).order?.id);
    expect(new Set(orders).size).toBe(1);
    const other = await checkout(guest, { ...input, email: 'somebody@example.com' });
    expect(other.order).toBeNull();
    expect(other.userErrors.map(({ code }) => code)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    await settled(guest, orders[0] ?? '');
    expect(await availability(variantId)).toEqual([10, 1]);
  });
});

describe('a price that changes between cart and checkout', () => {
  it('is shown by the cart and never paid without having been seen', async () => {
    const { variantId } = await putForSale(staff, { title: 'Moving Box', onHand: 10, priceMinor: 1_000 });
    const cart = await cartWith(guest, variantId, 2);
    expect(cart.subtotal).toEqual(usd(2_000));
    await setPrice(staff, variantId, 1_500);

    const { cart: seen } = await guest.run(operations.CartPageDocument, { id: cart.id });
    expect(seen?.lines[0]?.unitPrice).toEqual(usd(1_500));
    expect(seen?.lines[0]?.warnings.map(({ code }) => code)).toEqual(['PRICE_CHANGED']);

    const refused = await checkout(guest, checkoutInput(cart.id));
    expect(refused.order).toBeNull();
    expect(refused.userErrors.map(({ code }) => code)).toEqual(['PRICE_CHANGED']);

    const { order } = accepted(await checkout(guest, checkoutInput(cart.id)));
    expect(order?.lines[0]).toMatchObject({ unitPrice: usd(1_500), total: usd(3_000) });
  });

  it('is accepted at once by a shopper who says the total that the cart showed', async () => {
    const { variantId } = await putForSale(staff, { title: 'Seen Box', onHand: 10, priceMinor: 1_000 });
    const cart = await cartWith(guest, variantId);
    await setPrice(staff, variantId, 900);
    const { cart: seen } = await guest.run(operations.CartPageDocument, { id: cart.id });
    const total = seen?.total ?? usd(0);
    const stale = await checkout(guest, checkoutInput(cart.id, { expectedTotal: cart.total }));
    expect(stale.userErrors.map(({ code }) => code)).toEqual(['PRICE_CHANGED']);
    const { order } = accepted(await checkout(guest, checkoutInput(cart.id, { expectedTotal: total })));
    expect(order?.total).toEqual(total);
  });
});
