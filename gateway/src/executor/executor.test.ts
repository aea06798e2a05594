import { describe, expect, it } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse, type ExecutionResult } from 'graphql';
import { Cancellation } from '../cancellation.ts';
import type { SubgraphRequest, Transport } from '../transport/transport.ts';
import { composed, schemaTransport } from '../testing.fixtures.ts';
import { createTestEdge, nobody } from './differential/edge.fixtures.ts';

interface TestSubgraph {
  readonly sdl: string;
  readonly resolvers?: Record<string, Record<string, unknown>>;
  /** Answers itself. */
  readonly run?: (request: SubgraphRequest) => Promise<ExecutionResult>;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@requires", "@external", "@interfaceObject", "@override"])\n`;

async function edgeOver(subgraphs: Readonly<Record<string, TestSubgraph>>) {
  const sdls = Object.fromEntries(Object.entries(subgraphs).map(([name, { sdl }]) => [name, LINK + sdl]));
  const transports = Object.entries(subgraphs).map(
    ([name, { sdl, resolvers = {}, run }]): [string, Transport] => {
      const schema = buildSubgraphSchema([{ typeDefs: parse(LINK + sdl), resolvers: resolvers as never }]);
      return [name, schemaTransport(schema, run)];
    },
  );
  return createTestEdge(composed(sdls), Object.fromEntries(transports));
}

const plain = (result: ExecutionResult) => JSON.parse(JSON.stringify(result)) as ExecutionResult;
const shelf = {
  sdl: 'type Query { books: [[Book]] book: Book } type Book @key(fields: "id") { id: ID! author: Author } type Author @key(fields: "id") { id: ID! }',
  resolvers: {
    Query: {
      books: () => [
        [{ id: 'a', author: { id: '1' } }, null],
        null,
        [
          { id: 'b', author: { id: '1' } },
          { id: 'c', author: { id: '2' } },
        ],
      ],
      book: () => ({ id: 'a', author: { id: '1' } }),
    },
  },
};

describe('the executor', () => {
  it('asks for each different object once, and fills it in wherever it stands', async () => {
    const edge = await edgeOver({
      shelf,
      people: {
        sdl: 'type Author @key(fields: "id") { id: ID! name: Name } type Name { first: String }',
        resolvers: { Author: { name: ({ id }: { id: string }) => ({ first: `N${id}` }) } },
      },
    });
    expect(plain(await edge.ask('{ books { author { name { first } } } }'))).toEqual({
      data: {
        books: [
          [{ author: { name: { first: 'N1' } } }, null],
          null,
          [{ author: { name: { first: 'N1' } } }, { author: { name: { first: 'N2' } } }],
        ],
      },
    });
    expect(edge.fetches.at(-1)?.request.variables?.['representations']).toEqual([
      { __typename: 'Author', id: '1' },
      { __typename: 'Author', id: '2' },
    ]);
  });

  it('tells an error at each place that it made null, through lists, with the subgraph’s code', async () => {
    const edge = await edgeOver({
      shelf,
      people: {
        sdl: 'type Author @key(fields: "id") { id: ID! name: String! born: Int }',
        resolvers: {
          Author: {
            name({ id }: { id: string }) {
              if (id === '1')
                throw new GraphQLError('Gone.', { extensions: { code: 'FORBIDDEN', stacktrace: ['x'] } });
              return 'N';
            },
            born() {
              throw new Error('broken');
            },
          },
        },
      },
    });
    const { data, errors } = plain(await edge.ask('{ books { author { by: name } } }'));
    expect(data).toEqual({
      books: [[{ author: null }, null], null, [{ author: null }, { author: { by: 'N' } }]],
    });
    const extensions = { code: 'FORBIDDEN', serviceName: 'people' };
    expect(errors).toEqual([
      { message: 'Gone.', path: ['books', 0, 0, 'author', 'by'], extensions },
      { message: 'Gone.', path: ['books', 2, 0, 'author', 'by'], extensions },
    ]);
    const second = plain(await edge.ask('{ book { author { born } } }'));
    expect(second).toMatchObject({
      data: { book: { author: { born: null } } },
      errors: [{ path: ['book', 'author', 'born'], extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } }],
    });
  });

  it('goes on without a subgraph that does not answer, and says so at what it would have brought', async () => {
    const edge = await edgeOver({
      shelf,
      people: {
        sdl: 'type Author @key(fields: "id") { id: ID! name: String! }',
        run: () => Promise.reject(new Error('ECONNREFUSED 10.0.0.1')),
      },
    });
    const { data, errors } = plain(await edge.ask('{ book { id author { name } } }'));
    expect(data).toEqual({ book: { id: 'a', author: null } });
    expect(errors).toEqual([
      {
        message: 'The people service did not answer: try again in a moment.',
        path: ['book', 'author', 'name'],
        extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'people' },
      },
    ]);
  });

