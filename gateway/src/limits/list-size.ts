import { isNonNullType, valueFromASTUntyped, type FieldNode, type GraphQLField } from 'graphql';
import type { Variables } from '../executor/operation.ts';
import type { ListSize } from './declared-costs.ts';

export type Evaluate = (variables: Variables) => number;
/** A number where it is the same whatever the variables are. */
export type Size = Evaluate | number;

/** A list of which nobody says how long it is. The lines of an order, the variants of a product: a handful, seldom more. */
export const ASSUMED_LIST_SIZE = 10;

/** Of a list that wants to be told by exactly one argument how long it is. */
export interface Slicing {
  /** How many arguments say it. */
  readonly said: Evaluate;
  /** What to say when it is not one. */
  readonly sentence: string;
}

/** An argument that says how long a list is. */
interface SlicingArgument {
  readonly given: (variables: Variables) => unknown;
  readonly byDefault: unknown;
}

/** How long a list is: as long as the longest of the arguments that say so, given or by default. */
export function sizeOf(
  listed: ListSize,
  node: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  defaults: Variables,
): Size {
  const otherwise = listed.assumedSize ?? ASSUMED_LIST_SIZE;
  const sizes = argumentsOf(listed, node, definition, defaults);
  if (sizes.length === 0) return otherwise;
  return (variables) => {
    const said = sizes
      .map(({ given, byDefault }) => given(variables) ?? byDefault)
      .filter((size) => typeof size === 'number');
    return said.length === 0 ? otherwise : Math.max(0, ...said);
  };
}

/** What is wanted of the arguments; undefined where it cannot but be so, as of an argument that stands alone and has a default. */
export function slicingOf(
  coordinate: string,
  listed: ListSize,
  node: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  defaults: Variables,
): Slicing | undefined {
  const { slicingArguments: names, requiresOne } = listed;
  if (!requiresOne || names.length === 0) return undefined;
  const [only] = definition.args.filter(({ name }) => name === names[0]);
  if (names.length === 1 && only && (only.defaultValue !== undefined || isNonNullType(only.type)))
    return undefined;
  const slicing = argumentsOf(listed, node, definition, defaults);
  return {
    said(variables) {
      const given = slicing.filter((each) => isSaid(each.given(variables))).length;
      return given > 0 ? given : slicing.filter((each) => isSaid(each.byDefault)).length;
    },
    sentence: `${coordinate} takes exactly one of ${names.join(', ')}, which says how much of it there is to be.`,
  };
}

const isSaid = (value: unknown): boolean => value !== undefined && value !== null;

function argumentsOf(
  { slicingArguments }: ListSize,
  node: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  defaults: Variables,
): SlicingArgument[] {
  return slicingArguments.map((path) => {
    const [name = '', ...rest] = path.split('.');
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    const inside = (from: unknown): unknown =>
      rest.reduce<unknown>(
        (at, step) => (typeof at === 'object' && at !== null ? (at as Variables)[step] : undefined),
        from,
      );
    return {
      given: (variables) => value && inside(valueFromASTUntyped(value, { ...defaults, ...variables })),
      byDefault: inside(definition.args.find((argument) => argument.name === name)?.defaultValue),
    };
  });
}
