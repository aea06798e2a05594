import {
  Kind,
  getVariableValues,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type TypeNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Variables } from './operation.ts';

/** Wrong variables are reported up to so many, as Apollo Server does. */
const MOST_ERRORS = 50;
const MAX_INT = 2_147_483_647;
const MIN_INT = -2_147_483_648;

export type Coerced = { readonly coerced: Variables } | { readonly errors: readonly GraphQLError[] };

/** Whether a value is what it would be coerced to. */
const IS_ITSELF: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= MIN_INT && value <= MAX_INT,
  Float: (value) => typeof value === 'number' && Number.isFinite(value),
};

/**
 * Coerces the variables of an operation as GraphQL says. Given values of the built-in scalars are taken as they are, which graphql-js works out
 * anew for each request; whatever is else (other types, defaults, what is missing or wrong) is left to it.
 */
export function compileVariables(
  schema: GraphQLSchema,
  { variableDefinitions: definitions = [] }: OperationDefinitionNode,
): (given: Variables) => Coerced {
  const checks = definitions.map(checkOf);
  return (given) => {
    const coerced: Record<string, unknown> = {};
    for (const check of checks) {
      if (!check) return coerceAll(schema, definitions, given);
      const { name, isItself } = check;
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      if (!isItself(value)) return coerceAll(schema, definitions, given);
      coerced[name] = value;
    }
    return { coerced };
  };
}

function coerceAll(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  given: Variables,
): Coerced {
  const { coerced, errors } = getVariableValues(schema, definitions, given, { maxErrors: MOST_ERRORS });
  return coerced ? { coerced } : { errors: errors ?? [] };
}

function checkOf({ variable, type }: VariableDefinitionNode) {
  const named: TypeNode = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  const isItself = named.kind === Kind.NAMED_TYPE ? IS_ITSELF[named.name.value] : undefined;
  return isItself && { name: variable.name.value, isItself };
}
