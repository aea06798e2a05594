import { isId } from '@longbox/ids';
import type { Outcome } from '@longbox/outcome';
import {
  badUserInput,
  checkFirst,
  decodeCursor,
  downstreamError,
  pageOf,
  userErrors,
} from '@longbox/subgraph';
import { buyLabel } from '../application/buy-label.ts';
import { createBatch } from '../application/create-batch.ts';
import { markShipped } from '../application/mark-shipped.ts';
import { packOrder } from '../application/pack-order.ts';
import { CarrierUnavailable, ratesFor } from '../application/rates.ts';
import { recordPicks } from '../application/record-picks.ts';
import type { RefusalCode } from '../domain/refusals.ts';
import { estimatedSeconds } from '../domain/walk.ts';
import { newestBatches } from '../persistence/batches.ts';
import type { BatchRow, ShipmentRow } from '../persistence/rows.ts';
import type { Context } from './context.ts';
import type { Resolvers } from './generated.ts';

const MOST_BATCHES = 100;

/** What a mutation answers; what the request has read before it may be out of date. */
function batchPayload({ loaders }: Context, outcome: Outcome<BatchRow, RefusalCode>) {
  loaders.forget();
  return { batch: outcome.ok ? outcome.value : null, userErrors: userErrors(outcome) };
}

function shipmentPayload({ loaders }: Context, outcome: Outcome<ShipmentRow, RefusalCode>) {
  loaders.forget();
  return { shipment: outcome.ok ? outcome.value : null, userErrors: userErrors(outcome) };
}

/** The id of the batch behind which a page begins. Throws BAD_USER_INPUT for what is no cursor of this list. */
function batchIdOf(cursor: string | null | undefined): string | null {
  if (cursor == null) return null;
  const [id] = decodeCursor(cursor, 1);
  if (typeof id !== 'string' || !isId(id)) throw badUserInput('`after` is not a cursor of this list.');
  return id;
}

export const resolvers: Resolvers = {
  Query: {
    fulfillmentBatch: (_, { id }, { loaders }) => loaders.batch.load(id),
    async fulfillmentBatches(_, { status, first, after }, { caller, parts }) {
      checkFirst(first, MOST_BATCHES);
      const from = batchIdOf(after);
      const rows = await parts.database.read(caller.store.id, (connection) =>
        newestBatches(connection, caller.store.id, { status: status ?? null, limit: first + 1, after: from }),
      );
      return pageOf(rows, first, ({ id }) => [id], after);
    },
  },

  Mutation: {
    createFulfillmentBatch: async (_, { input }, context) =>
      batchPayload(context, await createBatch(context.parts, context.caller, input)),
    recordPicks: async (_, { input }, context) =>
      batchPayload(context, await recordPicks(context.parts, context.caller, input.batchId, input.picks)),
    packOrder: async (_, { input }, context) =>
      shipmentPayload(context, await packOrder(context.parts, context.caller, input)),
    buyShippingLabel: async (_, { shipmentId, rateId }, context) =>
      shipmentPayload(context, await buyLabel(context.parts, context.caller, shipmentId, rateId)),
    markShipped: async (_, { shipmentId }, context) =>
      shipmentPayload(context, await markShipped(context.parts, context.caller, shipmentId)),
  },

  FulfillmentBatch: {
    __resolveReference: ({ id }, { loaders }) => loaders.batch.load(id),
    orders: async ({ id }, _, { loaders }) =>
      (await loaders.ordersOfBatch.load(id)).map(({ orderId }) => ({ id: orderId })),
    pickList: async ({ id }, _, { loaders }) => ({ stops: await loaders.stopsOfBatch.load(id) }),
  },

  PickList: { estimatedSeconds: ({ stops }) => estimatedSeconds(stops) },

  PickStop: {
    location: ({ locationId }) => ({ id: locationId }),
    variant: ({ variantId }) => ({ id: variantId }),
  },

  Shipment: {
    __resolveReference: ({ id }, { loaders }) => loaders.shipment.load(id),
    order: ({ orderId }) => ({ id: orderId }),
    cost: ({ costMinor, currency }) => (costMinor === null ? null : { amount: costMinor, currency }),
    lines: ({ id }, _, { loaders }) => loaders.linesOfShipment.load(id),
    async rates(shipment, _, { loaders, parts }) {
      const destination = await loaders.destinationOfOrder.load(shipment.orderId);
      try {
        return await ratesFor(parts, shipment, destination);
      } catch (error) {
        if (error instanceof CarrierUnavailable)
          throw downstreamError('The carrier did not answer. Try again.');
        throw error;
      }
    },
    trackingEvents: ({ id }, _, { loaders }) => loaders.trackingOfShipment.load(id),
  },

  Order: {
    __resolveReference: ({ id }) => ({ id }),
    shipments: ({ id }, _, { loaders }) => loaders.shipmentsOfOrder.load(id),
  },
};
