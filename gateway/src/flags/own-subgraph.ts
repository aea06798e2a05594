import { createOperationRunner, executableSchema, type RequestContext } from '@longbox/subgraph';
import type { Logger } from 'pino';
import type { Transport } from '../transport/transport.ts';
import { withoutFlags, type Decisions } from './decisions.ts';

/** What the supergraph has as the address of the subgraph that the gateway is itself. */
export const OWN_ADDRESS = 'longbox://edge';
/** What is answered for one request alone. */
export const OWN_FIELD = 'assignedVariants';

interface OwnContext extends RequestContext {
  readonly decisions: Decisions;
}

/** Answers the fields of `schema/subgraphs/edge.graphql`. They are of one caller in one request, and kept by nobody. */
export function ownSubgraph(logger: Logger): Transport {
  const schema = executableSchema('edge', {
    Query: {
      [OWN_FIELD]: (_: unknown, __: unknown, { decisions }: OwnContext) => decisions.seeVariants(),
    },
  });
  const runner = createOperationRunner(schema, logger);
  return {
    run(request, scope) {
      const { caller, freshness, decisions = withoutFlags(scope) } = scope;
      freshness?.add(0, 0, true);
      const context: OwnContext = { caller, decisions };
      return runner.run(request, context);
    },
    subscribe: () => Promise.reject(new TypeError('the edge has nothing live of its own')),
    obstacles: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}
