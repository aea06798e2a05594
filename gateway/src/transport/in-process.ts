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
 * Where a request has the contexts that subgraphs made for it: with the request they are gone. When V8 collects young objects it takes all that a WeakMap
 * holds for alive, so that from one by requests the rows of each would be copied, and moved among the old objects.
 */
const CONTEXTS = Symbol('contexts of subgraphs');
type Held = RequestScope & { [CONTEXTS]?: Map<Subgraph, RequestContext> };

/**
 * A subgraph in this process: its schema is executed without HTTP, compiled. All fetches of one client request share one context, and with
 * it the loaders. A query has no deadline of its own here: the request has one, and there is no connection that could hang.
 */
export function inProcessTransport(subgraph: Subgraph, logger: Logger): Transport {
  const runner = createOperationRunner(subgraph.schema, logger, compiledExecution(subgraph.schema));

  function contextOf(scope: Held): RequestContext {
    const contexts = (scope[CONTEXTS] ??= new Map());
    let context = contexts.get(subgraph);
    if (!context) contexts.set(subgraph, (context = subgraph.createContext(scope.caller)));
    return context;
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
