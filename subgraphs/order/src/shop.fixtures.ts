import { newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { callerOf, storeOf } from '@longbox/testing';
import type { OrderUnderTest, SoldVariant } from './order.fixtures.ts';

export const CART = `fragment CartView on Cart {
  id revision currency lineCount
  lines { id quantity variant { id } unitPrice { amount } total { amount } warnings { code message } }
  subtotal { amount currency } shippingTotal { amount } total { amount }
}`;

export const ORDER = `fragment OrderView on Order {
  id number status paymentStatus fulfillmentStatus cancelReason email
  lines { id sku title quantity fulfilledQuantity unitPrice { amount } total { amount } }
  subtotal { amount } shippingTotal { amount } total { amount currency }
  timeline { at type message }
}`;

export interface CartView {
  readonly id: string;
  readonly revision: number;
  readonly lineCount: number;
  readonly lines: readonly {
    readonly id: string;
    readonly quantity: number;
    readonly variant: { readonly id: string };
    readonly unitPrice: { readonly amount: number } | null;
    readonly warnings: readonly { readonly code: string }[];
  }[];
  readonly total: { readonly amount: number };
}

export interface OrderView {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly paymentStatus: string;
  readonly fulfillmentStatus: string;
  readonly cancelReason: string | null;
  readonly lines: readonly { readonly id: string; readonly title: string; readonly quantity: number }[];
  readonly total: { readonly amount: number };
  readonly timeline: readonly { readonly type: string; readonly message: string }[];
}

export interface UserError {
  readonly code: string;
  readonly field: readonly string[] | null;
}

interface CartPayload {
  readonly cart: CartView | null;
  readonly userErrors: readonly UserError[];
}
export interface OrderPayload {
  readonly order: OrderView | null;
  readonly userErrors: readonly UserError[];
}

export const CARD = { good: '4242424242424242', declined: '4000000000000002', silent: '4000000000000044' };
export const ADDRESS = {
  name: 'Robin',
  line1: '1 Long Row',
  city: 'Boxford',
  postalCode: '12345',
  countryCode: 'US',
};

/** A store with its people, and what they do in every test. */
export function openShop(order: OrderUnderTest) {
  const store = storeOf(`shop-${newId().slice(-8)}`);
  const guest = callerOf('anonymous', store);
  const staff = callerOf('staff', store);
  const customer = callerOf('customer', store);

  const createCart = async (lines: readonly object[] = [], by: Caller = guest, input: object = {}) =>
    (
      await order.ask<{ payload: CartPayload }>(
        by,
        `${CART} mutation ($input: CreateCartInput!) {
          payload: createCart(input: $input) { cart { ...CartView } userErrors { code field message } }
        }`,
        { input: { lines, ...input } },
      )
    ).payload;

  async function cartWith(variant: SoldVariant, quantity = 1, by: Caller = guest): Promise<CartView> {
    const { cart, userErrors } = await createCart([{ variantId: variant.id, quantity }], by);
    if (!cart) throw new Error(JSON.stringify(userErrors));
    return cart;
  }

  const checkout = async (cartId: string, input: object = {}, by: Caller = guest): Promise<OrderPayload> =>
    (
      await order.ask<{ payload: OrderPayload }>(
        by,
        `${ORDER} mutation ($input: CheckoutInput!) {
          payload: checkout(input: $input) { order { ...OrderView } userErrors { code field message } }
        }`,
        {
          input: {
            cartId,
            idempotencyKey: newId(),
            email: 'robin@example.com',
            shippingAddress: ADDRESS,
            payment: { token: CARD.good },
            ...input,
          },
        },
      )
    ).payload;

  const readOrder = async (id: string, by: Caller = guest): Promise<OrderView | null> =>
    (
      await order.ask<{ order: OrderView | null }>(
        by,
        `${ORDER} query ($id: ID!) { order(id: $id) { ...OrderView } }`,
        { id },
      )
    ).order;

  return {
    store,
    guest,
    staff,
    customer,
    createCart,
    cartWith,
    checkout,
    readOrder,

    async place(
      variant: SoldVariant,
      quantity = 1,
      input: object = {},
      by: Caller = guest,
    ): Promise<OrderView> {
      const cart = await cartWith(variant, quantity, by);
      const { order: placed, userErrors } = await checkout(cart.id, input, by);
      if (!placed) throw new Error(JSON.stringify(userErrors));
      return placed;
    },

    changeCart: async (
      field: string,
      variables: Record<string, unknown>,
      by: Caller = guest,
    ): Promise<CartPayload> => {
      const types: Record<string, string> = {
        cartId: 'ID!',
        revision: 'Int',
        lineIds: '[ID!]!',
        lines: field === 'addCartLines' ? '[CartLineInput!]!' : '[CartLineUpdateInput!]!',
      };
      const names = Object.keys(variables);
      const head = names.map((name) => `$${name}: ${types[name]}`).join(', ');
      const passed = names.map((name) => `${name}: $${name}`).join(', ');
      const source = `${CART} mutation (${head}) { payload: ${field}(${passed}) { cart { ...CartView } userErrors { code field message } } }`;
      return (await order.ask<{ payload: CartPayload }>(by, source, variables)).payload;
    },

    readCart: async (id: string, by: Caller = guest): Promise<CartView | null> =>
      (
        await order.ask<{ cart: CartView | null }>(
          by,
          `${CART} query ($id: ID!) { cart(id: $id) { ...CartView } }`,
          { id },
        )
      ).cart,

    cancel: async (id: string, by: Caller = guest, reason: string | null = null): Promise<OrderPayload> =>
      (
        await order.ask<{ payload: OrderPayload }>(
          by,
          `${ORDER} mutation ($id: ID!, $reason: String) {
            payload: cancelOrder(id: $id, reason: $reason) { order { ...OrderView } userErrors { code field message } }
          }`,
          { id, reason },
        )
      ).payload,

    reserve: (placed: OrderView, variant: SoldVariant, id?: string): Promise<void> =>
      order.deliver(
        store.id,
        'InventoryReserved',
        {
          orderId: placed.id,
          expiresAt: new Date(),
          lines: placed.lines.map((line) => ({
            orderLineId: line.id,
            variantId: variant.id,
            quantity: line.quantity,
            allocations: [
              {
                reservationId: newId(),
                locationId: newId(),
                locationCode: 'MAIN',
                bin: 'A-1',
                quantity: line.quantity,
              },
            ],
          })),
        },
        id,
      ),

    ship: (placed: OrderView, shipmentId: string, quantity: number): Promise<void> =>
      order.deliver(store.id, 'ShipmentShipped', {
        orderId: placed.id,
        shipmentId,
        carrier: 'Test Post',
        service: 'Letter',
        trackingNumber: 'T-1',
        shippedAt: new Date(),
        lines: [{ orderLineId: placed.lines[0]?.id ?? '', quantity }],
      }),
  };
}
