import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { inSpan, type SpanSpec } from '@longbox/telemetry';
import {
  GraphQLError,
  getOperationAST,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { Freshness } from '../entity-cache/freshness.ts';
import { callerKey } from '../identity/caller-key.ts';
import type { EdgeContext } from './context.ts';
import { createFlights } from './flights.ts';
import { notRun } from './gathered.ts';
import type { Generations } from './generations.ts';
import type { Executor, Gathered, PreparedOperation, Variables } from './operation.ts';

type GatewayInterface = NonNullable<ApolloServerOptionsWithGateway<EdgeContext>['gateway']>;

/** What was gathered, and how long it may be used. */
interface Flown {
  readonly gathered: Gathered;
  readonly freshness: Freshness;
}

/** An operation of a document that is valid for a schema that was served once. */
export interface ValidatedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | undefined;
  /** Stands for the text of the document. */
  readonly queryHash: string | undefined;
}

/** An answer as text (see `Gathered`), and its data. */
export interface Written {
  readonly text: string;
  readonly data: unknown;
}

export interface EdgeGateway extends GatewayInterface {
  /** Answers a query or mutation. */
  answer(operation: ValidatedOperation, variables: Variables, context: EdgeContext): Promise<ExecutionResult>;
  /** The same as text, where nothing is wrong with the answer. */
  write(
    operation: ValidatedOperation,
    variables: Variables,
    context: EdgeContext,
  ): Promise<Written | { readonly result: ExecutionResult }>;
}

/**
 * What Apollo Server serves: its pipeline in front, our executor behind. Who asks after a change that has been heard of (`moment` counts
 * them) is not answered by a query that began before it. What several wait for has `deadlineMs` from its beginning.
 */
export function createEdgeGateway(
  generations: Generations,
  deadlineMs: number,
  moment: () => number = () => 0,
): EdgeGateway {
  const flights = createFlights<Flown>(deadlineMs);
  /** Mutations that have ended here: who has changed something must not be answered by a query that began before. */
  let changes = 0;

  async function run(
    executor: Executor,
    operation: PreparedOperation,
    variables: Variables,
    context: EdgeContext,
  ): Promise<Gathered> {
    const { scope } = context;
    if (operation.kind !== 'query') {
      try {
        return await executor.gather(operation, { variables, context });
      } finally {
        changes += 1;
      }
    }
    if (operation.isOwn) return executor.gather(operation, { variables, context });
    const key = `${operation.id} ${changes} ${moment()} ${callerKey(scope.caller)} ${JSON.stringify(variables)}`;
    const { gathered, freshness } = await flights.join(key, scope.cancellation, async (cancellation) => {
      const freshness = new Freshness();
      const shared = { ...context, scope: { ...scope, cancellation, freshness } };
      return { gathered: await executor.gather(operation, { variables, context: shared }), freshness };
    });
    scope.freshness?.addAll(freshness);
    return gathered;
  }

  function gather(
    { schema, document, operation, queryHash }: ValidatedOperation,
    variables: Variables,
    context: EdgeContext,
  ): Promise<Gathered> {
    // The supergraph may have been replaced since the document was validated.
    const executor = generations.of(schema);
    return inSpan(spanOf(operation), () => {
      let prepared: PreparedOperation;
      try {
        prepared = executor.prepare(document, operation.name?.value, {
          key: queryHash,
          scope: context.scope,
        });
      } catch (error) {
        if (error instanceof GraphQLError) return Promise.resolve(notRun({ errors: [error] }));
        throw error;
      }
      return run(executor, prepared, variables, context);
    });
  }

  /** The answer; one with errors is good for nobody else, and for no other time. */
  function resultOf(gathered: Gathered, { scope }: EdgeContext): ExecutionResult {
    const result = gathered.result();
    if (result.errors?.length) scope.freshness?.add(0, 0, true);
    return result;
  }

  async function answer(
    operation: ValidatedOperation,
    variables: Variables,
    context: EdgeContext,
  ): Promise<ExecutionResult> {
    return resultOf(await gather(operation, variables, context), context);
  }

  return {
    answer,
    async write(operation, variables, context) {
      const gathered = await gather(operation, variables, context);
      const text = gathered.text();
      return text === undefined ? { result: resultOf(gathered, context) } : { text, data: gathered.data };
    },
    load: () =>
      Promise.resolve({
        schema: generations.schema,
        async executor({ request, document, operationName, queryHash, context, schema }) {
          const edge = context as EdgeContext;
          if (edge.outcome && 'result' in edge.outcome) return edge.outcome.result;
          const operation = getOperationAST(document, request.operationName);
          if (!operation) return { errors: [noOperation(request.operationName)] };
          const valid = {
            schema,
            document,
            operation,
            operationName: operationName ?? undefined,
            queryHash,
          };
          return answer(valid, request.variables ?? {}, edge);
        },
      }),
    onSchemaLoadOrUpdate(listener) {
      const tell = (apiSchema: Executor['schema']) => listener({ apiSchema, coreSupergraphSdl: '' });
      tell(generations.schema);
      return generations.onReplaced(tell);
    },
    stop: () => generations.stop(),
  };
}

/** Its text is not told, since values may stand in it. */
function spanOf({ operation, name }: OperationDefinitionNode): SpanSpec {
  const attributes = { 'graphql.operation.type': operation, 'graphql.operation.name': name?.value ?? '' };
  return { name: name ? `${operation} ${name.value}` : operation, attributes };
}

function noOperation(name: string | undefined): GraphQLError {
  return new GraphQLError(
    name === undefined
      ? 'Must provide operation name if query contains multiple operations.'
      : `Unknown operation named "${name}".`,
  );
}
