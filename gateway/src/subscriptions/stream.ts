import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import { edgeError, told } from '../errors.ts';
import type { RequestScope, Transport } from '../transport/transport.ts';
import type { SubscriptionPlan } from './plan.ts';
import { SourceError, readAhead } from './read-ahead.ts';

type Results = AsyncIterableIterator<ExecutionResult, undefined>;

export interface StreamOptions {
  readonly plan: SubscriptionPlan;
  readonly transport: Transport;
  readonly scope: RequestScope;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly logger: Logger;
  /** The client reads too slowly; the source has been ended. */
  readonly onOverflow: () => void;
}

/** Events that a client has not read yet. An order has some twenty in its life; a store in its busiest minute some hundreds. */
const MOST_UNREAD = 500;

/**
 * Starts a planned subscription at the subgraph that owns its root field, and completes each event in order. It is a plain iterator:
 * `return()` reaches the subgraph at once, even while the next event is waited for. Each event has a scope of its own, so that loaders
 * never answer with what an earlier event saw. When the source fails, `next()` rejects with an error that clients may see.
 */
export async function startStream(options: StreamOptions): Promise<Results | ExecutionResult> {
  const { plan, transport, scope, variables, logger, onOverflow } = options;
  const source = await transport.subscribe(
    {
      query: plan.query,
      operationName: plan.operationName,
      variables: Object.fromEntries(
        plan.variableNames.flatMap((name) => (name in variables ? [[name, variables[name]]] : [])),
      ),
    },
    scope,
  );
  if (!(Symbol.asyncIterator in source)) return masked(source);
  const events = readAhead(source, MOST_UNREAD, onOverflow);
  const done = { value: undefined, done: true } as const;
  const results: Results = {
    async next() {
      try {
        const step = await events.next();
        if (step.done) return done;
        const completed = await plan.complete(step.value, variables, { scope: { caller: scope.caller } });
        return { value: masked(completed), done: false };
      } catch (error) {
        await events.return?.();
        throw failure(error, { logger, correlationId: scope.caller.correlationId });
      }
    },
    async return() {
      await events.return?.();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  return results;
}

/** Data before errors, and errors as clients may see them. */
function masked({ data, errors }: ExecutionResult): ExecutionResult {
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors?.length ? { errors: errors.map(toldError) } : {}),
  };
}

/** What a client is told of a source that failed: the subgraph's own error when it was made for clients, that it is away otherwise. */
function failure(err: unknown, { logger, correlationId }: { logger: Logger; correlationId: string }): Error {
  const [refusal] =
    err instanceof SourceError && Array.isArray(err.cause) ? (err.cause as GraphQLError[]) : [];
  if (refusal?.extensions?.['code']) return toldError(refusal);
  logger.error({ err, correlationId }, 'a subscription ended with an error');
  return edgeError('DOWNSTREAM_SERVICE_ERROR', 'The live service went away: subscribe again in a moment.');
}

/** An error as clients may see it, in the form that graphql-js wants. */
function toldError(error: Parameters<typeof told>[0]): GraphQLError {
  const { message, path, locations, extensions } = told(error);
  const made = new GraphQLError(message, { path: path ?? null, extensions });
  return locations ? Object.assign(made, { locations }) : made;
}
