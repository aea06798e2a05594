import { isId } from '@longbox/ids';
import { assertChannel, badUserInput, userErrors } from '@longbox/subgraph';
import { createQuote, makeQuote } from '../application/make-quote.ts';
import { setPrices } from '../application/set-prices.ts';
import { readSettings, updateSettings } from '../application/update-settings.ts';
import { dailyPrices, firstDay } from '../domain/price-history.ts';
import { trendOf } from '../domain/trend.ts';
import type { Resolvers } from './generated.ts';
import { asPeer, channelOf, quoteRequest, within } from './requests.ts';

const MOST_DAYS = 730;

export const resolvers: Resolvers = {
  Query: {
    quote: (_, { input }, { caller, parts }) => within(makeQuote(parts, asPeer(caller), quoteRequest(input))),
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
    createQuote: (_, { input }, { caller, parts }) =>
      within(createQuote(parts, asPeer(caller), quoteRequest(input))),
  },

  VariantPrice: {
    variant: ({ variantId }) => ({ id: variantId }),
    price: ({ amountMinor, currency }) => ({ amount: amountMinor, currency }),
    compareAtPrice: ({ compareAtMinor, currency }) =>
      compareAtMinor === null ? null : { amount: compareAtMinor, currency },
  },

  ChannelListing: {
    price({ id, listed }, { channel }, { caller, loaders }) {
      assertChannel(caller, channel);
      return listed && isId(id) ? loaders.price.load({ variantId: id, channel: channelOf(channel) }) : null;
    },
  },

  ProductVariant: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    price({ id }, { channel }, { caller, loaders }) {
      assertChannel(caller, channel);
      return loaders.price.load({ variantId: id, channel: channelOf(channel) });
    },
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
    async priceHistory({ id }, { days }, { caller, loaders, parts }) {
      if (days < 1 || days > MOST_DAYS)
        throw badUserInput(`\`days\` must be 1 to ${MOST_DAYS}, not ${days}.`);
      const today = parts.clock();
      const from = firstDay(today, days);
      const observations = await loaders.observations.load({ variantId: id, from });
      return dailyPrices(observations, from, today).map(({ day, marketMinor }) => ({
        date: day,
        market: { amount: marketMinor, currency: caller.store.currency },
      }));
    },
  },

  Product: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    priceFrom: ({ id }, { channel }, { loaders }) =>
      loaders.lowest.load({ productId: id, channel: channelOf(channel) }),
  },

  PricingSettings: {
    shipping: ({ shippingMinor, currency }) => ({ amount: shippingMinor, currency }),
    freeShippingFrom: ({ freeShippingFromMinor, currency }) =>
      freeShippingFromMinor === null ? null : { amount: freeShippingFromMinor, currency },
  },

  Quote: {
    // What an order was charged by is between pricing and the order subgraph.
    __resolveReference: ({ id }, { caller, loaders }) =>
      caller.kind === 'system' ? loaders.quote.load(id) : null,
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
