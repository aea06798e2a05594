import {
  getNamedType,
  isInputObjectType,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputObjectType,
} from 'graphql';
import type { Variables } from '../executor/operation.ts';
import type { DeclaredCosts } from './declared-costs.ts';
import type { Evaluate } from './list-size.ts';

type Weigh = (given: unknown) => number;

/**
 * What arguments cost: their weight, and that of the fields of input objects in them, for each item where they are lists. Undefined where
 * none has a weight.
 */
export function givenCost(
  coordinate: string,
  node: FieldNode,
  { args }: GraphQLField<unknown, unknown>,
  costs: DeclaredCosts,
  defaults: Variables,
): Evaluate | undefined {
  const weighted = (node.arguments ?? []).flatMap(({ name, value }) => {
    const argument = args.find((each) => each.name === name.value);
    const weigh = argument && weigherOf(`${coordinate}(${name.value})`, getNamedType(argument.type), costs);
    return weigh ? [{ weigh, value }] : [];
  });
  if (weighted.length === 0) return undefined;
  return (variables) =>
    weighted.reduce(
      (sum, { weigh, value }) => sum + weigh(valueFromASTUntyped(value, { ...defaults, ...variables })),
      0,
    );
}

/** How a value of an argument or of an input's field is weighed; undefined for what weighs nothing. */
function weigherOf(coordinate: string, type: unknown, costs: DeclaredCosts): Weigh | undefined {
  const own = costs.weightOf(coordinate);
  const inner = isInputObjectType(type) && reaches(type, costs) ? type : undefined;
  if (own === undefined && !inner) return undefined;
  const weigh: Weigh = (given) => {
    if (given === undefined) return 0;
    if (Array.isArray(given)) return given.reduce<number>((sum, each) => sum + weigh(each), 0);
    return (own ?? 0) + (inner ? weightIn(given, fieldsOf(inner, costs)) : 0);
  };
  return weigh;
}

function weightIn(given: unknown, fields: ReadonlyMap<string, Weigh>): number {
  if (typeof given !== 'object' || given === null) return 0;
  return Object.entries(given).reduce((sum, [name, value]) => sum + (fields.get(name)?.(value) ?? 0), 0);
}

/** Of the inputs of one supergraph: their fields that weigh something. Found once, when a value first comes. */
const found = new WeakMap<DeclaredCosts, Map<GraphQLInputObjectType, ReadonlyMap<string, Weigh>>>();

function fieldsOf(type: GraphQLInputObjectType, costs: DeclaredCosts): ReadonlyMap<string, Weigh> {
  const known = found.get(costs) ?? new Map<GraphQLInputObjectType, ReadonlyMap<string, Weigh>>();
  found.set(costs, known);
  const before = known.get(type);
  if (before) return before;
  const fields = new Map<string, Weigh>();
  for (const field of Object.values(type.getFields())) {
    const weigh = weigherOf(`${type.name}.${field.name}`, getNamedType(field.type), costs);
    if (weigh) fields.set(field.name, weigh);
  }
  known.set(type, fields);
  return fields;
}

/** Whether any field in an input has a weight, at whatever depth. */
function reaches(
  type: GraphQLInputObjectType,
  costs: DeclaredCosts,
  seen = new Set<GraphQLInputObjectType>(),
): boolean {
  if (seen.has(type)) return false;
  seen.add(type);
  return Object.values(type.getFields()).some((field) => {
    const inner = getNamedType(field.type);
    if (costs.weightOf(`${type.name}.${field.name}`) !== undefined) return true;
    return isInputObjectType(inner) && reaches(inner, costs, seen);
  });
}
