import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { Gateway } from '../gateway.ts';
import { TIMES_BEFORE_WRITING } from './known-operations.ts';
import { composed, schemaTransport, startTestGateway } from '../testing.fixtures.ts';

const SDL = `
  type Query { item(name: String = "Lotus"): Item, items(first: Int!): [Item!]! }
  type Mutation { rename(name: String!): Item }
  type Item { name: String! price: Int broken: String }`;
const compose = (one: string) => composed({ one });

const item = (name: string) => ({
  name,
  price: 7,
  broken() {
    throw new Error('at db.internal');
  },
});
const schema = buildSubgraphSchema([
  {
    typeDefs: parse(SDL),
    resolvers: {
      Query: {
        item: (_: unknown, { name }: { name: string }) => item(name),
        items: (_: unknown, { first }: { first: number }) =>
          Array.from({ length: first }, (__, i) => item(`Item ${i}`)),
      },
      Mutation: { rename: (_: unknown, { name }: { name: string }) => item(name) },
    },
  },
]);
interface Fields {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | null | undefined;
  readonly extensions?: unknown;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const RESPONSE = { ...JSON_TYPE, accept: 'application/graphql-response+json, application/json;q=0.9' };
const NAMED = 'query A { item { name } } query B { item { price } }';
const VARIABLE = 'query Q($name: String) { item(name: $name) { name } }';
const ITEM = '{ item { name price } }';

describe('an operation that has been asked before', () => {
  let gateway: Gateway;

  beforeEach(async () => {
    gateway = await startTestGateway({
      supergraphSdl: compose(SDL),
      transports: { one: schemaTransport(schema) },
      spending: { budgets: { anonymous: 50, customer: 50, partner: 50, staff: 50, system: 50 } },
    });
  });
  afterEach(() => gateway.stop());

  async function ask(fields: Fields, headers: Readonly<Record<string, string>> = JSON_TYPE) {
    const response = await fetch(gateway.url, { method: 'POST', headers, body: JSON.stringify(fields) });
    const told = Object.fromEntries(response.headers);
    for (const name of ['date', 'x-correlation-id']) delete told[name];
    return { status: response.status, headers: told, text: await response.text() };
  }

  it.each<readonly [string, Fields, Readonly<Record<string, string>>]>([
    ['a query', { query: ITEM }, JSON_TYPE],
    ['for a client of another media type', { query: ITEM }, RESPONSE],
    ['with variables', { query: VARIABLE, variables: { name: 'Ärger – "x"' } }, JSON_TYPE],
    ['with a default', { query: VARIABLE, variables: null, operationName: null }, JSON_TYPE],
    ['by its name', { query: NAMED, operationName: 'B' }, JSON_TYPE],
    ['without saying which', { query: NAMED }, JSON_TYPE],
    ['with extensions', { query: ITEM, extensions: { clientLibrary: { name: 'x' } } }, JSON_TYPE],
    ['a mutation', { query: 'mutation { rename(name: "x") { name } }' }, JSON_TYPE],
    ['where a field fails', { query: '{ item { name broken } }' }, JSON_TYPE],
    ['with a wrong variable', { query: VARIABLE, variables: { name: 7 } }, JSON_TYPE],
    ['with a wrong variable, for another media type', { query: VARIABLE, variables: { name: [] } }, RESPONSE],
    ['with variables that are none', { query: VARIABLE, variables: 'x' }, JSON_TYPE],
    [
      'that costs too much',
      { query: 'query($n: Int!) { items(first: $n) { name } }', variables: { n: 900 } },
      RESPONSE,
    ],
  ])('is answered as it was the first time: %s', async (_, fields, headers) => {
    const good = {
      query: fields.query,
      variables: { name: 'Lotus', n: 1 },
      operationName: fields.operationName,
    };
    const first = await ask(fields, headers);
    // Once with what is good, so that it is known.
    await ask(good, headers);
    await ask(good, headers);
    expect(await ask(fields, headers)).toEqual(first);
    expect(await ask(fields, headers)).toEqual(first);
    // And so often that its answer is written otherwise.
    for (let times = 0; times < TIMES_BEFORE_WRITING; times += 1) await ask(good, headers);
    expect(await ask(fields, headers)).toEqual(first);
  });

  it('is kept from foreign pages nevertheless', async () => {
    await ask({ query: ITEM });
    await ask({ query: ITEM });
    const foreign = await ask({ query: ITEM }, { 'content-type': 'text/plain' });
    expect(foreign.status).toBe(400);
    expect(foreign.text).toContain('BAD_USER_INPUT');
  });

  it('is told that it is none when the schema has changed', async () => {
    await ask({ query: ITEM });
    expect((await ask({ query: ITEM })).text).toBe('{"data":{"item":{"name":"Lotus","price":7}}}\n');
    await gateway.replaceSupergraph(compose(SDL.replace(' price: Int', '')));
    const after = await ask({ query: ITEM }, RESPONSE);
    expect(after.status).toBe(400);
    expect(after.text).toContain('price');
  });
});
