import { pino } from 'pino';
import { decodeEvent, type EventPayloads, type EventType } from '@longbox/events';
import type { Caller, Store } from '@longbox/identity';
import { newId } from '@longbox/ids';
import { openDatabase, type Database } from '@longbox/postgres';
import type { Peers, Subgraph } from '@longbox/subgraph';
import { SILENT_LOG, ask, deliver, statementsOf } from '@longbox/subgraph/under-test';
import { emptyDatabase } from '@longbox/testing';
import { catalogHandlers, fileHandlers, marketHandlers } from './messaging/handlers.ts';
import { createPricingSubgraph } from './subgraph.ts';

/** Pricing under test: its schema, its handlers, and what it has said. */
export interface Pricing {
  readonly subgraph: Subgraph;
  /** The same database, for looking into it; its statements are not counted. */
  readonly database: Database;
  /** The time by which it works; tests move it. */
  now: Date;
  readonly catalog: { down: boolean };
  /** A variant that the catalog sells in a store; of a product of its own unless `product` says otherwise. */
  variant(store: Store, overrides?: { product?: object } & Record<string, unknown>): Variant;
  /** The data of an operation. Throws its first error. */
  ask<T>(caller: Caller, document: string, variables?: object): Promise<T>;
  /** How many statements a piece of work sends. */
  statements(work: () => Promise<unknown>): Promise<number>;
  /** Handles one event as the consumer does, in a transaction of its store or of none. */
  deliver<T extends EventType>(tenantId: string | null, type: T, data: EventPayloads[T]): Promise<void>;
  /** The events with a key that were written, oldest first. */
  told(key: string): Promise<EventPayloads['PriceChanged'][]>;
  close(): Promise<void>;
}

export interface Variant {
  readonly id: string;
  readonly sku: string;
  readonly productId: string;
}

export async function openPricing(): Promise<Pricing> {
  const { url, drop } = await emptyDatabase('pricing');
  const variants = new Map<string, { readonly id: string; readonly sku: string; readonly store: string }>();
  const catalog = { down: false };
  const peers: Peers = {
    ask(_, { variables, caller }) {
      if (catalog.down) return Promise.reject(new Error('connection refused'));
      const wanted = new Set((variables['ids'] ?? variables['skus']) as string[]);
      const own = [...variants.values()].filter(({ store }) => store === caller.store.id);
      return Promise.resolve({
        data: { variants: own.filter(({ id, sku }) => wanted.has(id) || wanted.has(sku)) },
      });
    },
  };
  const subgraph = await createPricingSubgraph(
    {
      databaseUrl: url,
      eventLog: SILENT_LOG,
      peers,
      logger: pino({ level: 'silent' }),
      clock: () => pricing.now,
    },
    { poolSize: 20 },
  );
  const database = await openDatabase({ name: 'pricing', url });
  const handlers = { ...catalogHandlers, ...marketHandlers, ...fileHandlers(() => pricing.now) };

  const pricing: Pricing = {
    subgraph,
    database,
    catalog,
    now: new Date('2026-03-10T12:00:00Z'),
    variant(store, { product, ...overrides } = {}) {
      const made = catalogVariant(product ?? {}, overrides);
      variants.set(made.id, { ...made, store: store.id });
      return { id: made.id, sku: made.sku, productId: made.product.id };
    },
    ask: (caller, source, variables) => ask(subgraph, caller, source, variables),
    statements: (work) => statementsOf(subgraph, work),
    deliver: (tenantId, type, data) =>
      deliver(database, handlers, { tenantId, type, data, time: pricing.now }),
    async told(key) {
      const rows = await database.systemTransaction((tx) =>
        tx.query<{ payload: Buffer }[]>('SELECT payload FROM outbox WHERE key = $1 ORDER BY position', [key]),
      );
      return rows.map(({ payload }) => decodeEvent('PriceChanged', payload));
    },
    async close() {
      await database.close();
      await subgraph.stop();
      await drop();
    },
  };
  return pricing;
}

function catalogVariant(product: object, overrides: object) {
  const id = newId();
  return {
    id,
    sku: `SKU-${id.slice(-8)}`,
    title: 'Near Mint',
    condition: 'NM',
    finish: 'NORMAL',
    edition: 'UNLIMITED',
    language: 'EN',
    grade: null,
    weightGrams: 2,
    ...overrides,
    product: { id: newId(), title: 'Card', status: 'ACTIVE', kind: 'CARD', print: null, ...product },
  };
}

/** A printing as the catalog tells of it. */
export const printOf = (id: string) => ({
  print: { id, rarity: null, set: { code: 'X', game: { code: 'MTG' } }, card: { game: { code: 'MTG' } } },
});

export const usd = (amount: number) => ({ amount, currency: 'USD' });

export interface SetPricesAnswer {
  readonly prices: { readonly price: { readonly amount: number }; readonly channel: string | null }[] | null;
  readonly userErrors: { readonly code: string; readonly field: string[] }[];
}

const SET = `mutation ($input: SetPricesInput!) { setPrices(input: $input) {
  prices { channel price { amount currency } compareAtPrice { amount } variant { id } } userErrors { code message field } } }`;

export async function setPrices(
  pricing: Pricing,
  caller: Caller,
  lines: readonly object[],
  more: object = {},
): Promise<SetPricesAnswer> {
  const variables = { input: { lines, ...more } };
  return (await pricing.ask<{ setPrices: SetPricesAnswer }>(caller, SET, variables)).setPrices;
}

const PRICE = `query ($r: [_Any!]!, $c: String!) {
  _entities(representations: $r) { ... on ProductVariant { price(channel: $c) { price { amount } } } } }`;

/** What a variant costs on a channel, in minor units; null when it cannot be bought. */
export async function priceOf(
  pricing: Pricing,
  caller: Caller,
  id: string,
  channel = 'online',
): Promise<number | null> {
  const variables = { r: [{ __typename: 'ProductVariant', id }], c: channel };
  const { _entities } = await pricing.ask<{
    _entities: ({ price: { price: { amount: number } } | null } | null)[];
  }>(caller, PRICE, variables);
  return _entities[0]?.price?.price.amount ?? null;
}
