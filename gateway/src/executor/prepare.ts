import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import { inSpan } from '@longbox/telemetry';
import {
  GraphQLError,
  OperationTypeNode,
  getOperationAST,
  isObjectType,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { refusalOf, withRefusedAtOnce, withoutRefused } from '../authorization/refusals.ts';
import { compileParts, type Part } from './incremental/deferred.ts';
import { labelled, type LabelledDocument } from './incremental/fragments.ts';
import { OWN_FIELD } from '../flags/own-subgraph.ts';
import { Lru } from './lru.ts';
import type { PreparedOperation, PrimaryFetch, Variables } from './operation.ts';
import { askedIn } from './plan/asked.ts';
import { compileNode } from './plan/compile.ts';
import type { CompileContext } from './plan/context.ts';
import { compileRewrites, renamedKeys, type Rewrite } from './plan/rewrites.ts';
import type { Json, Sources, Step } from './plan/run.ts';
import { checkAnswerable } from './planner/answerable.ts';
import { safeNames } from './planner/client-names.ts';
import {
  fragmentsOf,
  onlyOperation,
  operationOf,
  withoutDefer,
  withoutSpreads,
} from './planner/documents.ts';
import { withItsVariables } from './planner/restore-fetch.ts';
import type { LoadedSupergraph } from './planner/supergraph.ts';
import { switched, switchesIn, withoutEmptySets } from './planner/switches.ts';
import { collectFields } from './shape/collect.ts';
import { compileVariables, type Coerced } from './variables.ts';
import { compileIntrospection } from './shape/introspection.ts';
import { compileShape } from './shape/shape.ts';
import type { ShapeObject } from './shape/shaping.ts';
import { compileText, type WriteObject } from './text/compile-text.ts';

/** Settings of an operation's switches that it is kept planned for: five switches. */
const MOST_VARIANTS = 32;

/** A planned operation. */
interface Planned {
  /** With names under which nothing collides. */
  readonly document: DocumentNode;
  /** Names in the document, and the names that the client gave them. */
  readonly clientNames: ReadonlyMap<string, string>;
  readonly primary: FetchNode | undefined;
  readonly event: EventReading | undefined;
  readonly step: Step;
  /** For an answer in parts. */
  readonly parts: Part | undefined;
}

interface Shaped {
  readonly shape: ShapeObject;
  readonly write: WriteObject;
  readonly introspect: ((variables: Variables) => Json) | undefined;
}

/** An operation for one setting of its switches (`@skip` and `@include`), planned and compiled. */
export type Variant = Planned & Shaped & { readonly setting: Variables };

export interface Prepared extends PreparedOperation {
  readonly operation: OperationDefinitionNode;
  readonly coerce: (variables: Variables) => Coerced;
  /** The operation for these variables, where it is planned for them. */
  known(variables: Variables): Variant | undefined;
  /** The same, planned now where it is not. Throws a `GraphQLError` when it cannot be planned. */
  variant(variables: Variables): Variant;
  /** The settings of its switches that it is planned for. */
  settings(): readonly Variables[];
}

/** How an event that the owner of a subscription sends is read. */
export interface EventReading {
  readonly subgraph: string;
  readonly rewrite: Rewrite | undefined;
  readonly renamed: ReadonlyMap<string, string>;
}

export interface PrepareOptions {
  readonly operationName: string | undefined;
  readonly overrides: ReadonlyMap<string, boolean>;
  /** Marks what the callers that it is prepared for may not have. */
  readonly restrict: (document: DocumentNode) => DocumentNode;
  /** Whether the client takes the answer in parts (`@defer`). */
  readonly inParts: boolean;
}

let prepared = 0;

/**
 * Prepares a valid operation. It is planned for each setting of its switches by itself: the plan is smaller, and the planner, which leaves out
 * what it should not where a required field is skipped, never sees them. A subscription is planned once, since its stream outlives one setting.
 */
export function prepare(
  given: DocumentNode,
  options: PrepareOptions,
  supergraph: LoadedSupergraph,
  sources: Sources,
): Prepared {
  const operation = getOperationAST(given, options.operationName);
  if (!operation) throw new TypeError('the document does not have the operation');
  const only = options.restrict(onlyOperation(given, operation));
  refuseLive(only, supergraph.schema);
  // The planner sends subgraphs named fragments as they are, with `@defer` in them.
  const document = options.inParts ? withRefusedAtOnce(withoutSpreads(only)) : withoutDefer(only);
  const names = switchesIn(document);
  const isLive = operation.operation === OperationTypeNode.SUBSCRIPTION;
  const once = isLive ? plan(document, options, supergraph, sources) : undefined;
  const known = new Lru<string, Variant>(MOST_VARIANTS);
  const keyOf = (variables: Variables) =>
    names.map((name) => (variables[name] === true ? '1' : '0')).join('');
  prepared += 1;
  return {
    id: prepared,
    kind: operation.operation,
    isOwn: asksTheEdge(document),
    operation,
    coerce: compileVariables(supergraph.schema, operation),
    ...(once?.primary ? { primary: primaryFetch(once.primary) } : {}),
    settings: () => [...known.values()].map(({ setting }) => setting),
    known: (variables) => known.get(keyOf(variables)),
    variant(variables) {
      const key = keyOf(variables);
      const found = known.get(key);
      if (found) return found;
      const planned = once ?? plan(switched(document, variables), options, supergraph, sources);
      const setting = Object.fromEntries(names.map((name) => [name, variables[name]]));
      const made = { ...planned, ...shapeOf(planned, setting, supergraph), setting };
      known.set(key, made);
      return made;
    },
  };
}

/** Whether it asks for what the edge decides for each request by itself (`flags/own-subgraph.ts`), as far as names tell. */
function asksTheEdge(document: DocumentNode): boolean {
  let asks = false;
  visit(document, { Field: ({ name }) => void (asks ||= name.value === OWN_FIELD) });
  return asks;
}

/** A subscription whose one root field may not be had has nothing that it could begin with. */
function refuseLive(document: DocumentNode, schema: GraphQLSchema): void {
  const { operation, selectionSet } = operationOf(document);
  const root = schema.getSubscriptionType();
  if (operation !== OperationTypeNode.SUBSCRIPTION || !root) return;
  const collecting = { schema, fragments: fragmentsOf(document), conditions: {} };
  for (const [name, nodes] of collectFields([selectionSet], root, collecting)) {
    const refusal = nodes.map(refusalOf).find((each) => each !== undefined);
    if (!refusal) continue;
    throw new GraphQLError(refusal.message, { path: [name], extensions: { code: refusal.code } });
  }
}

function plan(
  given: DocumentNode,
  { operationName, overrides, inParts }: PrepareOptions,
  supergraph: LoadedSupergraph,
  sources: Sources,
): Planned {
  const { document: named, clientNames } = safeNames(given, supergraph);
  const { document, clientLabels } = labelled(named);
  const allowed = withoutRefused(document);
  const made = inSpan({ name: 'plan' }, () =>
    supergraph.plan(withoutEmptySets(allowed), operationName, overrides),
  );
  checkAnswerable(made, allowed, clientNames);
  const { node } = made;
  const definitions = operationOf(document).variableDefinitions ?? [];
  const primary = node?.kind === 'Subscription' ? withItsVariables(node.primary, definitions) : undefined;
  const context = { ...supergraph, sources, definitions, asked: askedIn(document, supergraph.schema) };
  return {
    document,
    clientNames,
    primary,
    step: compileNode(node?.kind === 'Subscription' ? node.rest : node, context),
    parts: inParts ? partsOf(made, { document, clientLabels }, clientNames, context) : undefined,
    event: primary && {
      subgraph: primary.serviceName,
      rewrite: compileRewrites(primary.outputRewrites, supergraph.isOfType),
      renamed: renamedKeys(primary.outputRewrites),
    },
  };
}

function partsOf(
  made: QueryPlan,
  { document, clientLabels }: LabelledDocument,
  clientNames: ReadonlyMap<string, string>,
  compile: LoadedSupergraph & CompileContext,
): Part | undefined {
  const { schema } = compile;
  const { operation } = operationOf(document);
  const root = schema.getRootType(operation);
  if (!root) return undefined;
  const fragments = fragmentsOf(document);
  const shaping = { schema, fragments, conditions: {}, clientNames };
  return compileParts(made, { schema, root, document, clientLabels, shaping, compile });
}

function primaryFetch({ serviceName, operation, operationName, variableUsages }: FetchNode): PrimaryFetch {
  return { serviceName, query: operation, operationName, variableNames: variableUsages ?? [] };
}

function shapeOf(
  { document, clientNames }: Planned,
  conditions: Variables,
  { schema }: LoadedSupergraph,
): Shaped {
  const operation = operationOf(document);
  const root = schema.getRootType(operation.operation);
  if (!isObjectType(root)) throw new TypeError(`the schema has no ${operation.operation}`);
  const collecting = { schema, fragments: fragmentsOf(document), conditions };
  const sets = [operation.selectionSet];
  const shaping = { ...collecting, clientNames };
  return {
    shape: compileShape(sets, root, shaping),
    write: compileText(sets, root, shaping),
    introspect: compileIntrospection(schema, operation, collecting),
  };
}
