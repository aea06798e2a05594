import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { EventMetrics, RebuildOptions, RebuildOutcome } from '@longbox/events';
import type { Caller } from '@longbox/identity';

export const SUBGRAPH_NAMES = ['catalog', 'inventory', 'order', 'fulfillment', 'pricing'] as const;

export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

/** Whose SDL there is: the subgraphs', and the edge's, which the gateway answers by itself. */
export type SchemaName = SubgraphName | 'edge';

/** What is to be rebuilt, as whoever asks for it says it. */
export type RebuildRequest = Pick<RebuildOptions, 'inspection' | 'from' | 'onProgress'>;

/** What each resolver gets: who calls, and the loaders made for this one request. Subgraphs extend it. */
export interface RequestContext {
  readonly caller: Caller;
  /** Of a subscription that goes on: the id of the last event that its subscriber saw (`Position`). */
  readonly lastEventId?: string | undefined;
}

/**
 * One subgraph as a value. It does not know whether a gateway in the same process calls its schema or an HTTP host serves it.
 */
export interface Subgraph {
  readonly name: SubgraphName;
  /** Executable, with federation's `_entities` and `_service`; permissions are enforced in it. */
  readonly schema: GraphQLSchema;
  /** A fresh context for one request; loaders in it are shared by all of the request's fetches that get the same context. */
  createContext(caller: Caller): RequestContext;
  /** Its consumers, by name, and whether what each keeps can be made again from the events. */
  readonly consumers: Readonly<Record<string, { readonly rebuildable: boolean }>>;
  /**
   * Makes what a consumer keeps again from the events and swaps; the consumer may run meanwhile, here or elsewhere. Answers a refusal for
   * one that does more than keep what it heard. Throws what `rebuildReadModel` throws.
   */
  rebuild(consumer: string, options: RebuildRequest): Promise<RebuildOutcome>;
  /** From now on its relay and consumers tell the metrics of what they do. */
  reportTo(metrics: EventMetrics): void;
  /** Starts consumers, relay and jobs. The schema answers before it too. */
  start(): Promise<void>;
  /** Ends what `start` began, waits for work in hand (ten seconds at most), and closes the database. */
  stop(): Promise<void>;
  /**
   * What keeps it from serving now, a sentence each, within some two seconds: its database does not answer or lacks a migration, the event log
   * does not answer. Empty when it can serve.
   */
  obstacles(): Promise<readonly string[]>;
  /** Calls `observe` with each SQL statement before it is sent. Returns what ends it. */
  onStatement(observe: (sql: string) => void): () => void;
}

export interface PeerRequest {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The caller on whose account the peer is asked; see `systemCaller`. */
  readonly caller: Caller;
}

/**
 * How a subgraph asks another one something it must know now (a quote, a variant that it has not heard of yet): a GraphQL operation
 * against the peer's own schema. In process or over HTTP, with a deadline of five seconds.
 */
export interface Peers {
  ask(peer: SubgraphName, request: PeerRequest): Promise<ExecutionResult>;
}
