import { ApolloGateway } from '@apollo/gateway';
import { Supergraph, operationFromDocument } from '@apollo/federation-internals';
import { QueryPlanner, type FetchNode, type QueryPlan } from '@apollo/query-planner';
import { parse, print, type DocumentNode, type GraphQLSchema } from 'graphql';
import { typeTest, type IsOfType } from '../plan/types.ts';
import { concreteFragments } from './concrete-fragments.ts';
import { TooIntricate, withinDeadline } from './deadline.ts';
import { withoutDefer } from './documents.ts';
import { remembersFailures } from './failures.ts';
import { hasInterfaceObjects, labelledFields, plannedNames } from './field-sets.ts';
import { labelsIn } from './labels-in.ts';
import { plannerView, type PlannerView } from './planner-view.ts';
import { requirementsIn, type Requirements } from './requirements.ts';
import { restoreFetch } from './restore-fetch.ts';

/** One supergraph, loaded and ready to plan. */
export interface LoadedSupergraph {
  /** What clients may ask for, `@defer` included. */
  readonly schema: GraphQLSchema;
  readonly isOfType: IsOfType;
  readonly plannedNames: ReadonlySet<string>;
  readonly hasInterfaceObjects: boolean;
  /** Every label of `@override`, and those of the fields that a document asks for. */
  readonly overrideLabels: readonly string[];
  readonly labelsIn: (document: DocumentNode) => readonly string[];
  /** Subgraphs and the addresses that the supergraph has for them. */
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** Throws a `GraphQLError` for an operation that cannot be planned. */
  plan(
    document: DocumentNode,
    operationName: string | undefined,
    overrides: ReadonlyMap<string, boolean>,
  ): QueryPlan;
  /** The fetches that are sent for one of a plan. */
  readonly restore: (fetch: FetchNode) => readonly FetchNode[];
  /** What subgraphs call a field that the planner knows by another name. */
  readonly nameInSubgraph: (name: string) => string;
  readonly requirements: Requirements;
  stop(): Promise<void>;
}

const PLANNER = {
  incrementalDelivery: { enableDefer: true },
  // Ways to one answer that are weighed, a millisecond each. The store's operations have one; by default it is 10,000, which none that
  // has so many (three fields of an interface object below another one) would be planned in time with.
  debug: { maxEvaluatedPlans: 32 },
};

/**
 * Loads a supergraph into an `ApolloGateway`, which checks it and makes its planner. Throws with the reason when it is none, or uses a
 * feature that is not supported.
 */
export async function loadSupergraph(supergraphSdl: string): Promise<LoadedSupergraph> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger: silent,
    queryPlannerConfig: PLANNER,
  });
  await gateway.load();
  const view = plannerView(parse(supergraphSdl, { noLocation: true }));
  const planner = plannerFor(view, gateway);
  const { supergraph } = plannerOf(gateway);
  const requirements = requirementsIn(view.document);
  const schema = supergraph.apiSchema().toGraphQLJSSchema({ includeDefer: true });
  const labelled = labelledFields(view.document);
  const build = remembersFailures((operation, operationName, overrides) => {
    const named = operationName ? { operationName } : {};
    const read = () => operationFromDocument(planner.supergraph.apiSchema(), operation, named);
    return withinDeadline(() => planner.buildQueryPlan(read(), { overrideConditions: new Map(overrides) }));
  });
  return {
    schema,
    requirements,
    isOfType: typeTest(supergraph.schema.toGraphQLJSSchema()),
    plannedNames: plannedNames(view.document),
    hasInterfaceObjects: hasInterfaceObjects(view.document),
    overrideLabels: [...new Set(labelled.values())],
    labelsIn: labelsIn(schema, labelled),
    subgraphs: supergraph.subgraphsMetadata(),
    plan: (operation, operationName, overrides) =>
      firstOf(
        // Without `@defer` in it, the operation is the same document.
        [...new Set([operation, withoutDefer(operation)])].map((said) => [
          () => said,
          () => concreteFragments(said, schema),
        ]),
        (said) => build(said, operationName, overrides),
      ),
    restore: (fetch) => restoreFetch(fetch, view.required, requirements),
    nameInSubgraph: (name) => view.required.get(name)?.name ?? name,
    stop: () => gateway.stop(),
  };
}

/**
 * Operations are valid when they come here: what the planner stumbles over is said to it in other ways. What it has no end for it would have none
 * for in other words. Throws what it said first.
 */
function firstOf<T>(
  operations: readonly (readonly (() => DocumentNode)[])[],
  plan: (document: DocumentNode) => T,
): T {
  const failures: unknown[] = [];
  for (const ways of operations)
    for (const way of ways)
      try {
        return plan(way());
      } catch (error) {
        failures.push(error);
        if (error instanceof TooIntricate) break;
      }
  throw failures[0];
}

/** The gateway's own planner where it is shown what it has loaded anyway. */
function plannerFor({ document, isChanged }: PlannerView, gateway: ApolloGateway): QueryPlanner {
  if (!isChanged) return plannerOf(gateway);
  // What the gateway has checked needs no second check, and the features that it takes are taken here.
  const shown = Supergraph.build(print(document), { supportedFeatures: null, validateSupergraph: false });
  return new QueryPlanner(shown, PLANNER);
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
