import { isId } from '@longbox/ids';
import { badUserInput, forbidden, userErrors } from '@longbox/subgraph';
import type { Caller } from '@longbox/identity';
import { createQuote, makeQuote, type QuoteRequest } from '../application/make-quote.ts';
import { setPrices } from '../application/set-prices.ts';
import { readSettings, updateSettings } from '../application/update-settings.ts';
import { trendOf } from '../domain/trend.ts';
import type { QuoteInput, Resolvers } from './generated.ts';

const MOST_QUOTE_LINES = 250;
const MOST_DAYS = 730;
const MOST_QUANTITY = 999;

export const resolvers: Resolvers = {
  Query: {
    quote: (_, { input }, { caller, parts }) => makeQuote(parts, asPeer(caller), requestOf(input)),
    async pricingSettings(_, __, { caller, parts }) {
      const row = await readSettings(parts, caller);
      return { ...row, currency: caller.store.currency };
    },
  },

  Mutation: {
    async setPrices(_, { input }, { caller, parts, loaders }) {
      const outcome = await setPrices(parts, caller, input);
      loaders.forgetPrices();
      return { prices: outcome.ok ? outcome.value : null, userErrors: userErrors(outcome) };
    },
    async updatePricingSettings(_, { input }, { caller, parts }) {
      const outcome = await updateSettings(parts, caller, input);
      const settings = outcome.ok ? { ...outcome.value, currency: caller.store.currency } : null;
      return { settings, userErrors: userErrors(outcome) };
    },
    createQuote: (_, { input }, { caller, parts }) => createQuote(parts, asPeer(caller), requestOf(input)),
  },

  VariantPrice: {
    variant: ({ variantId }) => ({ id: variantId }),
    price: ({ amountMinor, currency }) => ({ amount: amountMinor, currency }),
    compareAtPrice: ({ compareAtMinor, currency }) =>
      compareAtMinor === null ? null : { amount: compareAtMinor, currency },
  },

  ProductVariant: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    price: ({ id }, { channel }, { loaders }) => loaders.price.load({ variantId: id, channel }),
    async marketPrice({ id }, _, { loaders }) {
      const row = await loaders.market.load(id);
      if (!row) return null;
      const money = (amount: number) => ({ amount, currency: row.currency });
      return {
        market: money(row.marketMinor),
        low: row.lowMinor === null ? null : money(row.lowMinor),
        asOf: row.observedAt,
        trend: trendOf(row.marketMinor, row.weekAgoMinor),
      };
    },
    async priceHistory({ id }, { days }, { loaders }) {
      if (days < 1 || days > MOST_DAYS)
        throw badUserInput(`\`days\` must be 1 to ${MOST_DAYS}, not ${days}.`);
      const rows = await loaders.history.load({ variantId: id, days });
      return rows.map(({ day, marketMinor, currency }) => ({
        date: day,
        market: { amount: marketMinor, currency },
      }));
    },
  },

  Product: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    priceFrom: ({ id }, { channel }, { loaders }) => loaders.lowest.load({ productId: id, channel }),
  },

  PricingSettings: {
    shipping: ({ shippingMinor, currency }) => ({ amount: shippingMinor, currency }),
    freeShippingFrom: ({ freeShippingFromMinor, currency }) =>
      freeShippingFromMinor === null ? null : { amount: freeShippingFromMinor, currency },
  },

  Quote: {
    lines: ({ lines, currency }) => lines.map((line) => ({ ...line, currency })),
    discounts: () => [],
    subtotal: ({ subtotalMinor, currency }) => ({ amount: subtotalMinor, currency }),
    discountTotal: ({ discountMinor, currency }) => ({ amount: discountMinor, currency }),
    shippingTotal: ({ shippingMinor, currency }) => ({ amount: shippingMinor, currency }),
    taxTotal: ({ taxMinor, currency }) => ({ amount: taxMinor, currency }),
    total: ({ totalMinor, currency }) => ({ amount: totalMinor, currency }),
  },

  QuoteLine: {
    unitPrice: ({ unitMinor, currency }) => (unitMinor === null ? null : { amount: unitMinor, currency }),
    total: ({ totalMinor, currency }) => (totalMinor === null ? null : { amount: totalMinor, currency }),
  },
};

/** Quotes are for the order subgraph; the fields are hidden from clients, and this is the second lock. */
function asPeer(caller: Caller): Caller {
  if (caller.kind !== 'system') throw forbidden('Quotes are made through carts.');
  return caller;
}

function requestOf({ channel, lines }: QuoteInput): QuoteRequest {
  if (lines.length === 0 || lines.length > MOST_QUOTE_LINES)
    throw badUserInput(`A quote takes 1 to ${MOST_QUOTE_LINES} lines, not ${lines.length}.`);
  for (const { variantId, quantity } of lines) {
    if (!isId(variantId)) throw badUserInput(`Not a variant: ${variantId}.`);
    if (quantity < 1 || quantity > MOST_QUANTITY)
      throw badUserInput(`A quantity must be 1 to ${MOST_QUANTITY}, not ${quantity}.`);
  }
  return { channel, lines };
}
