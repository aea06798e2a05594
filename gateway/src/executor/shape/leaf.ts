import { isEnumType, isSpecifiedScalarType, type GraphQLLeafType } from 'graphql';

/** Gives the value as it may be answered, or undefined when it is none of the type. */
export type Leaf = (value: unknown) => unknown;

const MAX_INT = 2_147_483_647;

const text: Leaf = (value) => (typeof value === 'string' ? value : undefined);
const BUILT_IN: Readonly<Record<string, Leaf>> = {
  String: text,
  Boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  Float: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  // GraphQL's integers have 32 bits.
  Int: (value) =>
    typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= MAX_INT + 1
      ? value
      : undefined,
  ID: (value) => (typeof value === 'string' ? value : Number.isInteger(value) ? String(value) : undefined),
};
const asItIs: Leaf = (value) => value;

/** Subgraphs have serialised their leaves; this keeps out what is no value of the type that clients see. */
export function leaf(type: GraphQLLeafType): Leaf {
  if (isEnumType(type)) {
    const names = new Set(type.getValues().map(({ name }) => name));
    return (value) => (typeof value === 'string' && names.has(value) ? value : undefined);
  }
  return isSpecifiedScalarType(type) ? (BUILT_IN[type.name] ?? asItIs) : asItIs;
}
