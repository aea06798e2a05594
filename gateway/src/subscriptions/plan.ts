import { executeQueryPlan, buildOperationContext, type GraphQLDataSource } from '@apollo/gateway';
import { Supergraph, operationFromDocument } from '@apollo/federation-internals';
import { QueryPlanner, type FetchNode, type PlanNode, type QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { loadable } from '../executor/supergraph.ts';
import { asResponse, type EdgeContext } from '../executor/data-source.ts';

/** A planned subscription: who owns its root field and what to ask there, and how to fill in the rest of an event. */
export interface SubscriptionPlan {
  readonly serviceName: string;
  readonly query: string;
  readonly operationName?: string;
  /** The variables of the client that the owner needs. */
  readonly variableNames: readonly string[];
  /** Fills in the other subgraphs' fields of one event, and leaves only what the client selected. */
  complete(event: ExecutionResult, variables: Variables, context: EdgeContext): Promise<ExecutionResult>;
}

type Variables = Readonly<Record<string, unknown>>;

/** Plans the subscriptions of one supergraph. */
export interface SubscriptionPlanner {
  readonly schema: GraphQLSchema;
  plan(document: DocumentNode, operationName?: string): SubscriptionPlan;
}

/** The name under which the event itself stands among the subgraphs while the rest of the plan is executed. */
const EVENT = '(event)';
const MOST_PLANS = 500;

export function createSubscriptionPlanner(
  supergraphSdl: string,
  dataSources: Readonly<Record<string, GraphQLDataSource>>,
): SubscriptionPlanner {
  const supergraph = Supergraph.build(loadable(supergraphSdl), { supportedFeatures: null });
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
  const apiSchema = supergraph.apiSchema();
  const schema = apiSchema.toGraphQLJSSchema();
  const planner = new QueryPlanner(supergraph);
  const plans = new Map<string, QueryPlan>();

  function queryPlan(document: DocumentNode, operationName?: string): QueryPlan {
    const key = `${operationName ?? ''}\n${JSON.stringify(document)}`;
    const known = plans.get(key);
    if (known) return known;
    const made = planner.buildQueryPlan(
      operationFromDocument(apiSchema, document, operationName ? { operationName } : {}),
    );
    if (plans.size >= MOST_PLANS) plans.delete(plans.keys().next().value ?? '');
    plans.set(key, made);
    return made;
  }

  return {
    schema,
    plan(document, operationName) {
      const { node } = queryPlan(document, operationName);
      if (node?.kind !== 'Subscription') throw new TypeError('the operation is not a subscription');
      const { primary, rest } = node;
      const operationContext = buildOperationContext({
        schema,
        operationDocument: document,
        ...(operationName ? { operationName } : {}),
      });
      const eventPlan: QueryPlan = { kind: 'QueryPlan', node: afterEvent(primary, rest) };
      return {
        serviceName: primary.serviceName,
        query: primary.operation,
        ...(primary.operationName ? { operationName: primary.operationName } : {}),
        variableNames: primary.variableUsages ?? [],
        complete(event, variables, context) {
          const requestContext = {
            request: { variables },
            context,
            metrics: {},
            cache: undefined,
            logger: undefined,
          } as unknown as Parameters<typeof executeQueryPlan>[2];
          const serviceMap = { ...dataSources, [EVENT]: replaying(event) };
          return executeQueryPlan(
            eventPlan,
            serviceMap,
            requestContext,
            operationContext,
            supergraphSchema,
            apiSchema,
          ) as Promise<ExecutionResult>;
        },
      };
    },
  };
}

/** The plan of one event: the event stands in for the first fetch, then comes the rest. */
function afterEvent(primary: FetchNode, rest: PlanNode | undefined): PlanNode {
  const event: FetchNode = { ...primary, serviceName: EVENT };
  return rest ? { kind: 'Sequence', nodes: [event, rest] } : event;
}

/** A copy is given, since executing a plan writes the joined fields into what it was given. */
function replaying({ data, errors }: ExecutionResult): GraphQLDataSource {
  return {
    process: () =>
      Promise.resolve(asResponse({ data: structuredClone(data ?? null), ...(errors ? { errors } : {}) })),
  };
}
