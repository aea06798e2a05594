import type { ExecutionResult } from 'graphql';
import { pino } from 'pino';
import type { EventPayloads, EventRecord, EventType } from '@longbox/events';
import { newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import type { PeerRequest } from '@longbox/subgraph';
import { SILENT_LOG, ask, deliver } from '@longbox/subgraph/under-test';
import { testDatabase } from '@longbox/testing';
import type { OrderConfig } from './config.ts';
import { sagaHandlers } from './messaging/handlers.ts';
import { ENTITIES } from './persistence/entities.ts';
import { MIGRATIONS } from './persistence/migrations.ts';
import { createOrderSubgraph, type OrderParts } from './subgraph.ts';

export interface SoldVariant {
  readonly id: string;
  readonly sku: string;
  readonly productTitle: string;
  status: 'ACTIVE' | 'ARCHIVED' | 'DRAFT';
  /** Minor units; null for none. */
  priceMinor: number | null;
  available: number;
}

/** What the other subgraphs would answer. Shipping costs 499, and is free from 10,000. */
export function createMarket() {
  const variants = new Map<string, SoldVariant>();
  const away = new Set<string>();
  const asked: string[] = [];

  function ask(peer: string, request: PeerRequest): ExecutionResult {
    asked.push(peer);
    if (away.has(peer)) throw new Error(`${peer} is away`);
    if (peer === 'catalog') return { data: { variants: catalog(request.variables) } };
    if (peer === 'inventory') return { data: { availableToSell: stock(request.variables) } };
    return { data: { quote: quote(request) } };
  }
  function catalog({ ids, skus }: { ids?: string[]; skus?: string[] }) {
    const wanted = [...variants.values()].filter(({ id, sku }) => ids?.includes(id) || skus?.includes(sku));
    return wanted.map(({ id, sku, productTitle, status }) => ({
      id,
      sku,
      title: 'Near Mint',
      condition: 'NM',
      finish: null,
      edition: null,
      language: null,
      weightGrams: 2,
      grade: null,
      product: { id: newId(), title: productTitle, kind: 'SEALED', status, print: null },
    }));
  }
  function stock({ variantIds }: { variantIds?: string[] }) {
    return variantIds?.map((id) => ({ availableToSell: variants.get(id)?.available ?? 0 }));
  }
  function quote({ variables, caller }: PeerRequest) {
    const { lines } = variables['input'] as { lines: { key: string; variantId: string; quantity: number }[] };
    const priced = lines.map(({ key, variantId, quantity }) => {
      const unit = variants.get(variantId)?.priceMinor ?? null;
      return {
        key,
        unitPrice: unit === null ? null : { amount: unit },
        total: unit === null ? null : { amount: unit * quantity },
      };
    });
    const subtotal = priced.reduce((all, { total }) => all + (total?.amount ?? 0), 0);
    const shipping = subtotal === 0 || subtotal >= 10_000 ? 0 : 499;
    return {
      id: newId(),
      currency: caller.store.currency,
      lines: priced,
      discounts: [],
      subtotal: { amount: subtotal },
      discountTotal: { amount: 0 },
      shippingTotal: { amount: shipping },
      taxTotal: { amount: 0 },
      total: { amount: subtotal + shipping },
    };
  }
  return {
    variants,
    away,
    asked,
    ask,
    sell(priceMinor: number | null = 1_000, available = 10): SoldVariant {
      const id = newId();
      const variant: SoldVariant = {
        id,
        sku: `SKU-${id}`,
        productTitle: `Box ${variants.size + 1}`,
        status: 'ACTIVE',
        priceMinor,
        available,
      };
      variants.set(id, variant);
      return variant;
    },
  };
}

export type OrderUnderTest = Awaited<ReturnType<typeof orderUnderTest>>;

/** The order subgraph on a database of its own; the peers answer what the market says, and events are delivered by the test. */
export async function orderUnderTest(config: Partial<OrderConfig> = {}, parts: OrderParts = {}) {
  const test = await testDatabase('order', { entities: ENTITIES, migrations: MIGRATIONS });
  const market = createMarket();
  const published: EventRecord[] = [];
  const eventLog = {
    ...SILENT_LOG,
    publish: async (records: readonly EventRecord[]) => void published.push(...records),
  };
  const time = { offsetMs: 0 };
  const subgraph = await createOrderSubgraph(
    {
      databaseUrl: test.url,
      eventLog,
      peers: { ask: async (peer, request) => market.ask(peer, request) },
      logger: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
      clock: () => new Date(Date.now() + time.offsetMs),
    },
    config,
    parts,
  );
  const { database } = subgraph.services;

  return {
    ...test,
    subgraph,
    market,
    published,
    time,
    database,

    /** Runs an operation; throws when it fails. */
    ask: <T>(caller: Caller, source: string, variables?: object) =>
      ask<T>(subgraph, caller, source, variables),

    /** What a peer's event does, as the consumer would have it done. */
    async deliver<T extends EventType>(
      tenantId: string,
      type: T,
      data: EventPayloads[T],
      id = newId(),
    ): Promise<void> {
      const key = 'orderId' in data ? data.orderId : '';
      await deliver(database, sagaHandlers(subgraph.services), { tenantId, type, data, id, key });
    },

    /** The types of the events in the outbox of an order, in their order. */
    async told(orderId: string): Promise<string[]> {
      const rows: { type: string }[] = await database.systemTransaction((tx) =>
        tx.query('SELECT type FROM outbox WHERE key = $1 ORDER BY position', [orderId]),
      );
      return rows.map(({ type }) => type);
    },

    async query<Row>(tenantId: string, sql: string, parameters: unknown[] = []): Promise<Row[]> {
      return database.read(tenantId, (connection) => connection.query(sql, parameters));
    },

    async stop(): Promise<void> {
      await subgraph.stop();
      await test.dispose();
    },
  };
}