  it('says of a subgraph that does not answer each field that is null because of it, under the client’s names, up to a hundred', async () => {
    const edge = await edgeOver({
      shelf: {
        sdl: `type Query { authors(first: Int!): [Author!]! } type Author @key(fields: "id") { id: ID! }`,
        resolvers: {
          Query: {
            authors: (_: unknown, { first }: { first: number }) =>
              Array.from({ length: first }, (_each, index) => ({ id: String(index) })),
          },
        },
      },
      people: {
        sdl: `type Query { now: String } type Author @key(fields: "id") { id: ID! name: String agent: Agent }
          type Agent @key(fields: "code") { code: ID! }`,
        run: () => Promise.reject(new Error('ECONNREFUSED')),
      },
      agency: {
        sdl: 'type Agent @key(fields: "code") { code: ID! phone: String }',
        run: () => Promise.reject(new Error('nobody is asked for')),
      },
    });
    const paths = async (query: string) => (await edge.ask(query)).errors?.map(({ path }) => path?.join('.'));
    expect(await paths('{ a: now b: now authors(first: 0) { id } }')).toEqual(['a', 'b']);
    expect(
      await paths('{ all: authors(first: 2) { id called: name ...A } } fragment A on Author { name }'),
    ).toEqual(['all.0.called', 'all.0.name', 'all.1.called', 'all.1.name']);
    // The key of the agent is asked for by the plan alone.
    expect(await paths('{ authors(first: 1) { agent { phone } } }')).toEqual(['authors.0.agent']);
    const many = await paths('{ authors(first: 150) { name } }');
    expect([many?.length, many?.at(-1)]).toEqual([101, 'authors']);
  });

  it('makes an error of a null that the schema does not allow, where a subgraph tells none', async () => {
    const edge = await edgeOver({
      shelf,
      people: {
        sdl: 'type Author @key(fields: "id") { id: ID! name: String! }',
        run: () => Promise.resolve({ data: { _entities: [null] } }),
      },
    });
    expect(plain(await edge.ask('{ book { author { name } } }'))).toEqual({
      data: { book: { author: null } },
      errors: [
        {
          message: 'Cannot return null for non-nullable field Author.name.',
          path: ['book', 'author', 'name'],
          extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' },
        },
      ],
    });
  });

