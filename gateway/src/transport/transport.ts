import type { Caller } from '@longbox/identity';
import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Cancellation } from '../cancellation.ts';
import type { Freshness } from '../entity-cache/freshness.ts';
import type { Decisions } from '../flags/decisions.ts';

/** One request of a client, or one event of a subscription: who asks, and what is shared while it is answered. */
export interface RequestScope {
  readonly caller: Caller;
  /** What is decided of flags for it; absent where nobody outside asked. */
  readonly decisions?: Decisions;
  /** Ends the work for it early; absent where only the executor's own deadline does. */
  readonly cancellation?: Cancellation;
  /** Gathers how long the answer may be used; absent where nobody asks. */
  readonly freshness?: Freshness;
}

export interface SubgraphRequest {
  /** Its text, or its document where the transport can use that. */
  readonly query: string | DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
  /** Of a subscription: it goes on after this event. */
  readonly lastEventId?: string | undefined;
  /** Whether it changes nothing, so that it may be sent a second time. */
  readonly isQuery?: boolean;
  /** What is wanted at the same time, and waited for together, has the same one: a transport may send it as one request. */
  readonly together?: object | undefined;
}

/** How the gateway reaches one subgraph. */
export interface Transport {
  /** Runs a query or mutation. Throws `SubgraphUnreachable` when there is no answer within the deadline. */
  run(request: SubgraphRequest, scope: RequestScope): Promise<ExecutionResult>;
  /** Starts a subscription: its results, or one result that says why not. `return()` ends it at the subgraph at once. */
  subscribe(
    request: SubgraphRequest,
    scope: RequestScope,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
  /** What keeps the subgraph from serving, a sentence each; empty when it can. */
  obstacles(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** No answer came from a subgraph. */
export class SubgraphUnreachable extends Error {
  override readonly name = 'SubgraphUnreachable';
}

/** A subgraph in trouble was not even asked: it fails lately, or it has as much in hand as it may. */
export class SubgraphSpared extends SubgraphUnreachable {}

/** A fetch from a subgraph may take this long. */
export const FETCH_DEADLINE_MS = 10_000;
