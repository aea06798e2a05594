import { describe, expect, it } from '@jest/globals';
import { buildSchema, getVariableValues, parse } from 'graphql';
import { operationOf } from './planner/documents.ts';
import { compileVariables } from './variables.ts';

const schema = buildSchema(
  'type Query { a(id: ID, share: Float): Int } enum Kind { A B } input Size { width: Int! = 3 }',
);
const operation = operationOf(
  parse(`query Q($text: String!, $id: ID, $count: Int = 7, $share: Float, $on: Boolean! = true, $kind: Kind,
    $size: Size, $list: [Int!]) { a }`),
);
const plain = operationOf(
  parse('query Q($text: String!, $id: ID, $count: Int, $share: Float, $on: Boolean!) { a }'),
);
const given = { text: 'x', id: 'i', count: 1, share: 0.5, on: false };

describe('the variables of an operation', () => {
  it.each<Record<string, unknown>>([
    given,
    { ...given, more: 1 },
    { text: 'x' },
    { ...given, id: null },
    { ...given, text: null },
    { ...given, text: 7 },
    { ...given, id: 7 },
    { ...given, id: 7.5 },
    { ...given, count: 2_147_483_648 },
    { ...given, count: -2_147_483_648 },
    { ...given, count: 1.5 },
    { ...given, count: '1' },
    { ...given, share: 3 },
    { ...given, share: Number.NaN },
    { ...given, on: 'yes' },
    { ...given, on: null },
    { ...given, kind: 'A', size: {}, list: 4 },
    { ...given, kind: 'C', size: { width: 'x' }, list: [null] },
    Object.create({ text: 'inherited' }) as Record<string, unknown>,
  ])('are coerced as graphql-js does: %j', (variables) => {
    for (const each of [operation, plain]) {
      const reference = getVariableValues(schema, each.variableDefinitions ?? [], variables);
      const ours = compileVariables(schema, each)(variables);
      expect(JSON.parse(JSON.stringify(ours))).toEqual(JSON.parse(JSON.stringify(reference)));
    }
  });
});
