import { ApolloGateway } from '@apollo/gateway';
import { print, type DocumentNode, type ExecutionResult } from 'graphql';
import type { Transport } from '../../transport/transport.ts';
import { operationOf } from '../planner/documents.ts';
import { nobody } from './edge.fixtures.ts';

/** `ApolloGateway` with an executor of its own, over the same subgraphs. */
export interface ApolloEdge {
  answer(document: DocumentNode, variables: Record<string, unknown>): Promise<ExecutionResult>;
  stop(): Promise<void>;
}

/** Loads a supergraph as Apollo's own users do. */
export async function createApolloEdge(
  supergraphSdl: string,
  transports: Readonly<Record<string, Transport>>,
): Promise<ApolloEdge> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger: silent,
    buildService: ({ name }) => ({
      async process({ request: { query = '', variables, operationName } }) {
        const transport = transports[name];
        if (!transport) throw new TypeError(`no transport for ${name}`);
        return (await transport.run({ query, variables, operationName }, { caller: nobody })) as never;
      },
    }),
  });
  const { executor } = await gateway.load();
  return {
    async answer(document, variables) {
      const source = print(document);
      const context = {
        request: { query: source, variables, operationName: 'Q' },
        operationName: 'Q',
        queryHash: source,
        source,
        document,
        operation: operationOf(document),
        schema: gateway.schema,
        context: {},
        cache: undefined,
        metrics: {},
        logger: silent,
      };
      return (await executor(context as never)) as ExecutionResult;
    },
    stop: () => gateway.stop(),
  };
}

const nothing = () => undefined;
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
