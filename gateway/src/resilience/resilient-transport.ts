import { setTimeout as pause } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import CircuitBreaker from 'opossum';
import { Cancellation, Cancelled } from '../cancellation.ts';
import {
  FETCH_DEADLINE_MS,
  SubgraphSpared,
  SubgraphUnreachable,
  type RequestScope,
  type SubgraphRequest,
  type Transport,
} from '../transport/transport.ts';
import { RetryBudget } from './budget.ts';

/** What became of a request to a subgraph. */
export type RequestOutcome =
  'answered' | 'failed' | 'late' | 'left' | 'refused: open' | 'refused: full' | 'again';

/** Hears of requests and of the breaker. */
export interface ResilienceObserver {
  count(subgraph: string, outcome: RequestOutcome): void;
  /** Is given what can be asked at any time. */
  watch(subgraph: string, state: () => BreakerState, inHand: () => number): void;
}

export type BreakerState = 'closed' | 'half-open' | 'open';

export interface Resilience {
  /** A query that takes longer is given up. Mutations have the transport's own ten seconds, since they may have been done. */
  readonly queryTimeoutMs: number;
  /** Requests in hand at most; what comes beyond that is refused at once. */
  readonly mostInHand: number;
  /** How long a subgraph is not asked when it fails, before one request tries it. */
  readonly restMs: number;
  readonly logger: Logger;
  readonly observer?: ResilienceObserver | undefined;
}

/** Of so many requests in ten seconds more than half must have failed: one that fails alone says nothing. */
const LEAST_REQUESTS = 20;
const FAILED_PERCENT = 50;
const WINDOW_MS = 10_000;
/** Before a query is tried again: long enough for a process to come back or another one to be chosen, and not all at the same time. */
const AGAIN_AFTER_MS = { least: 20, most: 120 };

/**
 * A subgraph that may be away: queries have a time limit and are tried a second time, within a budget; no more than so many requests are in
 * hand; and when most fail, it is not asked for a while. What is refused is refused at once, with `SubgraphUnreachable`.
 */
export function resilientTransport(subgraph: string, inner: Transport, options: Resilience): Transport {
  const { queryTimeoutMs, mostInHand, restMs, observer } = options;
  const logger = options.logger.child({ subgraph });
  const budget = new RetryBudget();
  let inHand = 0;
  /** Until half of them are answered, so that the log is told once of each time. */
  let isFull = false;
  const breaker = new CircuitBreaker<[SubgraphRequest, RequestScope], ExecutionResult>(attempt, {
    name: subgraph,
    timeout: false,
    errorThresholdPercentage: FAILED_PERCENT,
    volumeThreshold: LEAST_REQUESTS,
    rollingCountTimeout: WINDOW_MS,
    // Nobody asks it how long requests took.
    rollingPercentilesEnabled: false,
    resetTimeout: restMs,
    // A client that leaves says nothing of the subgraph.
    errorFilter: (error: unknown) => hasLeft(error),
  });
  breaker.on('open', () => logger.warn('the subgraph fails and is not asked for a while'));
  breaker.on('close', () => logger.info('the subgraph answers again'));
  observer?.watch(subgraph, stateNow, () => inHand);

  function stateNow(): BreakerState {
    return breaker.opened ? 'open' : breaker.halfOpen ? 'half-open' : 'closed';
  }

  async function attempt(request: SubgraphRequest, scope: RequestScope): Promise<ExecutionResult> {
    const cancellation = new Cancellation(request.isQuery ? queryTimeoutMs : FETCH_DEADLINE_MS);
    scope.cancellation?.onCancel(({ reason }) => cancellation.cancel(reason));
    inHand += 1;
    try {
      return await cancellation.guard(inner.run(request, { ...scope, cancellation }));
    } catch (error) {
      // The transport says only that there was no answer; why it was given up is known here.
      throw cancellation.why ?? error;
    } finally {
      inHand -= 1;
      cancellation.finish();
    }
  }

  async function fire(request: SubgraphRequest, scope: RequestScope): Promise<ExecutionResult> {
    if (inHand >= mostInHand) {
      observer?.count(subgraph, 'refused: full');
      if (!isFull)
        logger.warn({ inHand }, 'the subgraph has as many requests in hand as it may, and is given no more');
      isFull = true;
      throw new SubgraphSpared(`${subgraph} has ${inHand} requests in hand, and is given no more`);
    }
    if (inHand < mostInHand / 2) isFull = false;
    try {
      const result = await breaker.fire(request, scope);
      observer?.count(subgraph, 'answered');
      return result;
    } catch (error) {
      observer?.count(subgraph, outcomeOf(error));
      throw error;
    }
  }

  /** Tries what has failed a second time, where that may help. */
  async function again(
    request: SubgraphRequest,
    scope: RequestScope,
    error: unknown,
  ): Promise<ExecutionResult> {
    if (!request.isQuery || error instanceof Cancelled || stateNow() !== 'closed' || !budget.take())
      return fail(error);
    observer?.count(subgraph, 'again');
    const { least, most } = AGAIN_AFTER_MS;
    await pause(least + Math.random() * (most - least));
    return fire(request, scope).catch(fail);
  }

  function fail(error: unknown): never {
    if (hasLeft(error) || error instanceof SubgraphUnreachable) throw error;
    const Kind = isOpen(error) ? SubgraphSpared : SubgraphUnreachable;
    throw new Kind(sentenceOf(subgraph, error, queryTimeoutMs), { cause: error });
  }

  return {
    subscribe: (request, scope) => inner.subscribe(request, scope),
    obstacles: () => inner.obstacles(),
    close() {
      breaker.shutdown();
      return inner.close();
    },
    async run(request, scope) {
      budget.earn();
      try {
        return await fire(request, scope);
      } catch (error) {
        return again(request, scope, error);
      }
    },
  };
}

function hasLeft(error: unknown): boolean {
  return error instanceof Cancelled && error.reason === 'client left';
}

function isOpen(error: unknown): boolean {
  return error instanceof Error && (error as { readonly code?: unknown }).code === 'EOPENBREAKER';
}

function outcomeOf(error: unknown): RequestOutcome {
  if (isOpen(error)) return 'refused: open';
  if (error instanceof Cancelled) return error.reason === 'client left' ? 'left' : 'late';
  return 'failed';
}

function sentenceOf(subgraph: string, error: unknown, timeoutMs: number): string {
  if (isOpen(error)) return `${subgraph} has failed and is not asked for a while`;
  return error instanceof Cancelled
    ? `${subgraph} did not answer within ${timeoutMs} ms`
    : `${subgraph} did not answer`;
}
