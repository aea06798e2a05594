import { GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import { badUserInput } from './errors.ts';

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function toInstant(value: unknown): Date {
  const date = typeof value === 'string' && RFC3339.test(value) ? new Date(value) : null;
  if (!date || Number.isNaN(date.getTime()))
    throw badUserInput(
      `DateTime wants an RFC 3339 instant such as 2026-01-31T12:00:00Z, not ${JSON.stringify(value)}.`,
    );
  return date;
}

function toDay(value: unknown): string {
  if (typeof value !== 'string' || !DAY.test(value) || Number.isNaN(Date.parse(value)))
    throw badUserInput(`Date wants a day such as 2026-01-31, not ${JSON.stringify(value)}.`);
  return value;
}

const textOf = (node: ValueNode) => (node.kind === Kind.STRING ? node.value : undefined);

/** An instant: a `Date` inside, RFC 3339 in UTC outside. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => (value instanceof Date ? value : toInstant(value)).toISOString(),
  parseValue: toInstant,
  parseLiteral: (node) => toInstant(textOf(node)),
});

/** A calendar day, `YYYY-MM-DD`, text inside and outside. */
export const Day = new GraphQLScalarType<string, string>({
  name: 'Date',
  serialize: (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : toDay(value)),
  parseValue: toDay,
  parseLiteral: (node) => toDay(textOf(node)),
});

/** Any JSON value. */
export const Json = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});
