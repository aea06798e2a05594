import { ApolloGateway } from '@apollo/gateway';
import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { typeTest, type IsOfType } from '../plan/types.ts';
import { overrideLabels, plannedNames } from './field-sets.ts';

/** One supergraph, loaded and ready to plan. */
export interface LoadedSupergraph {
  /** What clients may ask for, `@defer` included. */
  readonly schema: GraphQLSchema;
  readonly isOfType: IsOfType;
  readonly plannedNames: ReadonlySet<string>;
  readonly overrideLabels: readonly string[];
  /** Subgraphs and the addresses that the supergraph has for them. */
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** Throws a `GraphQLError` for an operation that cannot be planned. */
  plan(
    document: DocumentNode,
    operationName: string | undefined,
    overrides: ReadonlyMap<string, boolean>,
  ): QueryPlan;
  stop(): Promise<void>;
}

/**
 * Loads a supergraph into an `ApolloGateway`, which checks it and makes its planner. Throws with the reason when it is none, or uses a
 * feature that is not supported.
 */
export async function loadSupergraph(supergraphSdl: string): Promise<LoadedSupergraph> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger: silent,
    queryPlannerConfig: { incrementalDelivery: { enableDefer: true } },
  });
  await gateway.load();
  const planner = plannerOf(gateway);
  const { supergraph } = planner;
  const apiSchema = supergraph.apiSchema();
  const document = parse(supergraphSdl, { noLocation: true });
  return {
    schema: apiSchema.toGraphQLJSSchema({ includeDefer: true }),
    isOfType: typeTest(supergraph.schema.toGraphQLJSSchema()),
    plannedNames: plannedNames(document),
    overrideLabels: overrideLabels(document),
    subgraphs: supergraph.subgraphsMetadata(),
    plan: (operation, operationName, overrides) =>
      planner.buildQueryPlan(
        operationFromDocument(apiSchema, operation, operationName ? { operationName } : {}),
        { overrideConditions: new Map(overrides) },
      ),
    stop: () => gateway.stop(),
  };
}

/** The gateway has no other way to hand its planner out; a test holds it to this one. */
function plannerOf(gateway: ApolloGateway): QueryPlanner {
  // oxlint-disable-next-line no-underscore-dangle -- Apollo's name.
  const { queryPlanner } = gateway.__testing();
  if (!queryPlanner) throw new TypeError('the gateway has loaded no planner');
  return queryPlanner;
}

const nothing = () => undefined;
/** What the gateway would log is said by its errors; its notices about composition are for `npm run check`. */
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
