import { userErrors, type Outcome } from '@longbox/outcome';
import { addCartLines, removeCartLines, updateCartLines } from '../application/change-cart.ts';
import { createCart } from '../application/create-cart.ts';
import { readCart, type CartView } from '../application/read-cart.ts';
import type { OrderRefusalCode } from '../domain/statuses.ts';
import { coded } from './errors.ts';
import type { CartLineResolvers, CartResolvers, MutationResolvers, QueryResolvers } from './generated.ts';
import { moneyOf } from './parents.ts';

export const cartQueries: Pick<QueryResolvers, 'cart'> = {
  cart: (_root, { id }, { services, caller }) => coded(readCart(services, caller, id)),
};

export const cartMutations: Pick<
  MutationResolvers,
  'createCart' | 'addCartLines' | 'updateCartLines' | 'removeCartLines'
> = {
  createCart: (_root, { input }, { services, caller }) =>
    payload(createCart(services, caller, { ...input, channel: input.channel ?? DEFAULT_CHANNEL })),
  addCartLines: (_root, { cartId, lines, revision }, { services, caller }) =>
    payload(addCartLines(services, caller, cartId, lines, revision)),
  updateCartLines: (_root, { cartId, lines, revision }, { services, caller }) =>
    payload(updateCartLines(services, caller, cartId, lines, revision)),
  removeCartLines: (_root, { cartId, lineIds, revision }, { services, caller }) =>
    payload(removeCartLines(services, caller, cartId, lineIds, revision)),
};

/** The default of the SDL. */
const DEFAULT_CHANNEL = 'online';

async function payload(work: Promise<Outcome<CartView, OrderRefusalCode>>) {
  const outcome = await coded(work);
  return { cart: outcome.ok ? outcome.value : null, userErrors: userErrors(outcome) };
}

export const Cart: CartResolvers = {
  __resolveReference: ({ id }, { services, caller }) => coded(readCart(services, caller, id)),
  id: ({ cart }) => cart.id,
  revision: ({ cart }) => cart.revision,
  currency: ({ cart }) => cart.currency,
  channel: ({ cart }) => cart.channel,
  lineCount: ({ lines }) => lines.length,
  lines: ({ cart, priced }) => priced.lines.map((line) => ({ ...line, currency: cart.currency })),
  discounts: ({ cart, priced }) =>
    priced.quote.discounts.map(({ code, title, amountMinor }) => ({
      code,
      title,
      amount: moneyOf(amountMinor, cart.currency),
    })),
  subtotal: ({ cart, priced }) => moneyOf(priced.quote.subtotalMinor, cart.currency),
  discountTotal: ({ cart, priced }) => moneyOf(priced.quote.discountMinor, cart.currency),
  shippingTotal: ({ cart, priced }) => moneyOf(priced.quote.shippingMinor, cart.currency),
  taxTotal: ({ cart, priced }) => moneyOf(priced.quote.taxMinor, cart.currency),
  total: ({ cart, priced }) => moneyOf(priced.quote.totalMinor, cart.currency),
  expiresAt: ({ cart }) => cart.expiresAt,
};

export const CartLine: CartLineResolvers = {
  id: ({ line }) => line.id,
  quantity: ({ line }) => line.quantity,
  variant: ({ line }) => ({ id: line.variantId }),
  unitPrice: ({ unitMinor, currency }) => (unitMinor === null ? null : moneyOf(unitMinor, currency)),
  total: ({ totalMinor, currency }) => (totalMinor === null ? null : moneyOf(totalMinor, currency)),
  warnings: ({ warnings }) => warnings,
};
