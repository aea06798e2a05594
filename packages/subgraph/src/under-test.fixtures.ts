import { graphql, type ExecutionResult } from 'graphql';
import {
  handleAll,
  type DomainEvent,
  type EventLog,
  type EventPayloads,
  type EventType,
  type Handlers,
} from '@longbox/events';
import type { Caller } from '@longbox/identity';
import { newId } from '@longbox/ids';
import type { Database } from '@longbox/postgres';
import type { Subgraph } from './subgraph.ts';

/** An event log that takes everything and says nothing. */
export const SILENT_LOG: EventLog = {
  publish: () => Promise.resolve(),
  subscribe: () => Promise.resolve({ stop: () => Promise.resolve() }),
  ping: () => Promise.resolve(true),
  close: () => Promise.resolve(),
};

/** What an operation answers. */
export async function execute(
  subgraph: Subgraph,
  caller: Caller,
  source: string,
  variables: object = {},
): Promise<ExecutionResult> {
  const contextValue = subgraph.createContext(caller);
  return graphql({ schema: subgraph.schema, source, contextValue, variableValues: { ...variables } });
}

/** The data of an operation. Throws its first error. */
export async function ask<T>(
  subgraph: Subgraph,
  caller: Caller,
  source: string,
  variables?: object,
): Promise<T> {
  const { data, errors } = await execute(subgraph, caller, source, variables);
  if (errors) throw errors[0] ?? new Error('errors without an error');
  return data as T;
}

/** How many statements a piece of work sends; `counts` leaves some out. */
export async function statementsOf(
  subgraph: Subgraph,
  work: () => Promise<unknown>,
  counts: (sql: string) => boolean = () => true,
): Promise<number> {
  let count = 0;
  const end = subgraph.onStatement((sql) => {
    if (counts(sql)) count += 1;
  });
  await work();
  end();
  return count;
}

export interface Told<T extends EventType> {
  /** Null for an event of no store. */
  readonly tenantId: string | null;
  readonly type: T;
  readonly data: EventPayloads[T];
  readonly id?: string;
  readonly key?: string;
  readonly time?: Date;
}

/** Handles one event as a consumer does, in a transaction of its store or of none. */
export async function deliver<T extends EventType>(
  database: Database,
  handlers: Handlers,
  { tenantId, id = newId(), key = newId(), time = new Date(), ...told }: Told<T>,
): Promise<void> {
  const event = { id, key, tenantId, time, correlationId: newId(), ...told };
  const work = (tx: Parameters<typeof handleAll>[0]) =>
    handleAll(tx, handlers, told.type, [event as unknown as DomainEvent<T>]);
  await (tenantId === null ? database.systemTransaction(work) : database.transaction(tenantId, work));
}
