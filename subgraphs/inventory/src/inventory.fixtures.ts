import { graphql, type ExecutionResult } from 'graphql';
import pino from 'pino';
import {
  decodeEvent,
  type DomainEvent,
  type EventLog,
  type EventPayloads,
  type EventType,
  handleAll,
} from '@longbox/events';
import { newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import type { Database } from '@longbox/postgres';
import type { Peers, Subgraph } from '@longbox/subgraph';
import { catalogHandlers, fileHandlers, orderHandlers } from './messaging/handlers.ts';
import { createInventorySubgraph } from './subgraph.ts';

/** An inventory under test: its schema, its handlers, and what it has said. */
export interface Inventory {
  readonly subgraph: Subgraph;
  readonly database: Database;
  /** The time by which it works; tests move it. */
  now: Date;
  /** What the catalog would answer, and how often it was asked. */
  readonly catalog: { readonly variants: Map<string, CatalogVariant>; asked: number; down: boolean };
  /** The data of an operation. Throws when it answers with an error. */
  ask<T>(caller: Caller, document: string, variables?: Record<string, unknown>): Promise<T>;
  execute(caller: Caller, document: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  /** Handles one event as the consumer does, in a transaction of its store. */
  deliver<T extends EventType>(tenantId: string, type: T, data: EventPayloads[T]): Promise<void>;
  /** The events of a type that were written since the last call, oldest first; the others are forgotten. */
  told<T extends EventType>(tenantId: string, type: T): Promise<EventPayloads[T][]>;
}

export interface CatalogVariant {
  readonly id: string;
  readonly sku: string;
  readonly product: {
    readonly id: string;
    readonly title: string;
    readonly kind: string;
    readonly status: string;
    readonly print: null;
  };
}

export function catalogVariant(sku: string, productId = newId()): CatalogVariant {
  return {
    id: newId(),
    sku,
    product: { id: productId, title: `Product ${sku}`, kind: 'SEALED', status: 'ACTIVE', print: null },
  };
}

const SILENT: EventLog = {
  publish: () => Promise.resolve(),
  subscribe: () => Promise.resolve({ stop: () => Promise.resolve() }),
  ping: () => Promise.resolve(true),
  close: () => Promise.resolve(),
};

export async function openInventory(test: {
  readonly url: string;
  readonly database: Database;
}): Promise<Inventory> {
  const { database } = test;
  const logger = pino({ level: 'silent' });
  const catalog: Inventory['catalog'] = { variants: new Map(), asked: 0, down: false };
  const peers: Peers = {
    ask(_, { variables }) {
      catalog.asked += 1;
      if (catalog.down) return Promise.reject(new Error('connection refused'));
      const wanted = new Set((variables['ids'] ?? variables['skus']) as string[]);
      const variants = [...catalog.variants.values()]
        .filter(({ id, sku }) => wanted.has(id) || wanted.has(sku))
        .map((variant) => ({
          title: 'NM',
          condition: null,
          finish: null,
          edition: null,
          language: null,
          weightGrams: 2,
          grade: null,
          ...variant,
        }));
      return Promise.resolve({ data: { variants } });
    },
  };
  const subgraph = await createInventorySubgraph(
    { databaseUrl: test.url, eventLog: SILENT, peers, logger, clock: () => inventory.now },
    { poolSize: 20 },
  );
  const clock = () => inventory.now;
  const handlers = { ...catalogHandlers, ...orderHandlers({ clock, logger }), ...fileHandlers({ clock }) };

  const inventory: Inventory = {
    subgraph,
    database,
    catalog,
    now: new Date(),
    async ask<T>(caller: Caller, document: string, variables: Record<string, unknown> = {}) {
      const { data, errors } = await inventory.execute(caller, document, variables);
      if (errors) throw errors[0]?.originalError ?? errors[0] ?? new Error('no error');
      return data as T;
    },
    async execute(caller, source, variableValues = {}) {
      return graphql({
        schema: subgraph.schema,
        source,
        variableValues,
        contextValue: subgraph.createContext(caller),
      });
    },
    async deliver<T extends EventType>(tenantId: string, type: T, data: EventPayloads[T]) {
      const event = {
        id: newId(),
        type,
        key: 'key',
        tenantId,
        correlationId: newId(),
        time: inventory.now,
        data,
      };
      await database.transaction(tenantId, (tx) =>
        handleAll(tx, handlers, type, [event as unknown as DomainEvent<T>]),
      );
    },
    async told<T extends EventType>(tenantId: string, type: T) {
      const rows = await database.systemTransaction((tx) =>
        tx.query<{ type: string; payload: Buffer }[]>(
          `WITH taken AS (DELETE FROM outbox WHERE tenant_id = $1 RETURNING position, type, payload)
           SELECT type, payload FROM taken ORDER BY position`,
          [tenantId],
        ),
      );
      return rows.flatMap((row) => (row.type === type ? decodeEvent(type, row.payload) : []));
    },
  };
  return inventory;
}
