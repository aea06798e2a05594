import type { EntityManager } from 'typeorm';
import type { EventPayloads, EventType } from './generated.ts';

/** On whose account and why an event happens. */
export interface EventCause {
  /** The store; null for what belongs to none, such as observed market prices. */
  readonly tenantId: string | null;
  /** Follows one request of a client through every subgraph, event and log line. */
  readonly correlationId: string;
  /** The id of the event that led to this one; left out where a person or a timer did. */
  readonly causationId?: string;
  /** W3C trace context, where another trace is meant than the one that is recorded where the event is told. */
  readonly traceparent?: string;
}

interface NewEventOf<T extends EventType> {
  readonly type: T;
  /** The aggregate's id, the order's id for everything in the order saga (`topics.json` says which). */
  readonly key: string;
  readonly data: EventPayloads[T];
  readonly cause: EventCause;
}

/** Something that has happened, to be told to the other subgraphs. Type and data go together. */
export type NewEvent<T extends EventType = EventType> = { [Each in T]: NewEventOf<Each> }[T];

interface DomainEventOf<T extends EventType> {
  /** UUIDv7, the same each time that the event is delivered. */
  readonly id: string;
  readonly type: T;
  readonly key: string;
  readonly tenantId: string | null;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly traceparent?: string;
  /** When it happened, by the clock of who told it. */
  readonly time: Date;
  readonly data: EventPayloads[T];
}

/** An event as a handler gets it, in the form of the newest version of its schema. */
export type DomainEvent<T extends EventType = EventType> = { [Each in T]: DomainEventOf<Each> }[T];

/**
 * What a consumer does on an event. It works in the transaction it is given, in which the event is marked as handled too; so its effect
 * happens once, however often the event comes. It throws what should be tried again.
 */
export type Handler<T extends EventType> = (tx: EntityManager, event: DomainEvent<T>) => Promise<void>;

/**
 * The same for many events of one type at once, so that their number does not decide the number of statements. Events of one key stand in
 * their order, and there may be several of one key.
 */
export interface BatchHandler<T extends EventType> {
  readonly batch: (tx: EntityManager, events: readonly DomainEvent<T>[]) => Promise<void>;
}

/** What a consumer does on each type of event it wants. */
export type Handlers = { readonly [T in EventType]?: Handler<T> | BatchHandler<T> };

/** Handles events of one type, which the handlers must know, in the order given. */
export async function handleAll<T extends EventType>(
  tx: EntityManager,
  handlers: Handlers,
  type: T,
  events: readonly DomainEvent<T>[],
): Promise<void> {
  const handler = handlers[type];
  if (handler === undefined) throw new RangeError(`nobody handles ${type} here`);
  if (typeof handler !== 'function') return handler.batch(tx, events);
  for (const event of events) await handler(tx, event);
}

/** The cause of what follows from an event: the same store and correlation, and the event as what led to it. */
export function causedBy(event: DomainEvent): EventCause {
  const { tenantId, correlationId, id, traceparent } = event;
  return { tenantId, correlationId, causationId: id, ...(traceparent === undefined ? {} : { traceparent }) };
}
