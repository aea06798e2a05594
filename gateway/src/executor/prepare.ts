import {
  Kind,
  getOperationAST,
  isObjectType,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';
import { Lru } from './lru.ts';
import type { PreparedOperation, PrimaryFetch, Variables } from './operation.ts';
import { compileNode } from './plan/compile.ts';
import { compileRewrites, renamedKeys, type Rewrite } from './plan/rewrites.ts';
import type { Json, Sources, Step } from './plan/run.ts';
import { checkAnswerable } from './planner/answerable.ts';
import { safeNames } from './planner/client-names.ts';
import { conditionVariables, fragmentsOf, onlyOperation, withoutDefer } from './planner/documents.ts';
import type { LoadedSupergraph } from './planner/supergraph.ts';
import { compileIntrospection } from './shape/introspection.ts';
import { compileShape } from './shape/shape.ts';
import type { ShapeObject } from './shape/shaping.ts';

/** Values of `@skip` and `@include` variables that an operation is kept shaped for: five switches. */
const MOST_VARIANTS = 32;

/** How the answer looks for one setting of the operation's switches. */
export interface Variant {
  readonly shape: ShapeObject;
  readonly introspect: ((variables: Variables) => Json) | undefined;
}

export interface Prepared extends PreparedOperation {
  readonly operation: OperationDefinitionNode;
  readonly step: Step;
  readonly clientNames: ReadonlyMap<string, string>;
  readonly event: EventReading | undefined;
  variant(variables: Variables): Variant;
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
}

let prepared = 0;

/** Plans a valid operation and compiles its plan and its shape. Throws a `GraphQLError` when it cannot be planned. */
export function prepare(
  given: DocumentNode,
  { operationName, overrides }: PrepareOptions,
  supergraph: LoadedSupergraph,
  sources: Sources,
): Prepared {
  const chosen = getOperationAST(given, operationName);
  if (!chosen) throw new TypeError('the document does not have the operation');
  const { document, clientNames } = safeNames(
    withoutDefer(onlyOperation(given, chosen)),
    supergraph.plannedNames,
  );
  const operation = operationOf(document);
  const plan = supergraph.plan(document, operationName, overrides);
  checkAnswerable(plan, document, operation.selectionSet, (name) => clientNames.get(name) ?? name);
  const { node } = plan;
  const primary = node?.kind === 'Subscription' ? node.primary : undefined;
  const rest = node?.kind === 'Subscription' ? node.rest : node;
  prepared += 1;
  return {
    id: prepared,
    kind: operation.operation,
    operation,
    clientNames,
    ...(primary ? { primary: primaryFetch(primary) } : {}),
    step: compileNode(rest, { ...supergraph, sources }),
    event: primary && {
      subgraph: primary.serviceName,
      rewrite: compileRewrites(primary.outputRewrites, supergraph.isOfType),
      renamed: renamedKeys(primary.outputRewrites),
    },
    variant: variants(document, operation, clientNames, supergraph),
  };
}

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const found = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!found) throw new TypeError('the document has no operation');
  return found;
}

function primaryFetch(primary: {
  serviceName: string;
  operation: string;
  operationName?: string | undefined;
  variableUsages?: string[];
}): PrimaryFetch {
  return {
    serviceName: primary.serviceName,
    query: primary.operation,
    operationName: primary.operationName,
    variableNames: primary.variableUsages ?? [],
  };
}

function variants(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  clientNames: ReadonlyMap<string, string>,
  { schema }: LoadedSupergraph,
): (variables: Variables) => Variant {
  const root = schema.getRootType(operation.operation);
  if (!isObjectType(root)) throw new TypeError(`the schema has no ${operation.operation}`);
  const names = conditionVariables(document);
  const fragments = fragmentsOf(document);
  const known = new Lru<string, Variant>(MOST_VARIANTS);
  return (variables) => {
    const key = names.map((name) => (variables[name] === true ? '1' : '0')).join('');
    const found = known.get(key);
    if (found) return found;
    const conditions = Object.fromEntries(names.map((name) => [name, variables[name]]));
    const collecting = { schema, fragments, conditions };
    const made = {
      shape: compileShape([operation.selectionSet], root, { ...collecting, clientNames }),
      introspect: compileIntrospection(schema, operation, collecting),
    };
    known.set(key, made);
    return made;
  };
}
