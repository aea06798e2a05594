import {
  GraphQLError,
  createSourceEventStream,
  execute,
  parse,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { Caller } from '@longbox/identity';
import type { Logger } from 'pino';
import { downstreamError, internalError } from './errors.ts';
import { PeerUnavailable } from './peers.ts';
import { Positioned, mapEvents } from './positioned.ts';
import type { RequestContext } from './subgraph.ts';
import { eventsWithin } from './traced.ts';

export interface OperationRequest {
  /** Its text, or its document where the caller has it parsed already. */
  readonly query: string | DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
  /** Of a subscription: its resolver finds it in the context. */
  readonly lastEventId?: string | undefined;
}

export interface OperationRunner {
  run(request: OperationRequest, context: RequestContext): Promise<ExecutionResult>;
  /**
   * An iterator of results, or one result that says why not. Each event is answered with a context of its own: loaders remember, and
   * would answer with what an earlier event saw. Where it begins within a trace, each event is a span of it (`traced.ts`).
   */
  subscribe(
    request: OperationRequest,
    createContext: () => RequestContext,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
}

/** What executes a valid document: graphql-js, or something that answers like it and is faster. */
export type Execution = (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

/** The gateway sends few different operations; each is parsed and validated once. */
const MOST_DOCUMENTS = 1_000;

/**
 * Runs operations on a subgraph's schema: documents are parsed and validated once, and errors that are not meant for callers are logged
 * and masked.
 */
export function createOperationRunner(
  schema: GraphQLSchema,
  logger: Logger,
  execution: Execution = execute,
): OperationRunner {
  const documents = new Map<string, DocumentNode | readonly GraphQLError[]>();
  const checked = new WeakSet<DocumentNode>();

  function prepare(query: string | DocumentNode): DocumentNode | readonly GraphQLError[] {
    if (typeof query !== 'string') {
      if (checked.has(query)) return query;
      const errors = validate(schema, query);
      if (errors.length === 0) checked.add(query);
      return errors.length === 0 ? query : errors;
    }
    const known = documents.get(query);
    if (known) return known;
    const prepared = parseAndValidate(schema, query);
    if (documents.size >= MOST_DOCUMENTS) documents.delete(documents.keys().next().value ?? '');
    documents.set(query, prepared);
    return prepared;
  }

  const argumentsOf = (
    { variables, operationName }: OperationRequest,
    document: DocumentNode,
    context: RequestContext,
  ) => ({
    schema,
    document,
    contextValue: context,
    variableValues: variables,
    operationName,
  });

  function mask(result: ExecutionResult, { caller }: RequestContext): ExecutionResult {
    if (!result.errors) return result;
    return { ...result, errors: result.errors.map((error) => maskError(error, caller, logger)) };
  }

  return {
    async run(request, context) {
      const document = prepare(request.query);
      if (!isDocument(document)) return { errors: document };
      return mask(await execution(argumentsOf(request, document, context)), context);
    },
    async subscribe(request, createContext) {
      const document = prepare(request.query);
      if (!isDocument(document)) return { errors: document };
      const context = { ...createContext(), lastEventId: request.lastEventId };
      const source = await createSourceEventStream(argumentsOf(request, document, context));
      if (!isIterable(source)) return mask(source, context);
      const inEvent = eventsWithin(request);
      return mapEvents(source[Symbol.asyncIterator](), (event) =>
        inEvent(async () => {
          const contextOfEvent = createContext();
          const result = await execute({
            ...argumentsOf(request, document, contextOfEvent),
            rootValue: event,
          });
          return positioned(mask(result, contextOfEvent), event);
        }),
      );
    },
  };
}

function parseAndValidate(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query, { noLocation: true });
    const errors = validate(schema, document);
    return errors.length > 0 ? errors : document;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

/** Errors that were made for callers carry a code; a peer that was away can be asked again; every other is ours. */
function maskError(error: GraphQLError, { correlationId }: Caller, logger: Logger): GraphQLError {
  if (error.extensions['code'] || !error.originalError) return error;
  logger.error({ err: error.originalError, path: error.path, correlationId }, 'a resolver failed');
  const away = error.originalError instanceof PeerUnavailable;
  const { message, extensions } = away ? downstreamError() : internalError();
  return new GraphQLError(message, { nodes: error.nodes ?? null, path: error.path ?? null, extensions });
}

function isDocument(prepared: DocumentNode | readonly GraphQLError[]): prepared is DocumentNode {
  return 'kind' in prepared;
}

function isIterable(source: AsyncIterable<unknown> | ExecutionResult): source is AsyncIterable<unknown> {
  return Symbol.asyncIterator in source;
}

/** The result of one event, with its place in the stream where the resolver gave one. */
function positioned(result: ExecutionResult, event: unknown): ExecutionResult {
  return event instanceof Positioned ? { ...result, extensions: { live: event.position } } : result;
}