  it('returns to a subgraph by a key that it resolves', async () => {
    const edge = await edgeOver({
      one: {
        sdl: 'type A @key(fields: "id") { id: ID! name: String! }',
        resolvers: { A: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `n${id}` }) } },
      },
      two: {
        sdl: `type Query { a: A }
          type A @key(fields: "code", resolvable: false) @key(fields: "id", resolvable: true) {
            id: ID! code: ID! name: String! @external loud: String! @requires(fields: "name") }`,
        resolvers: {
          Query: { a: () => ({ id: '1', code: 'c' }) },
          A: { loud: ({ name }: { name: string }) => `${name}!` },
        },
      },
    });
    expect(plain(await edge.ask('{ a { loud } }'))).toEqual({ data: { a: { loud: 'n1!' } } });
  });

  it('refuses an operation of which no subgraph gives a root field', async () => {
    const edge = await edgeOver({
      one: { sdl: 'interface Node @key(fields: "id") { id: ID! } type Query { a: Node }' },
      two: {
        sdl: 'type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! field: String } type Query { b: Node }',
      },
    });
    const { data, errors } = await edge.ask('{ a { field } }');
    expect(data).toBeUndefined();
    expect(errors?.[0]?.message).toBe('No subgraph gives what is asked of "a".');
    expect(edge.fetches).toEqual([]);
  });

  it('does not take a supergraph that asks for what it does not know, and says what that is', async () => {
    const feature = 'https://specs.apollo.dev/secrecy/v0.1';
    const sdl = composed({ shelf: LINK + shelf.sdl }).replace(
      'schema\n',
      `schema\n  @link(url: "${feature}", for: SECURITY)\n`,
    );
    const why = `The supergraph cannot be served: feature ${feature} is for: SECURITY but is unsupported`;
    await expect(createTestEdge(sdl, {})).rejects.toThrow(why);
  });

  it('gives up when the deadline is over, with what has come until then', async () => {
    const edge = await edgeOver({
      shelf,
      people: {
        sdl: 'type Author @key(fields: "id") { id: ID! name: String }',
        run: () => new Promise(() => undefined),
      },
    });
    const cancellation = new Cancellation(30);
    const { data, errors } = plain(
      await edge.ask('{ book { id author { name } } }', {}, { caller: nobody, cancellation }),
    );
    expect(data).toEqual({ book: { id: 'a', author: { name: null } } });
    expect(errors).toMatchObject([
      { path: ['book', 'author', 'name'], extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } },
    ]);
  });

  it('fetches nothing more when the client has left', async () => {
    const edge = await edgeOver({ shelf });
    const cancellation = new Cancellation(1_000);
    cancellation.cancel('client left');
    await edge.ask('{ book { id } }', {}, { caller: nobody, cancellation });
    expect(edge.fetches).toEqual([]);
  });

  it('takes a labelled field from where the share of callers says, always the same for one caller', async () => {
    const edge = await edgeOver({
      old: {
        sdl: 'type Query { p: P } type P @key(fields: "id") { id: ID! f: String }',
        resolvers: { Query: { p: () => ({ id: '1' }) }, P: { f: () => 'old' } },
      },
      fresh: {
        sdl: 'type P @key(fields: "id") { id: ID! f: String @override(from: "old", label: "percent(50)") }',
        resolvers: { P: { f: () => 'fresh' } },
      },
    });
    const ask = async (subject: string) => {
      const scope = { caller: { ...nobody, subject } };
      const operation = edge.executor.prepare(parse('{ p { f } }'), undefined, { scope });
      const { data } = await edge.run(operation, { variables: {}, context: { scope } });
      return (data as { p: { f: string } }).p.f;
    };
    const seen = await Promise.all(Array.from({ length: 40 }, (_, index) => ask(`caller-${index}`)));
    expect(new Set(seen)).toEqual(new Set(['old', 'fresh']));
    expect(await Promise.all(seen.map((_, index) => ask(`caller-${index}`)))).toEqual(seen);
  });

  it('says what is wrong with variables, and gives subgraphs those that it has coerced', async () => {
    const edge = await edgeOver({
      one: {
        sdl: 'input In { n: Int! = 3 } type Query { f(in: In, list: [Int]): String }',
        resolvers: { Query: { f: (_: unknown, args: unknown) => JSON.stringify(args) } },
      },
    });
    const text = 'query ($in: In, $list: [Int]) { f(in: $in, list: $list) }';
    expect(plain(await edge.ask(text, { in: {}, list: 7 }))).toEqual({
      data: { f: '{"in":{"n":3},"list":[7]}' },
    });
    expect((await edge.ask(text, { list: 'x' })).errors?.[0]?.message).toMatch(
      /\$list" got invalid value "x"/,
    );
  });
});
