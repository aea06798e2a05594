import { parse, type ExecutionResult } from 'graphql';
import { pino } from 'pino';
import type { Caller } from '@longbox/identity';
import type { RequestScope, SubgraphRequest, Transport } from '../../transport/transport.ts';
import { createGenerations, type Generations, type GenerationsOptions } from '../generations.ts';
import type { Gathered, PlanRun, PreparedOperation, Variables } from '../operation.ts';

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
  /** Answers what is prepared, and throws where the answer's text does not say the same as its result. */
  run(operation: PreparedOperation, run: PlanRun): Promise<ExecutionResult>;
}

/** An answer of which the text says the same as the result. Throws where it does not, or where there is none of a good answer. */
function bothWays(gathered: Gathered): ExecutionResult {
  const result = gathered.result();
  const { data, errors } = result;
  const text = gathered.text();
  const said = text === undefined ? undefined : Buffer.from(text, 'latin1').toString();
  const expected = errors ? undefined : `${JSON.stringify({ data })}\n`;
  // What the schema says of itself is never written.
  if (said !== expected && !(said === undefined && /"__(schema|type)":/.test(expected ?? '')))
    throw new Error(`the text is ${said}, and the result ${expected}`);
  return result;
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
  const run: TestEdge['run'] = async (operation, planRun) =>
    bothWays(await executor.gather(operation, planRun));
  return {
    executor,
    fetches,
    fetch: (subgraph, request, scope) =>
      transports[subgraph]?.run(request, scope) ?? Promise.reject(new Error(`no subgraph ${subgraph}`)),
    ask: async (text, variables = {}, scope = { caller: nobody }) =>
      run(executor.prepare(parse(text), undefined, { scope }), { variables, context: { scope } }),
    run,
  };
}
