import { describe, expect, it } from '@jest/globals';
import { GraphQLError, buildSchema, execute, parse, type ExecutionResult } from 'graphql';
import { compiledExecution } from './compiled.ts';

const sdl = `
  interface Node { id: ID! }
  type Card implements Node { id: ID! name: String total: Int! later: Int refused: String broken: Int! inner: Card list: [[Int!]] }
  type Query { card(id: ID!): Card node: Node cards: [Card!] }`;

const card = {
  __typename: 'Card',
  id: 7,
  name: 'Ancient Dragon',
  total: () => 3,
  later: Promise.resolve(4),
  refused: () => {
    throw new GraphQLError('Not for you.', { extensions: { code: 'FORBIDDEN' } });
  },
  broken: () => Promise.reject(new Error('SELECT 1')),
  inner: () => ({ id: 'i', total: 1 }),
  list: [[1, 2], null],
};
const rootValue = { card: ({ id }: { id: string }) => ({ ...card, id }), node: card, cards: () => [card] };

const run = async (execution: typeof execute, document: ReturnType<typeof parse>, variableValues = {}) => {
  const { data, errors } = await execution({ schema, document, rootValue, variableValues, contextValue: {} });
  const told = errors?.map(({ message, path, extensions, originalError }) => ({
    message,
    path,
    extensions,
    original: originalError?.message,
  }));
  return { data, errors: told };
};
const schema = buildSchema(sdl);

describe('compiled execution', () => {
  it.each([
    'query ($id: ID!) { card(id: $id) { id name total later list inner { total } } }',
    '{ node { __typename id ... on Card { name } } }',
    '{ cards { id refused } }',
    '{ cards { id broken } card(id: 1) { inner { broken } } }',
    'query ($with: Boolean!) { card(id: 1) { id @skip(if: $with) name @include(if: $with) } }',
    'query ($id: ID!) { card(id: $id) { id } }',
  ])('answers like graphql-js, each time: %s', async (text) => {
    const document = parse(text);
    const execution = compiledExecution(schema) as (args: Parameters<typeof execute>[0]) => ExecutionResult;
    const variables = text.includes('$with') ? { with: true } : text.includes('list') ? { id: 'x' } : {};
    const expected = JSON.parse(JSON.stringify(await run(execute, document, variables))) as unknown;
    for (let time = 1; time <= 3; time += 1)
      expect(JSON.parse(JSON.stringify(await run(execution, document, variables)))).toEqual(expected);
  });
});
