import type { GraphQLDataSource } from '@apollo/gateway';
import type { ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import { edgeError } from '../errors.ts';
import type { RequestScope, Transport } from '../transport/transport.ts';

/** What each operation at the gateway carries. */
export interface EdgeContext {
  readonly scope: RequestScope;
}

/** A subgraph as `ApolloGateway` fetches from it, over its transport. */
export function dataSource(name: string, transport: Transport, logger: Logger): GraphQLDataSource {
  return {
    async process(options) {
      const { scope } = options.context as EdgeContext;
      const { query, variables, operationName } = options.request;
      try {
        const result = await transport.run(
          { query: query ?? '', variables, operationName: operationName ?? undefined },
          scope,
        );
        return asResponse(result);
      } catch (err) {
        logger.error({ err, subgraph: name, correlationId: scope.caller.correlationId }, 'a fetch failed');
        throw edgeError(
          'DOWNSTREAM_SERVICE_ERROR',
          `The ${name} service did not answer: try again in a moment.`,
        );
      }
    },
  };
}

type Response = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** graphql-js types data with no prototype, Apollo's gateway as a record; they are the same objects. */
export function asResponse({ data, errors }: ExecutionResult): Response {
  return { data: (data ?? null) as Response['data'] & object, ...(errors ? { errors } : {}) } as Response;
}
