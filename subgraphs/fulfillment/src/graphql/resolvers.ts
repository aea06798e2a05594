import { isId } from '@longbox/ids';
import type { Outcome } from '@longbox/outcome';
import { checkFirst, decodeCursor, pageOf, userErrors } from '@longbox/subgraph';
import { buyLabel, ratesFor } from '../application/buy-label.ts';
import { createBatch } from '../application/create-batch.ts';
import { markShipped } from '../application/mark-shipped.ts';
import { packOrder } from '../application/pack-order.ts';
import { recordPicks } from '../application/record-picks.ts';
import type { RefusalCode } from '../domain/refusals.ts';
import { estimatedSeconds } from '../domain/walk.ts';
import { newestBatches } from '../persistence/batches.ts';
import type { BatchRow, ShipmentRow } from '../persistence/rows.ts';
import type { Resolvers } from './generated.ts';

const MOST_BATCHES = 100;

const batchPayload = (outcome: Outcome<BatchRow, RefusalCode>) => ({
  batch: outcome.ok ? outcome.value : null,
  userErrors: userErrors(outcome),
});

const shipmentPayload = (outcome: Outcome<ShipmentRow, RefusalCode>) => ({
  shipment: outcome.ok ? outcome.value : null,
  userErrors: userErrors(outcome),
});

export const resolvers: Resolvers = {
  Query: {
    fulfillmentBatch: (_, { id }, { loaders }) => loaders.batch.load(id),
    async fulfillmentBatches(_, { status, first, after }, { caller, parts }) {
      checkFirst(first, MOST_BATCHES);
      const [last] = after == null ? [null] : decodeCursor(after, 1);
      const from = typeof last === 'string' && isId(last) ? last : null;
      const rows = await parts.database.read(caller.store.id, (connection) =>
        newestBatches(connection, caller.store.id, { status: status ?? null, limit: first + 1, after: from }),
      );
      return pageOf(rows, first, ({ id }) => [id], after);
    },
  },

  Mutation: {
    createFulfillmentBatch: async (_, { input }, { caller, parts }) =>
      batchPayload(await createBatch(parts, caller, input)),
    recordPicks: async (_, { input }, { caller, parts }) =>
      batchPayload(await recordPicks(parts, caller, input.batchId, input.picks)),
    packOrder: async (_, { input }, { caller, parts }) =>
      shipmentPayload(await packOrder(parts, caller, input)),
    buyShippingLabel: async (_, { shipmentId, rateId }, { caller, parts }) =>
      shipmentPayload(await buyLabel(parts, caller, shipmentId, rateId)),
    markShipped: async (_, { shipmentId }, { caller, parts }) =>
      shipmentPayload(await markShipped(parts, caller, shipmentId)),
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
    rates: (shipment, _, { caller, parts }) => ratesFor(parts, caller, shipment),
    trackingEvents: ({ id }, _, { loaders }) => loaders.trackingOfShipment.load(id),
  },

  Order: {
    __resolveReference: ({ id }) => ({ id }),
    shipments: ({ id }, _, { loaders }) => loaders.shipmentsOfOrder.load(id),
  },
};
