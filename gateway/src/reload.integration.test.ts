import { afterEach, describe, expect, it } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { MetricsRegistry } from '@longbox/events';
import { waitFor } from '@longbox/testing';
import type { Gateway } from './gateway.ts';
import { composed, schemaTransport, startTestGateway } from './testing.fixtures.ts';

const OLD = 'type Query { item: Item } type Item { name: String price: Int }';
const NEW = 'type Query { item: Item } type Item { name: String title: String }';

const compose = (one: string) => composed({ one });

/** A subgraph that knows both, as it does while the old is rolled over into the new. */
const schema = buildSubgraphSchema([
  {
    typeDefs: parse('type Query { item: Item } type Item { name: String price: Int title: String }'),
    resolvers: { Query: { item: () => ({ name: 'Lotus', price: 7, title: 'Black Lotus' }) } },
  },
]);

let gateway: Gateway;
let sent: string[] = [];

async function start(): Promise<void> {
  sent = [];
  const one = schemaTransport(schema);
  gateway = await startTestGateway({
    supergraphSdl: compose(OLD),
    transports: {
      one: {
        ...one,
        run(request, scope) {
          sent.push(JSON.stringify(request.query));
          return one.run(request, scope);
        },
      },
    },
  });
}
afterEach(() => gateway.stop());

async function ask(query: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: await response.json() };
}

describe('a new supergraph', () => {
  it('is served from when it is taken, and the old one until then', async () => {
    await start();
    expect((await ask('{ item { title } }')).status).toBe(400);
    await gateway.replaceSupergraph(compose(NEW));
    expect(await ask('{ item { title } }')).toEqual({
      status: 200,
      body: { data: { item: { title: 'Black Lotus' } } },
    });
    expect((await ask('{ item { price } }')).status).toBe(400);
  });

  it.each([
    ['no GraphQL', 'type Query {'],
    ['no supergraph', 'type Query { a: Int }'],
    ['of a subgraph that nobody knows the way to', compose(NEW).replaceAll('"one"', '"two"')],
  ])('that is %s is refused with the reason, and the old one stays', async (_, sdl) => {
    await start();
    await expect(gateway.replaceSupergraph(sdl)).rejects.toThrow(/^The supergraph cannot be served: ./);
    expect(await ask('{ item { price } }')).toEqual({ status: 200, body: { data: { item: { price: 7 } } } });
    await gateway.replaceSupergraph(compose(NEW));
    expect((await ask('{ item { title } }')).status).toBe(200);
  });

  it('is planned for what clients have asked for lately before it takes over, and for nothing that it has not', async () => {
    const registry = new MetricsRegistry();
    gateway = await startTestGateway({
      supergraphSdl: compose(OLD),
      transports: { one: schemaTransport(schema) },
      registry,
    });
    const counted = async (name: string) => {
      const line = (await registry.metrics()).split('\n').find((each) => each.startsWith(name));
      return Number(line?.split(' ').at(-1) ?? 0);
    };
    const MISSES = 'longbox_plan_cache_lookups_total{outcome="miss"}';
    for (const query of ['{ item { name } }', '{ item { price } }', '{ item { name price } }'])
      expect((await ask(query)).status).toBe(200);
    const before = await counted(MISSES);
    await gateway.replaceSupergraph(compose(NEW));
    expect(await counted('longbox_plan_cache_operations')).toBe(1);
    expect((await ask('{ item { name } }')).status).toBe(200);
    expect(await counted(MISSES)).toBe(before);
    expect((await ask('{ item { title } }')).status).toBe(200);
    expect(await counted(MISSES)).toBe(before + 1);
  });

  it('takes over without an error among the requests that come meanwhile', async () => {
    await start();
    const state = { isOver: false };
    const seen: unknown[] = [];
    const clients = Array.from({ length: 8 }, async () => {
      while (!state.isOver) seen.push(await ask('{ item { name } }'));
    });
    for (let turn = 0; turn < 6; turn += 1) {
      await gateway.replaceSupergraph(turn % 2 === 0 ? compose(NEW) : compose(OLD));
      const before = seen.length;
      await waitFor(() => seen.length > before + 16, { what: 'each client to be answered twice' });
    }
    state.isOver = true;
    await Promise.all(clients);
    expect(new Set(seen.map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify({ status: 200, body: { data: { item: { name: 'Lotus' } } } })]),
    );
  });

  it('asks a subgraph that has moved at its new address, once it is served', async () => {
    const asked: string[] = [];
    const closed: string[] = [];
    const at = (url: string) => compose(OLD).replaceAll('longbox://one', url);
    gateway = await startTestGateway({
      supergraphSdl: at('http://here'),
      transports: {},
      connect({ url }) {
        const transport = schemaTransport(schema);
        return {
          ...transport,
          run(request, scope) {
            asked.push(url);
            return transport.run(request, scope);
          },
          close: () => Promise.resolve(void closed.push(url)),
        };
      },
    });
    await ask('{ item { name } }');
    await expect(gateway.replaceSupergraph(`${at('http://nowhere')} type {`)).rejects.toThrow();
    await ask('{ item { name } }');
    await gateway.replaceSupergraph(at('http://there'));
    await ask('{ item { name } }');
    expect(asked).toEqual(['http://here', 'http://here', 'http://there']);
    await gateway.stop();
    expect(closed.toSorted()).toEqual(['http://here', 'http://there']);
  });
});
