import { createOperationRunner, type RequestContext, type Subgraph } from '@longbox/subgraph';
import type { Logger } from 'pino';
import { FETCH_DEADLINE_MS, SubgraphUnreachable, type RequestScope, type Transport } from './transport.ts';

/**
 * A subgraph in this process: its schema is executed without HTTP. All fetches of one client request share one context, and with it the
 * loaders.
 */
export function inProcessTransport(subgraph: Subgraph, logger: Logger): Transport {
  const runner = createOperationRunner(subgraph.schema, logger);
  const contexts = new WeakMap<RequestScope, RequestContext>();

  function contextOf(scope: RequestScope): RequestContext {
    const known = contexts.get(scope);
    if (known) return known;
    const made = subgraph.createContext(scope.caller);
    contexts.set(scope, made);
    return made;
  }

  return {
    run: (request, scope) => withDeadline(subgraph.name, runner.run(request, contextOf(scope))),
    subscribe: (request, scope) => withDeadline(subgraph.name, runner.subscribe(request, contextOf(scope))),
    ready: () => subgraph.ready(),
    // Whoever made the subgraph stops it.
    close: () => Promise.resolve(),
  };
}

function withDeadline<T>(name: string, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new SubgraphUnreachable(`${name} did not answer within ${FETCH_DEADLINE_MS} ms`)),
      FETCH_DEADLINE_MS,
    );
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
