import { parse, type ExecutionResult } from 'graphql';
import { pino } from 'pino';
import type { Caller } from '@longbox/identity';
import type { RequestScope, SubgraphRequest, Transport } from '../../transport/transport.ts';
import { createGenerations, type Generations, type GenerationsOptions } from '../generations.ts';
import type { Variables } from '../operation.ts';

export const nobody: Caller = {
  kind: 'anonymous',
  store: { id: '', slug: '', name: '', currency: 'USD' },
  subject: '',
  scopes: [],
  correlationId: '',
};

export interface Fetch {
  readonly subgraph: string;
  readonly request: SubgraphRequest;
}

export interface TestEdge {
  readonly executor: Generations;
  /** What was sent to subgraphs, in order. */
  readonly fetches: Fetch[];
  /** Asks a subgraph itself. */
  fetch(subgraph: string, request: SubgraphRequest, scope: RequestScope): Promise<ExecutionResult>;
  ask(text: string, variables?: Variables, scope?: RequestScope): Promise<ExecutionResult>;
}

/** An executor over transports, which remembers what it sends. */
export async function createTestEdge(
  supergraphSdl: string,
  transports: Readonly<Record<string, Transport>>,
  authorisation: GenerationsOptions['authorisation'] = 'left to subgraphs',
): Promise<TestEdge> {
  const fetches: Fetch[] = [];
  const recorded = (subgraph: string): Transport | undefined => {
    const transport = transports[subgraph];
    return (
      transport && {
        ...transport,
        run(request, scope) {
          fetches.push({ subgraph, request });
          return transport.run(request, scope);
        },
      }
    );
  };
  const executor = await createGenerations({
    supergraphSdl,
    authorisation,
    sources: { transport: recorded, onFailure: () => undefined },
    connect: () => () => undefined,
    // Nobody else wants to be answered.
    turns: { take: (_caller, _isGivenUp, task) => task() },
    logger: pino({ level: 'silent' }),
  });
  return {
    executor,
    fetches,
    fetch: (subgraph, request, scope) =>
      transports[subgraph]?.run(request, scope) ?? Promise.reject(new Error(`no subgraph ${subgraph}`)),
    ask: (text, variables = {}, scope = { caller: nobody }) =>
      executor.run(executor.prepare(parse(text), undefined, { scope }), { variables, context: { scope } }),
  };
}
