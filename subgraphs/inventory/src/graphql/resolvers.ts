import { isId } from '@longbox/ids';
import { assertChannel } from '@longbox/subgraph';
import { availabilityOf } from '../domain/stock.ts';
import type { Context } from './context.ts';
import type { Resolvers } from './generated.ts';
import { loadId } from './loaders.ts';
import { Mutation } from './mutations.ts';
import { Query, checkedChannel, movementPage } from './queries.ts';

/** A location that a row refers to is there: a foreign key says so. */
async function locationOf({ locationId }: { readonly locationId: string }, _: unknown, { loaders }: Context) {
  const location = await loaders.location.load(locationId);
  if (!location) throw new Error(`no location ${locationId}`);
  return location;
}

export const resolvers: Resolvers = {
  Query,
  Mutation,

  Location: {
    __resolveReference: ({ id }, { loaders }) => loadId(loaders.location, id, null),
  },

  InventoryItem: {
    __resolveReference: ({ id }, { loaders }) => loadId(loaders.item, id, null),
    variant: ({ variantId }) => ({ id: variantId }),
    location: locationOf,
    available: ({ onHand, reserved }) => onHand - reserved,
    buffers: ({ buffers }) =>
      Object.entries(buffers)
        .map(([channel, quantity]) => ({ channel, quantity }))
        .sort((a, b) => (a.channel < b.channel ? -1 : 1)),
  },

  StockMovement: { location: locationOf },

  ProductVariant: {
    async availability({ id }, { channel }, { caller, loaders }) {
      assertChannel(caller, channel);
      const offer = { variantId: id, channel: checkedChannel(channel) };
      return isId(id) ? availabilityOf(await loaders.availability.load(offer)) : null;
    },
    inventoryItems: ({ id }, _, { loaders }) => loadId(loaders.itemsOfVariant, id, []),
    stockMovements: ({ id }, page, context) => movementPage(id, page, context),
  },

  ChannelListing: {
    async availability({ id, listed }, { channel }, { caller, loaders }) {
      assertChannel(caller, channel);
      const offer = { variantId: id, channel: checkedChannel(channel) };
      return availabilityOf(listed && isId(id) ? await loaders.availability.load(offer) : 0);
    },
  },

  Product: {
    inStock: ({ id }, _, { loaders }) => loadId<boolean | null>(loaders.inStock, id, null),
  },

  OrderLine: {
    reservations: ({ id }, _, { loaders }) => loadId(loaders.reservationsOfLine, id, []),
  },
};
