import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { serveSubgraph, type RequestContext } from '@longbox/subgraph';
import { newId } from '@longbox/ids';
import { waitFor } from '@longbox/testing';
import type { Gateway } from './gateway.ts';
import { bareSubgraph, composed, startTestGateway } from './testing.fixtures.ts';
import { httpTransport } from './transport/http.ts';
import { inProcessTransport } from './transport/in-process.ts';
import type { Transport } from './transport/transport.ts';

const logger = pino({ level: 'silent' });
const secret = new Uint8Array(32).fill(1);
const store = { id: newId(), slug: 'demo', name: 'Demo', currency: 'USD' } as const;

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes"])\n';
const SDL = {
  order: `${LINK}
    type Query { order(id: ID!): Order, whoAmI: String!, broken: String, refused: String }
    type Mutation { touch(id: ID!): Order }
    type Subscription { orderUpdated(id: ID!): Order, failing: Order }
    type Order @key(fields: "id") { id: ID! status: String! notes: String @requiresScopes(scopes: [["orders:read"]]) }`,
  catalog: `${LINK} type Query { ping: String } type Order @key(fields: "id") { id: ID! title: String }`,
};

/** Open iterators at the source: what a client's unsubscribing must bring to zero. */
let open = 0;

function ticks(id: string, count: number) {
  open += 1;
  let sent = 0;
  let release: (() => void) | undefined;
  const end = () => {
    if (release) release();
    release = undefined;
  };
  return {
    async next() {
      if (sent < count) return { value: { orderUpdated: { id, status: `S${(sent += 1)}` } }, done: false };
      await new Promise<void>((resolve) => (release = resolve));
      return { value: undefined, done: true };
    },
    return() {
      open -= 1;
      end();
      return Promise.resolve({ value: undefined, done: true });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const resolvers = {
  order: {
    Query: {
      order: (_: unknown, { id }: { id: string }) => ({ id, status: 'OPEN' }),
      whoAmI: (_: unknown, __: unknown, { caller }: RequestContext) =>
        `${caller.kind} of ${caller.store.slug}`,
      broken: () => {
        throw new Error('SELECT * FROM secrets at db.internal:5432');
      },
      refused: () => {
        throw new GraphQLError('Not for you.', { extensions: { code: 'FORBIDDEN', sql: 'SELECT 1' } });
      },
    },
    Mutation: { touch: (_: unknown, { id }: { id: string }) => ({ id, status: 'TOUCHED' }) },
    Subscription: {
      orderUpdated: { subscribe: (_: unknown, { id }: { id: string }) => ticks(id, 3) },
      failing: {
        subscribe: () => {
          throw new GraphQLError('No such order.', { extensions: { code: 'BAD_USER_INPUT' } });
        },
      },
    },
  },
  catalog: { Query: { ping: () => 'pong' }, Order: { title: ({ id }: { id: string }) => `Title of ${id}` } },
};

const subgraph = (name: 'order' | 'catalog') => bareSubgraph(name, SDL[name], resolvers[name]);

describe.each(['in process', 'over HTTP'])('the gateway over two subgraphs %s', (how) => {
  let gateway: Gateway;
  let live: Client;
  const stops: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const transports: Record<string, Transport> = {};
    for (const name of ['order', 'catalog'] as const) {
      if (how === 'in process') transports[name] = inProcessTransport(subgraph(name), logger);
      else {
        const served = await serveSubgraph(subgraph(name), { host: '127.0.0.1', port: 0, secret, logger });
        stops.push(() => served.stop());
        transports[name] = httpTransport({ name, url: served.url, secret });
      }
    }
    gateway = await startTestGateway({
      supergraphSdl: composed(SDL),
      metrics: { contentType: 'text/plain', text: () => Promise.resolve('up 1\n') },
      transports,
      authentication: {
        stores: {
          stores: [store],
          storeBySlug: (slug) => (slug === 'demo' ? store : undefined),
          apiKey: () => undefined,
        },
        verify: () => Promise.reject(new Error('none is good')),
        defaultStore: 'demo',
      },
      origins: ['https://shop.example'],
      explorer: true,
      logger,
    });
    live = createClient({
      url: gateway.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
  });

  afterAll(async () => {
    await live.dispose();
    await gateway.stop();
    for (const stop of stops) await stop();
  });

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const ask = async (query: string, headers = {}) =>
    (await (await post({ query }, headers)).json()) as { data?: unknown; errors?: Record<string, unknown>[] };

  it('joins what two subgraphs know of one entity', async () => {
    expect(await ask('{ order(id: "7") { id status title } }')).toEqual({
      data: { order: { id: '7', status: 'OPEN', title: 'Title of 7' } },
    });
    expect(await ask('mutation { touch(id: "7") { status title } }')).toEqual({
      data: { touch: { status: 'TOUCHED', title: 'Title of 7' } },
    });
  });

  it('tells subgraphs who is calling, whatever the client claims to them', async () => {
    expect(await ask('{ whoAmI }', { 'x-longbox-caller': 'e30.x' })).toEqual({
      data: { whoAmI: 'anonymous of demo' },
    });
    expect((await ask('{ whoAmI }', { 'x-store': 'other' })).errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
    const refused = await post({ query: '{ whoAmI }' }, { authorization: 'Bearer x' });
    expect([refused.status, await refused.json()]).toMatchObject([
      401,
      { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    ]);
  });

  it('masks errors that are ours and passes on those that are for the client, without their inside', async () => {
    const broken = await ask('{ broken order(id: "1") { id } }');
    expect(broken.data).toEqual({ broken: null, order: { id: '1' } });
    expect(broken.errors).toEqual([
      expect.objectContaining({ path: ['broken'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }),
    ]);
    const refused = await ask('{ refused }');
    expect(refused.errors?.[0]).toMatchObject({ message: 'Not for you.', extensions: { code: 'FORBIDDEN' } });
    for (const answer of [broken, refused])
      expect(JSON.stringify(answer)).not.toMatch(/SELECT|internal:5432|stack|sql/);
  });

  it('answers bad requests with a 4xx and a code', async () => {
    expect((await post('not json')).status).toBe(400);
    expect((await post({ query: '{ nothing }' })).status).toBe(400);
    expect((await post({ query: '{' })).status).toBe(400);
    expect((await post({ query: `{ ping # ${'x'.repeat(1_100_000)}\n }` })).status).toBe(413);
    expect((await fetch(`${gateway.url}?query={ping}`)).status).toBe(400);
    expect(
      (await fetch(`${gateway.url}?query={ping}`, { headers: { 'apollo-require-preflight': '1' } })).status,
    ).toBe(200);
    expect((await fetch(gateway.url.replace('/graphql', '/nothing'))).status).toBe(404);
  });

  it('lets browsers of the allowed origins read, and no others', async () => {
    const from = async (origin: string) =>
      (await post({ query: '{ ping }' }, { origin })).headers.get('access-control-allow-origin');
    expect(await from('https://shop.example')).toBe('https://shop.example');
    expect(await from('https://evil.example')).toBeNull();
  });

  it('lets apps of the allowed origins send what clients of Apollo and OpenTelemetry add, and read when to come again', async () => {
    const { headers } = await fetch(gateway.url, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    });
    const allowed = headers.get('access-control-allow-headers')?.split(', ');
    const sent = ['apollographql-client-name', 'apollographql-client-version', 'traceparent', 'x-cost'];
    expect(allowed).toEqual(expect.arrayContaining(sent));
    expect(headers.get('access-control-expose-headers')).toContain('retry-after');
  });

  it('refuses a body that is compressed, since a few kilobytes may stand for gigabytes', async () => {
    const compressed = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync('{"query":"{ ping }"}'),
    });
    expect(compressed.status).toBe(415);
    expect(await compressed.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('content-encoding') }],
    });
  });

  it('hands the correlation id back, its own for one that is not sane', async () => {
    const id = async (given: string) =>
      (await post({ query: '{ ping }' }, { 'x-correlation-id': given })).headers.get('x-correlation-id');
    expect(await id('abc-1')).toBe('abc-1');
    expect(await id('a b')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('serves an explorer that fetches nothing from elsewhere, health, readiness and metrics', async () => {
    const page = await (await fetch(gateway.url, { headers: { accept: 'text/html' } })).text();
    expect(page).toContain('<html');
    expect(page.match(/<(?:script|link|img)[^>]+(?:src|href)="(?:https?:)?\/\//g)).toBeNull();
    expect((await fetch(gateway.url.replace('/graphql', '/healthz'))).status).toBe(200);
    expect(await (await fetch(gateway.url.replace('/graphql', '/metrics'))).text()).toBe('up 1\n');
    expect(await (await fetch(gateway.url.replace('/graphql', '/readyz'))).json()).toEqual({
      status: 'ready',
      subgraphs: { order: true, catalog: true },
    });
  });

  it('streams events in order with the other subgraph’s fields filled in, and only what was selected', async () => {
    const events = live.iterate({
      query: 'subscription { live: orderUpdated(id: "9") { status name: title } }',
    });
    const seen = [];
    for (let i = 0; i < 3; i += 1) seen.push((await events.next()).value);
    expect(seen).toEqual([1, 2, 3].map((n) => ({ data: { live: { status: `S${n}`, name: 'Title of 9' } } })));
    expect(open).toBe(1);
    await events.return?.();
    await waitFor(() => open === 0, { what: 'unsubscribing to reach the source' });
  });

  it('ends the source when the client’s connection goes', async () => {
    const client = createClient({
      url: gateway.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const events = client.iterate({ query: 'subscription { orderUpdated(id: "9") { id } }' });
    await events.next();
    expect(open).toBe(1);
    client.terminate();
    await waitFor(() => open === 0, { what: 'the lost connection to reach the source' });
    await events.next().catch(() => undefined);
  });

  it('answers queries over the socket, and says what is wrong with an operation', async () => {
    const one = async (query: string) => (await live.iterate({ query }).next()).value as unknown;
    expect(await one('{ order(id: "7") { title } }')).toEqual({ data: { order: { title: 'Title of 7' } } });
    await expect(one('subscription { nothing }')).rejects.toEqual([
      expect.objectContaining({ message: expect.stringMatching(/nothing/) }),
    ]);
    expect(await one('subscription { failing { id } }')).toMatchObject({
      errors: [{ message: 'No such order.', extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  it.each([
    [4401, { authorization: 'Bearer x' }],
    [4403, { 'x-store': 'nowhere' }],
  ])('closes a socket with %i for %j', async (code, connectionParams) => {
    const closed = new Promise<{ code: number }>((resolve) => {
      const client = createClient({
        url: gateway.url.replace('http', 'ws'),
        webSocketImpl: WebSocket,
        connectionParams,
        retryAttempts: 0,
        lazy: false,
        onNonLazyError: () => undefined,
      });
      client.on('closed', (event) => resolve(event as { code: number }));
    });
    expect((await closed).code).toBe(code);
  });
});
