import {
  decodeEvent,
  type EventLog,
  type EventPayloads,
  type EventRecord,
  type EventType,
  type PriceChanged,
  type StockChanged,
  encodeEvent,
  type SubscriptionOptions,
  topicOf,
} from '@longbox/events';
import type { Caller, Store } from '@longbox/identity';
import { newId } from '@longbox/ids';
import { openDatabase, type Database } from '@longbox/postgres';
import { createOperationRunner, type Subgraph } from '@longbox/subgraph';
import { deliver, statementsOf } from '@longbox/subgraph/under-test';
import { callerOf, emptyDatabase, storeOf, waitFor } from '@longbox/testing';
import type { ExecutionResult } from 'graphql';
import { pino } from 'pino';
import { ENTITIES, createCatalogSubgraph, type CatalogConfig } from './index.ts';
import { HANDLERS } from './messaging/handlers.ts';

const logger = pino({ level: process.env['LOG_LEVEL'] ?? 'silent' });

/** A catalog on a database of its own, with what tests ask of it. */
export interface Catalog {
  /** The catalog's database, on connections of the test's own. */
  readonly database: Database;
  readonly superuserUrl: string;
  readonly databaseUrl: string;
  /** What was published, oldest first. */
  readonly published: EventRecord[];
  readonly store: Store;
  readonly staff: Caller;
  readonly shopper: Caller;
  /** The locations that inventory says the store has. */
  readonly locations: { readonly id: string; readonly code: string }[];
  /** Runs an operation and answers its data. Throws when it has errors. */
  ask<T>(caller: Caller, query: string, variables?: Record<string, unknown>): Promise<T>;
  /** Subscribes, and answers its results to their end. */
  watch(caller: Caller, query: string, variables?: Record<string, unknown>): Promise<ExecutionResult[]>;
  /** Runs an operation and answers the codes of its errors. */
  errorsOf(caller: Caller, query: string, variables?: Record<string, unknown>): Promise<unknown[]>;
  /** Starts an import and waits for its end. */
  importFiles(game: string, path: string, caller?: Caller): Promise<JobView>;
  /** Handles one event as the consumer does, in a transaction of its store. */
  deliver<T extends EventType>(tenantId: string, type: T, data: EventPayloads[T]): Promise<void>;
  /** Handles a price and stock in the catalog's own store. Unless something else is said: a dollar in every channel, and none on hand. */
  price(of: Offered, said?: Partial<PriceChanged>): Promise<void>;
  stock(of: Offered, said?: Partial<StockChanged>): Promise<void>;
  /** Hands one event to the catalog's own consumer so many times side by side and once more after, as an event log may that delivers at least once. */
  deliverRepeatedly<T extends EventType>(
    tenantId: string,
    type: T,
    data: EventPayloads[T],
    times: number,
  ): Promise<void>;
  /** The events of a type that were published since the last call, when the outbox is empty. */
  told<T extends EventType>(
    type: T,
  ): Promise<{ tenantId: string | null; key: string; data: EventPayloads[T] }[]>;
  /** Stops the subgraph and starts it again on the same database. */
  restart(): Promise<void>;
  /** How many statements an operation takes. */
  statementsOf(caller: Caller, query: string, variables?: Record<string, unknown>): Promise<number>;
  dispose(): Promise<void>;
}

export interface Offered {
  readonly variantId: string;
  readonly productId: string;
}

export interface JobView {
  readonly id: string;
  readonly status: string;
  readonly processed: number;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly failed: number;
  readonly total: number | null;
  readonly problems: {
    readonly edges: readonly {
      readonly node: {
        readonly file: string;
        readonly line: number | null;
        readonly recordId: string | null;
        readonly message: string;
      };
    }[];
  };
}

export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[] | null;
}

const START = `mutation ($input: CatalogImportInput!) {
  startCatalogImport(input: $input) { job { id } userErrors { code message field } }
}`;

const JOB = `query ($id: ID!) { catalogImportJob(id: $id) {
  id status processed created updated skipped failed total problems(first: 250) { edges { node { file line recordId message } } }
} }`;

