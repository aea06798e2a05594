import DataLoader from 'dataloader';
import { isId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import type { Database } from '@longbox/postgres';
import { batchesByIds, ordersOfBatches, stopsOfBatches, type BatchOrder } from '../persistence/batches.ts';
import { destinationsOfOrders, type Destination } from '../persistence/fulfillments.ts';
import type {
  BatchRow,
  ShipmentLineRow,
  ShipmentRow,
  StopRow,
  TrackingEventRow,
} from '../persistence/rows.ts';
import {
  linesOfShipments,
  shipmentsByIds,
  shipmentsOfOrders,
  trackingOfShipments,
} from '../persistence/shipments.ts';

/** Everything that a request reads by key, one statement for all keys of a level of the query. Ids that cannot be one find nothing. */
export interface Loaders {
  readonly batch: DataLoader<string, BatchRow | null>;
  readonly shipment: DataLoader<string, ShipmentRow | null>;
  readonly shipmentsOfOrder: DataLoader<string, readonly ShipmentRow[]>;
  readonly linesOfShipment: DataLoader<string, readonly ShipmentLineRow[]>;
  readonly trackingOfShipment: DataLoader<string, readonly TrackingEventRow[]>;
  readonly stopsOfBatch: DataLoader<string, readonly StopRow[]>;
  readonly ordersOfBatch: DataLoader<string, readonly BatchOrder[]>;
  readonly destinationOfOrder: DataLoader<string, Destination | null>;
  /** Forgets everything, since a mutation may have changed any of it. */
  forget(): void;
}

const MOST_KEYS = 1_000;

type Connection = Parameters<typeof batchesByIds>[0];
type Find<Row> = (connection: Connection, tenantId: string, ids: readonly string[]) => Promise<Row[]>;

export function createLoaders(database: Database, { store }: Caller): Loaders {
  const options = { maxBatchSize: MOST_KEYS };
  const rowsOf = async <Row>(find: Find<Row>, ids: readonly string[]) => {
    const asked = ids.filter(isId);
    return asked.length === 0
      ? []
      : database.read(store.id, (connection) => find(connection, store.id, asked));
  };

  const one = <Row>(find: Find<Row>, keyOf: (row: Row) => string) =>
    new DataLoader<string, Row | null>(async (ids) => {
      const byKey = new Map((await rowsOf(find, ids)).map((row) => [keyOf(row), row]));
      return ids.map((id) => byKey.get(id.toLowerCase()) ?? null);
    }, options);

  const several = <Row>(find: Find<Row>, keyOf: (row: Row) => string) =>
    new DataLoader<string, readonly Row[]>(async (ids) => {
      const byKey = Map.groupBy(await rowsOf(find, ids), keyOf);
      return ids.map((id) => byKey.get(id.toLowerCase()) ?? []);
    }, options);

  const loaders = {
    batch: one(batchesByIds, ({ id }) => id),
    shipment: one(shipmentsByIds, ({ id }) => id),
    shipmentsOfOrder: several(shipmentsOfOrders, ({ orderId }) => orderId),
    linesOfShipment: several(linesOfShipments, ({ shipmentId }) => shipmentId),
    trackingOfShipment: several(trackingOfShipments, ({ shipmentId }) => shipmentId),
    stopsOfBatch: several(stopsOfBatches, ({ batchId }) => batchId),
    ordersOfBatch: several(ordersOfBatches, ({ batchId }) => batchId),
    destinationOfOrder: one(destinationsOfOrders, ({ orderId }) => orderId),
  };
  return {
    ...loaders,
    forget() {
      for (const loader of Object.values(loaders)) loader.clearAll();
    },
  };
}
