import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { RequestScope } from '../transport/transport.ts';
import type { Later, Promised } from './incremental/outbox.ts';
import type { EdgeContext } from './context.ts';

export type Variables = Readonly<Record<string, unknown>>;

/** The fetch that a subscription begins with: which subgraph owns its root field, and what to ask there. */
export interface PrimaryFetch {
  readonly serviceName: string;
  readonly query: string;
  readonly operationName: string | undefined;
  /** The variables of the client that the owner needs. */
  readonly variableNames: readonly string[];
}

/** One operation of one supergraph, planned and ready to run as often as it comes. */
export interface PreparedOperation {
  /** Its own among all that this process has prepared. */
  readonly id: number;
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** Whether its answer is for this one request, whoever else asks for the same at the same time. */
  readonly isOwn: boolean;
  /** Present for subscriptions only. */
  readonly primary?: PrimaryFetch;
}

export interface PlanRun {
  /** As the client sent them. */
  readonly variables: Variables;
  readonly context: EdgeContext;
  /**
   * What is known already: for a subscription the owner's answer to one event, which is not changed and may be shared. The plan fetches
   * what is missing; absent, it fetches everything.
   */
  readonly known?: Known;
}

export interface Known {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly SubgraphError[] | undefined;
}

/** An error as a subgraph reports it: a `GraphQLError` in process, its JSON over HTTP. */
export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

export interface PrepareHints {
  /** Stands for the text of the document, such as its hash; saves printing it. */
  readonly key?: string | undefined;
  /** Who asks: decides the labels of `@override`, and what is authorised. */
  readonly scope?: RequestScope | undefined;
  /** Whether the client takes the answer in parts (`@defer`); it is run by `deliver` then. */
  readonly inParts?: boolean | undefined;
}

/** An answer, or its first part and those that come later. */
export interface Delivered {
  readonly first: ExecutionResult;
  /** The parts that are sure to come. */
  readonly pending?: readonly Promised[];
  readonly later?: AsyncIterableIterator<Later, undefined>;
}

/** What the subgraphs have given for an operation. */
export interface Gathered {
  /** What is answered. */
  result(): ExecutionResult;
  /**
   * The answer as JSON in UTF-8, each byte as one character of a text (see `AnswerText`). Undefined where something is wrong with the answer,
   * which the result tells.
   */
  text(): string | undefined;
  /** What is answered, and what else was fetched for it. */
  readonly data: unknown;
}

/** Plans and runs the operations of one supergraph. */
export interface Executor {
  /** What clients may ask for. */
  readonly schema: GraphQLSchema;
  /** The labels of `@override` that are on for somebody. */
  labelsOn(scope: RequestScope | undefined): readonly string[];
  /** Prepares a valid document, or finds it prepared. Throws a `GraphQLError` when it cannot be planned. */
  prepare(document: DocumentNode, operationName?: string, options?: PrepareHints): PreparedOperation;
  /** Whether it is found prepared. */
  isPrepared(document: DocumentNode, operationName?: string, options?: PrepareHints): boolean;
  /**
   * Runs the plan. What it gathered is shaped, or written, when it is asked for: then only what the client selected is left. Failures of
   * subgraphs are errors in the result, with their paths; it never rejects for them.
   */
  gather(operation: PreparedOperation, run: PlanRun): Promise<Gathered>;
  /** The same for a client that takes the answer in parts; `later` is absent when it comes in one piece. */
  deliver(operation: PreparedOperation, run: PlanRun): Promise<Delivered>;
}
