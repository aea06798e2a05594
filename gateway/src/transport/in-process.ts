import {
  createOperationRunner,
  spanOfOperation,
  type RequestContext,
  type Subgraph,
} from '@longbox/subgraph';
import { inSpan } from '@longbox/telemetry';
import type { Logger } from 'pino';
import { compiledExecution } from './compiled.ts';
import { FETCH_DEADLINE_MS, SubgraphUnreachable, type RequestScope, type Transport } from './transport.ts';

/**
 * A subgraph in this process: its schema is executed without HTTP, compiled. All fetches of one client request share one context, and with
 * it the loaders. A query has no deadline of its own here: the request has one, and there is no connection that could hang.
 */
export function inProcessTransport(subgraph: Subgraph, logger: Logger): Transport {
  const runner = createOperationRunner(subgraph.schema, logger, compiledExecution(subgraph.schema));
  const contexts = new WeakMap<RequestScope, RequestContext>();

  function contextOf(scope: RequestScope): RequestContext {
    const known = contexts.get(scope);
    if (known) return known;
    const made = subgraph.createContext(scope.caller);
    contexts.set(scope, made);
    return made;
  }

  return {
    run: (request, scope) =>
      inSpan(spanOfOperation(subgraph.name, request, scope.caller), () =>
        runner.run(request, contextOf(scope)),
      ),
    subscribe: (request, { caller }) =>
      withDeadline(
        subgraph.name,
        inSpan(spanOfOperation(subgraph.name, request, caller), () =>
          runner.subscribe(request, () => subgraph.createContext(caller)),
        ),
        (late) => Symbol.asyncIterator in late && late.return?.(),
      ),
    obstacles: () => subgraph.obstacles(),
    // Whoever made the subgraph stops it.
    close: () => Promise.resolve(),
  };
}

/** What comes after the deadline is nobody's any more; `discard` ends it. */
function withDeadline<T>(name: string, answer: Promise<T>, discard: (late: T) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(new SubgraphUnreachable(`${name} did not answer within ${FETCH_DEADLINE_MS} ms`));
    }, FETCH_DEADLINE_MS);
    answer.then(
      (value) => {
        clearTimeout(timer);
        if (isLate) discard(value);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
