import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { GraphQLError, getOperationAST, type ExecutionResult } from 'graphql';
import { callerKey } from '../identity/caller-key.ts';
import type { EdgeContext } from './context.ts';
import { createFlights } from './flights.ts';
import type { Executor, PreparedOperation, Variables } from './operation.ts';
import { OPERATION_DEADLINE_MS } from './plan-executor.ts';

type GatewayInterface = NonNullable<ApolloServerOptionsWithGateway<EdgeContext>['gateway']>;
type SchemaListener = Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0];

/** What Apollo Server serves: its pipeline in front, our executor behind. */
export interface EdgeGateway extends GatewayInterface {
  /** Of the newest supergraph. */
  readonly executor: Executor;
}

export function createEdgeGateway(executor: Executor, stop: () => Promise<void>): EdgeGateway {
  const flights = createFlights<ExecutionResult>(OPERATION_DEADLINE_MS);
  const listeners = new Set<SchemaListener>();
  /** Mutations that have ended here: who has changed something must not be answered by a query that began before. */
  let changes = 0;

  async function run(
    operation: PreparedOperation,
    id: string,
    variables: Variables,
    context: EdgeContext,
  ): Promise<ExecutionResult> {
    const { scope } = context;
    if (operation.kind !== 'query') {
      try {
        return await executor.run(operation, { variables, context });
      } finally {
        changes += 1;
      }
    }
    const key = `${changes}\n${callerKey(scope.caller)}\n${id}\n${JSON.stringify(variables)}`;
    return flights.join(key, scope.cancellation, (cancellation) =>
      executor.run(operation, { variables, context: { scope: { ...scope, cancellation } } }),
    );
  }

  return {
    executor,
    load: () =>
      Promise.resolve({
        schema: executor.schema,
        async executor({ request, document, operationName, queryHash, context }) {
          if (!getOperationAST(document, request.operationName))
            return { errors: [noOperation(request.operationName)] };
          const edge = context as EdgeContext;
          let operation: PreparedOperation;
          try {
            operation = executor.prepare(document, operationName ?? undefined, {
              key: queryHash,
              scope: edge.scope,
            });
          } catch (error) {
            if (error instanceof GraphQLError) return { errors: [error] };
            throw error;
          }
          return run(operation, `${operationName ?? ''} ${queryHash}`, request.variables ?? {}, edge);
        },
      }),
    onSchemaLoadOrUpdate(listener) {
      listeners.add(listener);
      listener({ apiSchema: executor.schema, coreSupergraphSdl: '' });
      return () => listeners.delete(listener);
    },
    stop,
  };
}

function noOperation(name: string | undefined): GraphQLError {
  return new GraphQLError(
    name === undefined
      ? 'Must provide operation name if query contains multiple operations.'
      : `Unknown operation named "${name}".`,
  );
}