/** Opens a catalog that is started: its worker imports, its relay publishes, its consumer hears. */
export async function openCatalog(config: Partial<CatalogConfig> = {}): Promise<Catalog> {
  const { url, superuserUrl, drop } = await emptyDatabase('catalog');
  const published: EventRecord[] = [];
  const consumers: SubscriptionOptions[] = [];
  const locations = [
    { id: newId(), code: 'MAIN' },
    { id: newId(), code: 'BACK' },
  ];
  const eventLog: EventLog = {
    publish: (records) => Promise.resolve(void published.push(...records)),
    subscribe: (options) => {
      consumers.splice(0, consumers.length, options);
      return Promise.resolve({ stop: () => Promise.resolve() });
    },
    ping: () => Promise.resolve(true),
    close: () => Promise.resolve(),
  };
  const open = async (): Promise<Subgraph> => {
    const opened = await createCatalogSubgraph(
      { databaseUrl: url, eventLog, logger, peers: { ask: () => Promise.resolve({ data: { locations } }) } },
      config,
    );
    await opened.start();
    return opened;
  };
  let subgraph = await open();
  const database = await openDatabase({ name: 'catalog', url, entities: ENTITIES });
  const store = storeOf('catalog');
  const staff = callerOf('staff', store);

  const run = (caller: Caller, query: string, variables: Record<string, unknown> = {}) =>
    createOperationRunner(subgraph.schema, logger).run({ query, variables }, subgraph.createContext(caller));
  const ask = async <T>(caller: Caller, query: string, variables?: Record<string, unknown>) => {
    const { data, errors } = await run(caller, query, variables);
    if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
    return data as T;
  };
  const handle: Catalog['deliver'] = (tenantId, type, data) =>
    deliver(database, HANDLERS, { tenantId, type, data });

  return {
    database,
    databaseUrl: url,
    superuserUrl,
    published,
    store,
    staff,
    shopper: callerOf('anonymous', store),
    locations,
    ask,
    async watch(caller, query, variables = {}) {
      const stream = await createOperationRunner(subgraph.schema, logger).subscribe(
        { query, variables },
        () => subgraph.createContext(caller),
      );
      if (!(Symbol.asyncIterator in stream)) return [stream];
      const results: ExecutionResult[] = [];
      for await (const result of stream) results.push(result);
      return results;
    },
    errorsOf: async (caller, query, variables) =>
      ((await run(caller, query, variables)).errors ?? []).map(({ extensions }) => extensions['code']),
    async importFiles(game, path, caller = staff) {
      const { startCatalogImport } = await ask<{
        startCatalogImport: { job: { id: string } | null; userErrors: UserError[] };
      }>(caller, START, { input: { game, path } });
      const id = startCatalogImport.job?.id;
      if (!id) throw new Error(startCatalogImport.userErrors.map(({ message }) => message).join('; '));
      return jobAtEnd({ ask }, caller, id);
    },
    deliver: handle,
    price: (of, said) =>
      handle(store.id, 'PriceChanged', {
        ...of,
        channel: null,
        currency: 'USD',
        amountMinor: 100,
        compareAtMinor: null,
        previousMinor: null,
        changedBy: 'test',
        version: 1,
        ...said,
      }),
    stock: (of, said) =>
      handle(store.id, 'StockChanged', {
        ...of,
        itemId: newId(),
        locationId: newId(),
        onHand: 0,
        reserved: 0,
        safetyStock: 0,
        onlineBuffer: 0,
        version: 1,
        ...said,
      }),
    async deliverRepeatedly(tenantId, type, data, times) {
      const [consumer] = consumers;
      const topic = topicOf(type).name;
      if (!consumer?.topics.includes(topic)) throw new Error(`the catalog does not hear ${topic}`);
      const key = newId();
      const headers = {
        ce_specversion: '1.0',
        ce_id: newId(),
        ce_type: type,
        ce_source: '/longbox/test',
        ce_subject: key,
        ce_time: new Date().toISOString(),
        ce_correlationid: 'test',
        ce_tenantid: tenantId,
      };
      const record = { topic, key, headers, payload: encodeEvent(type, data), partition: 0 };
      await Promise.all(
        Array.from({ length: times }, (_, at) => consumer.handle([{ ...record, offset: BigInt(at) }])),
      );
      // And once more when the first ones are over.
      await consumer.handle([{ ...record, offset: BigInt(times) }]);
    },
    async told<T extends EventType>(type: T) {
      await waitFor(
        async () => {
          const [row] = await database.systemTransaction((tx) =>
            tx.query<{ waiting: number }[]>('SELECT count(*)::int AS waiting FROM outbox'),
          );
          return row?.waiting === 0;
        },
        { what: 'the outbox to be empty' },
      );
      return published
        .splice(0)
        .flatMap(({ headers, key, payload }) =>
          headers['ce_type'] === type
            ? { tenantId: headers['ce_tenantid'] ?? null, key, data: decodeEvent(type, payload) }
            : [],
        );
    },
    async restart() {
      await subgraph.stop();
      subgraph = await open();
    },
    statementsOf: (caller, query, variables) =>
      statementsOf(
        subgraph,
        () => ask(caller, query, variables),
        (sql) => !/import_queue|outbox|advisory|AS "printCounts"|^(?:START TRANSACTION|COMMIT)/.test(sql),
      ),
    async dispose() {
      await subgraph.stop();
      await database.close();
      await drop();
    },
  };
}

/** The job when it has come to its end. */
export function jobAtEnd({ ask }: Pick<Catalog, 'ask'>, caller: Caller, id: string): Promise<JobView> {
  return waitFor(
    async () => {
      const { catalogImportJob: job } = await ask<{ catalogImportJob: JobView }>(caller, JOB, { id });
      return job.status === 'QUEUED' || job.status === 'RUNNING' ? false : job;
    },
    { what: 'the import to end', timeoutMs: 120_000 },
  );
}
