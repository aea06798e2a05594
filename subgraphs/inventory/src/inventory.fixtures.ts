import type { ExecutionResult } from 'graphql';
import pino from 'pino';
import { decodeEvent, type EventPayloads, type EventType } from '@longbox/events';
import { newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import type { Database } from '@longbox/postgres';
import type { Peers, Subgraph } from '@longbox/subgraph';
import { SILENT_LOG, ask, deliver, execute } from '@longbox/subgraph/under-test';
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
    { databaseUrl: test.url, eventLog: SILENT_LOG, peers, logger, clock: () => inventory.now },
    { poolSize: 20 },
  );
  const clock = () => inventory.now;
  const handlers = { ...catalogHandlers, ...orderHandlers({ clock, logger }), ...fileHandlers({ clock }) };

  const inventory: Inventory = {
    subgraph,
    database,
    catalog,
    now: new Date(),
    ask: (caller, document, variables) => ask(subgraph, caller, document, variables),
    execute: (caller, document, variables) => execute(subgraph, caller, document, variables),
    deliver: (tenantId, type, data) =>
      deliver(database, handlers, { tenantId, type, data, time: inventory.now }),
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
