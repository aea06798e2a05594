import { pino } from 'pino';
import { decodeEvent, type EventPayloads, type EventType, type OrderConfirmed } from '@longbox/events';
import type { Caller } from '@longbox/identity';
import { newId } from '@longbox/ids';
import { openDatabase, type Database } from '@longbox/postgres';
import type { Subgraph } from '@longbox/subgraph';
import { SILENT_LOG, ask, deliver, statementsOf } from '@longbox/subgraph/under-test';
import { emptyDatabase } from '@longbox/testing';
import type { Carrier, LabelRequest } from './application/carrier.ts';
import { testCarrier } from './application/test-carrier.ts';
import { orderHandlers } from './messaging/handlers.ts';
import { createFulfillmentSubgraph } from './subgraph.ts';

/** Fulfillment under test: its schema, its handlers, its carrier, and what it has said. */
export interface Fulfillment {
  readonly subgraph: Subgraph;
  /** The same database, for looking into it; its statements are not counted. */
  readonly database: Database;
  readonly now: Date;
  readonly carrier: WatchedCarrier;
  /** The data of an operation. Throws its first error. */
  ask<T>(caller: Caller, document: string, variables?: object): Promise<T>;
  /** How many statements a piece of work sends. */
  statements(work: () => Promise<unknown>): Promise<number>;
  /** Handles one event as the consumer does, in a transaction of its store. */
  deliver<T extends EventType>(tenantId: string, type: T, data: EventPayloads[T]): Promise<void>;
  /** The types of the events with a key that were written, oldest first. */
  told(key: string): Promise<string[]>;
  /** The data of the events of a type with a key. */
  toldOf<T extends EventType>(key: string, type: T): Promise<EventPayloads[T][]>;
  rows<Row>(tenantId: string, sql: string, parameters?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** The built-in carrier, with what was asked of it. */
export interface WatchedCarrier extends Carrier {
  down: boolean;
  readonly bought: LabelRequest[];
  readonly voided: string[];
  /** Called before a label is sold, as if the network took its time. */
  beforeSale: () => Promise<void>;
}

function watchedCarrier(): WatchedCarrier {
  const real = testCarrier();
  const carrier: WatchedCarrier = {
    down: false,
    bought: [],
    voided: [],
    beforeSale: () => Promise.resolve(),
    rates: (parcel) => (carrier.down ? Promise.reject(new Error('timeout')) : real.rates(parcel)),
    async buyLabel(request) {
      await carrier.beforeSale();
      carrier.bought.push(request);
      return real.buyLabel(request);
    },
    async voidLabel(trackingNumber) {
      carrier.voided.push(trackingNumber);
      return real.voidLabel(trackingNumber);
    },
  };
  return carrier;
}

export async function openFulfillment(): Promise<Fulfillment> {
  const { url, drop } = await emptyDatabase('fulfillment');
  const carrier = watchedCarrier();
  const logger = pino({ level: 'silent' });
  const clock = () => fulfillment.now;
  const subgraph = await createFulfillmentSubgraph(
    {
      databaseUrl: url,
      eventLog: SILENT_LOG,
      peers: { ask: () => Promise.reject(new Error('fulfillment asks nobody')) },
      logger,
      clock,
    },
    { poolSize: 20 },
    carrier,
  );
  const database = await openDatabase({ name: 'fulfillment', url, poolSize: 20 });
  const handlers = orderHandlers({ clock, logger });

  const fulfillment: Fulfillment = {
    subgraph,
    database,
    carrier,
    now: new Date('2026-03-10T12:00:00Z'),
    ask: (caller, source, variables) => ask(subgraph, caller, source, variables),
    statements: (work) => statementsOf(subgraph, work),
    deliver: (tenantId, type, data) =>
      deliver(database, handlers, { tenantId, type, data, time: fulfillment.now }),
    async told(key) {
      const rows = await database.systemTransaction((tx) =>
        tx.query<{ type: string }[]>('SELECT type FROM outbox WHERE key = $1 ORDER BY position', [key]),
      );
      return rows.map(({ type }) => type);
    },
    async toldOf<T extends EventType>(key: string, type: T) {
      const rows = await database.systemTransaction((tx) =>
        tx.query<{ payload: Buffer }[]>(
          'SELECT payload FROM outbox WHERE key = $1 AND type = $2 ORDER BY position',
          [key, type],
        ),
      );
      return rows.map(({ payload }) => decodeEvent(type, payload));
    },
    rows: <Row>(tenantId: string, sql: string, parameters: unknown[] = []) =>
      database.read(tenantId, (connection) => connection.query<Row[]>(sql, parameters)),
    async close() {
      await database.close();
      await subgraph.stop();
      await drop();
    },
  };
  return fulfillment;
}

export const ADDRESS = {
  name: 'Ada Lovelace',
  line1: '12 St James Square',
  line2: null,
  city: 'Springfield',
  region: 'OR',
  postalCode: '97477',
  countryCode: 'US',
};

/** Pieces of one variant, and the bins in which they are held for the order: `[bin, quantity]`, at one location or a named one. */
export interface WantedLine {
  readonly variantId?: string;
  readonly places: readonly (readonly [bin: string | null, quantity: number, location?: Place])[];
}

export interface Place {
  readonly id: string;
  readonly code: string;
}

export const MAIN: Place = { id: newId(), code: 'MAIN' };
export const BACK: Place = { id: newId(), code: 'BACK' };

let orders = 1_000;

/** An order as it is confirmed, with a line for each of what is wanted. */
export function confirmedOrder(...wanted: WantedLine[]): OrderConfirmed {
  orders += 1;
  return {
    orderId: newId(),
    number: String(orders),
    currency: 'USD',
    totalMinor: 1_000,
    shippingAddress: ADDRESS,
    lines: wanted.map(({ variantId = newId(), places }) => ({
      orderLineId: newId(),
      variantId,
      quantity: places.reduce((sum, [, quantity]) => sum + quantity, 0),
      sku: 'SKU',
      title: 'A card',
      allocations: places.map(([bin, quantity, location = MAIN]) => ({
        reservationId: newId(),
        locationId: location.id,
        locationCode: location.code,
        bin,
        quantity,
      })),
    })),
  };
}
