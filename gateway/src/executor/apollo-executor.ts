import { executeQueryPlan, buildOperationContext, type GraphQLDataSource } from '@apollo/gateway';
import { Supergraph, operationFromDocument } from '@apollo/federation-internals';
import { QueryPlanner, type FetchNode, type PlanNode, type QueryPlan } from '@apollo/query-planner';
import { getOperationAST, type DocumentNode, type ExecutionResult } from 'graphql';
import { asResponse } from './data-source.ts';
import type { Executor, Known, PreparedOperation } from './operation.ts';
import { loadable } from './supergraph.ts';

/** The name under which the event itself stands among the subgraphs while the rest of the plan is executed. */
const EVENT = '(event)';
const MOST_PLANS = 500;

interface Planned extends PreparedOperation {
  readonly plan: QueryPlan;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
}

/** Runs plans with Apollo's own executor over the data sources. */
export function apolloExecutor(
  supergraphSdl: string,
  dataSources: Readonly<Record<string, GraphQLDataSource>>,
): Executor {
  const supergraph = Supergraph.build(loadable(supergraphSdl), { supportedFeatures: null });
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
  const apiSchema = supergraph.apiSchema();
  const schema = apiSchema.toGraphQLJSSchema();
  const planner = new QueryPlanner(supergraph);
  const prepared = new Map<string, Planned>();

  function plan(document: DocumentNode, operationName?: string): Planned {
    const { node } = planner.buildQueryPlan(
      operationFromDocument(apiSchema, document, operationName ? { operationName } : {}),
    );
    const kind = getOperationAST(document, operationName)?.operation ?? 'query';
    if (node?.kind !== 'Subscription')
      return { kind, plan: { kind: 'QueryPlan', ...(node ? { node } : {}) }, document, operationName };
    const { primary, rest } = node;
    return {
      kind,
      plan: { kind: 'QueryPlan', node: afterEvent(primary, rest) },
      document,
      operationName,
      primary: {
        serviceName: primary.serviceName,
        query: primary.operation,
        operationName: primary.operationName,
        variableNames: primary.variableUsages ?? [],
      },
    };
  }

  return {
    schema,
    prepare(document, operationName) {
      const key = `${operationName ?? ''}\n${JSON.stringify(document)}`;
      const found = prepared.get(key) ?? plan(document, operationName);
      if (prepared.size >= MOST_PLANS) prepared.delete(prepared.keys().next().value ?? '');
      prepared.set(key, found);
      return found;
    },
    run(operation, { variables, context, known }) {
      const { plan: queryPlan, document, operationName } = operation as Planned;
      const requestContext = {
        request: { variables },
        context,
        metrics: {},
        cache: undefined,
        logger: undefined,
      } as unknown as Parameters<typeof executeQueryPlan>[2];
      return executeQueryPlan(
        queryPlan,
        known ? { ...dataSources, [EVENT]: replaying(known) } : dataSources,
        requestContext,
        buildOperationContext({
          schema,
          operationDocument: document,
          ...(operationName ? { operationName } : {}),
        }),
        supergraphSchema,
        apiSchema,
      ) as Promise<ExecutionResult>;
    },
  };
}

/** The plan of one event: the event stands in for the first fetch, then comes the rest. */
function afterEvent(primary: FetchNode, rest: PlanNode | undefined): PlanNode {
  const event: FetchNode = { ...primary, serviceName: EVENT };
  return rest ? { kind: 'Sequence', nodes: [event, rest] } : event;
}

/** A copy is given, since executing a plan writes the joined fields into what it was given. */
function replaying({ data, errors }: Known): GraphQLDataSource {
  return {
    process: () =>
      Promise.resolve(
        asResponse({ data: structuredClone(data ?? null), ...(errors ? { errors } : {}) } as ExecutionResult),
      ),
  };
}
