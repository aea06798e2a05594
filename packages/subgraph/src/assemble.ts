import {
  createConsumer,
  rebuildReadModel,
  createRelay,
  type DomainEvent,
  type EventLog,
  type EventMetrics,
  type Handlers,
  type Rebuild,
  type RebuildOutcome,
} from '@longbox/events';
import type { Caller } from '@longbox/identity';
import {
  assertOrdinaryRole,
  migrate,
  obstacleOf,
  openDatabase,
  type Database,
  type DatabaseOptions,
} from '@longbox/postgres';
import type { Logger } from 'pino';
import { executableSchema } from './schema.ts';
import type { RequestContext, Subgraph, SubgraphName } from './subgraph.ts';

/**
 * Opens a subgraph's own database and brings it to its newest migration. A role that row-level security does not bind is refused. Throws
 * `DatabaseUnavailable`, `UnsafeRole` and `MigrationFailed`; nothing stays open then.
 */
export async function openOwnDatabase(options: DatabaseOptions): Promise<Database> {
  const database = await openDatabase(options);
  try {
    await assertOrdinaryRole(database);
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Something that works in the background from `start` to `stop`, such as a consumer or a job. */
export interface Worker {
  start(): void | Promise<void>;
  /** Resolves when the work in hand is done. */
  stop(): Promise<void>;
}

export interface SubgraphParts {
  readonly name: SubgraphName;
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly logger: Logger;
  /** Whether the outbox is published from here; it is when left out. */
  readonly relay?: boolean | undefined;
  readonly resolvers: object;
  readonly createContext: (caller: Caller) => RequestContext;
  /** Consumers by name, and the events that each handles. A new name handles everything from the start. */
  readonly consumers: Readonly<Record<string, Handlers>>;
  /** Of the consumers that only keep what they hear: how that is made again from the events. The others are never rebuilt. */
  readonly rebuilds?: Readonly<Record<string, Rebuild>>;
  /** What else works in the background. */
  readonly workers?: readonly Worker[];
}

/** Puts a subgraph together: its schema, the relay of its outbox, its consumers and jobs. */
export function assembleSubgraph(parts: SubgraphParts): Subgraph {
  const { name, database, eventLog, logger, resolvers, createContext } = parts;
  const relay = createRelay({ database, eventLog, logger });
  let metrics: EventMetrics | undefined;
  const consumers = new Map(
    Object.entries(parts.consumers).map(([consumer, handlers]) => {
      const onEffect = ({ time }: DomainEvent) => metrics?.tookEffect(consumer, time);
      return [consumer, createConsumer({ name: consumer, database, eventLog, handlers, logger, onEffect })];
    }),
  );
  const workers: readonly Worker[] = [...consumers.values(), ...(parts.workers ?? [])];
  return {
    name,
    schema: executableSchema(name, resolvers),
    createContext,
    consumers: Object.fromEntries(
      [...consumers.keys()].map((each) => [each, { rebuildable: parts.rebuilds?.[each] !== undefined }]),
    ),
    async rebuild(consumer, request) {
      const rebuild = parts.rebuilds?.[consumer];
      const handlers = parts.consumers[consumer];
      if (rebuild === undefined || handlers === undefined) return notRebuildable(parts, consumer);
      return rebuildReadModel({ ...request, consumer, database, handlers, rebuild });
    },
    reportTo(told) {
      metrics = told;
      if (parts.relay ?? true) told.addRelay(name, relay.counters);
      for (const [consumer, { counters }] of consumers) told.addConsumer(consumer, counters);
    },
    async start() {
      if (parts.relay ?? true) await relay.start();
      for (const worker of workers) await worker.start();
    },
    async stop() {
      // The relay last: it publishes what the others have just written.
      await Promise.all(workers.map((worker) => worker.stop()));
      await relay.stop();
      await database.close();
    },
    async obstacles() {
      const [ofDatabase, logAnswers] = await Promise.all([obstacleOf(database), eventLog.ping()]);
      return [
        ...(ofDatabase === undefined ? [] : [ofDatabase]),
        ...(logAnswers ? [] : ['the event log does not answer']),
      ];
    },
    onStatement: (observe) => database.onStatement(observe),
  };
}

function notRebuildable({ name, consumers, rebuilds = {} }: SubgraphParts, consumer: string): RebuildOutcome {
  const can = Object.keys(rebuilds);
  const instead =
    can.length === 0 ? `Nothing of ${name} is rebuilt.` : `Of ${name}, ${can.join(' and ')} can be rebuilt.`;
  const message = Object.hasOwn(consumers, consumer)
    ? `${consumer} does more than keep what it hears: its steps have happened, and would happen again. ${instead}`
    : `${name} has no consumer ${consumer}. ${instead}`;
  return { kind: 'refused', code: 'NOT_REBUILDABLE', message };
}
