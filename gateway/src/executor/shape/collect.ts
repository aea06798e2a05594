import {
  Kind,
  isAbstractType,
  typeFromAST,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Variables } from '../operation.ts';
import { isAskedFor } from '../planner/switches.ts';

export interface Collecting {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Values of the variables that `@skip` and `@include` ask for. */
  readonly conditions: Variables;
}

/**
 * The fields that selection sets ask of an object of a type, by the name they are answered under, in GraphQL's order
 * (https://spec.graphql.org/October2021/#CollectFields()). Without a type, those that they ask of whatever it may be.
 */
export function collectFields(
  sets: readonly SelectionSetNode[],
  type: GraphQLNamedType | undefined,
  collecting: Collecting,
): Map<string, FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  for (const set of sets) collect(set, type, collecting, found, visited);
  return found;
}

function collect(
  { selections }: SelectionSetNode,
  type: GraphQLNamedType | undefined,
  collecting: Collecting,
  found: Map<string, FieldNode[]>,
  visited: Set<string>,
): void {
  for (const selection of selections) {
    if (!isAskedFor(selection.directives ?? [], collecting.conditions)) continue;
    if (selection.kind === Kind.FIELD) {
      const name = (selection.alias ?? selection.name).value;
      const known = found.get(name);
      if (known) known.push(selection);
      else found.set(name, [selection]);
      continue;
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      if (visited.has(selection.name.value)) continue;
      visited.add(selection.name.value);
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : collecting.fragments.get(selection.name.value);
    if (!fragment) continue;
    const condition = fragment.typeCondition && typeFromAST(collecting.schema, fragment.typeCondition);
    if (type && fragment.typeCondition && !(condition && applies(condition, type, collecting.schema)))
      continue;
    collect(fragment.selectionSet, type, collecting, found, visited);
  }
}

function applies(condition: GraphQLNamedType, type: GraphQLNamedType, schema: GraphQLSchema): boolean {
  if (condition === type) return true;
  // The type is an interface itself when a subgraph knows no better (`@interfaceObject`).
  return isAbstractType(condition) && 'getFields' in type && 'getInterfaces' in type
    ? schema.isSubType(condition, type)
    : false;
}
