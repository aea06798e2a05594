import { get, Agent, type IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createClient, type Client } from 'graphql-ws';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { newId } from '@longbox/ids';
import { serveSubgraph, type RequestContext } from '@longbox/subgraph';
import { waitFor } from '@longbox/testing';
import type { Gateway } from '../gateway.ts';
import { bareSubgraph, composed, startTestGateway } from '../testing.fixtures.ts';
import { httpTransport } from '../transport/http.ts';
import { inProcessTransport } from '../transport/in-process.ts';
import type { Transport } from '../transport/transport.ts';

const logger = pino({ level: 'silent' });
const secret = new Uint8Array(32).fill(1);
const store = { id: newId(), slug: 'demo', name: 'Demo', currency: 'USD' } as const;

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';
const SDL = {
  order: `${LINK}
    type Query { order: Order, slow: String }
    type Subscription { orderUpdated(id: ID!): Order, flood: Order }
    type Order @key(fields: "id") { id: ID! reads: Int! padding: String }`,
  catalog: `${LINK} type Query { ping: String } type Order @key(fields: "id") { id: ID! title: String }`,
};

/** Sources that are open, by what they stream. */
const open = { orderUpdated: 0, flood: 0 };
let releaseSlow: (() => void) | undefined;

type Loading = RequestContext & { reads?: number };
let contexts = 0;

function source(name: 'orderUpdated' | 'flood', event: () => object, pauseMs: number) {
  open[name] += 1;
  let ended = false;
  return {
    async next() {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      return ended ? { value: undefined, done: true } : { value: { [name]: event() }, done: false };
    },
    return() {
      if (!ended) open[name] -= 1;
      ended = true;
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
      order: () => ({ id: '1' }),
      slow: () => new Promise((resolve) => (releaseSlow = () => resolve('slow'))),
    },
    Subscription: {
      orderUpdated: {
        subscribe: (_: unknown, { id }: { id: string }) => source('orderUpdated', () => ({ id }), 20),
      },
      flood: { subscribe: () => source('flood', () => ({ id: '1', padding: 'x'.repeat(200_000) }), 0) },
    },
    // What a loader does: the first answer in a context is remembered.
    Order: { reads: (_: unknown, __: unknown, context: Loading) => (context.reads ??= contexts += 1) },
  },
  catalog: { Query: { ping: () => 'pong' }, Order: { title: ({ id }: { id: string }) => `Title of ${id}` } },
};

interface Edge {
  readonly gateway: Gateway;
  readonly live: Client;
  /** Stops one subgraph where it is a process of its own. */
  readonly stopSubgraph: (name: string) => Promise<void>;
  readonly url: string;
}

const cleanUp: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  releaseSlow?.();
  for (const step of cleanUp.splice(0).reverse()) await step();
});

/** The gateway over the two subgraphs; `expiresInMs` is the life of every token. */
async function edge(how: string, expiresInMs = 60_000): Promise<Edge> {
  const transports: Record<string, Transport> = {};
  const stops = new Map<string, () => Promise<void>>();
  for (const name of ['order', 'catalog'] as const) {
    const subgraph = bareSubgraph(name, SDL[name], resolvers[name]);
    if (how === 'in process') transports[name] = inProcessTransport(subgraph, logger);
    else {
      const served = await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, secret, logger });
      stops.set(name, () => served.stop());
      transports[name] = httpTransport({ name, url: served.url, secret });
    }
  }
  const stopSubgraph = async (name: string) => {
    const stop = stops.get(name);
    stops.delete(name);
    await stop?.();
  };
  const gateway = await startTestGateway({
    supergraphSdl: composed(SDL),
    transports,
    authentication: {
      stores: {
        stores: [store],
        storeBySlug: (slug) => (slug === 'demo' ? store : undefined),
        apiKey: () => undefined,
      },
      verify: () =>
        Promise.resolve({
          sub: 'sam',
          role: 'staff',
          store: 'demo',
          exp: (Date.now() + expiresInMs) / 1_000,
        }),
      defaultStore: 'demo',
    },
  });
  const live = connect(gateway.url);
  for (const name of stops.keys()) cleanUp.push(() => stopSubgraph(name));
  cleanUp.push(() => gateway.stop());
  cleanUp.push(() => live.dispose());
  return { gateway, live, stopSubgraph, url: gateway.url };
}

function connect(
  url: string,
  connectionParams?: Record<string, unknown>,
  webSocketImpl: unknown = WebSocket,
): Client {
  return createClient({
    url: url.replace('http', 'ws'),
    webSocketImpl,
    retryAttempts: 0,
    onNonLazyError: () => undefined,
    ...(connectionParams ? { connectionParams, lazy: false } : {}),
  });
}

const first = async (client: Client, query: string, variables: Record<string, unknown> = {}) =>
  (await client.iterate({ query, variables }).next()).value as unknown;

const closeOf = (client: Client) =>
  new Promise<number>((resolve) => client.on('closed', (event) => resolve((event as { code: number }).code)));

const ask = async (url: string, query: string) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, ...((await response.json()) as { data?: unknown; errors?: unknown[] }) };
};

describe.each(['in process', 'over HTTP'])('live operations %s', (how) => {
  it('answers each event anew: no loader remembers what an earlier event saw', async () => {
    const { live } = await edge(how);
    const events = live.iterate({ query: 'subscription { orderUpdated(id: "1") { reads title } }' });
    const reads = [];
    for (let i = 0; i < 3; i += 1) reads.push((await events.next()).value?.data?.['orderUpdated']);
    expect(new Set(reads.map((order) => (order as { reads: number }).reads)).size).toBe(3);
    await events.return?.();
    await waitFor(() => open.orderUpdated === 0, { what: 'the source to end' });
  });

  it('cuts off a client that does not read, and ends its source', async () => {
    const { url } = await edge(how);
    const client = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
    cleanUp.push(() => client.terminate());
    await new Promise((resolve) => client.once('open', resolve));
    client.send(JSON.stringify({ type: 'connection_init' }));
    await new Promise((resolve) => client.once('message', resolve));
    client.send(
      JSON.stringify({
        id: '1',
        type: 'subscribe',
        payload: { query: 'subscription { flood { padding } }' },
      }),
    );
    await new Promise((resolve) => client.once('message', resolve));
    client.pause();
    await waitFor(() => open.flood === 0, { what: 'the source of a client that does not read to end' });
    const closed = new Promise((resolve) => client.once('close', resolve));
    client.resume();
    expect(await closed).toBe(4008);
  });

  it('refuses wrong variables and too many operations, each with a code', async () => {
    const { live } = await edge(how);
    const query = 'subscription ($id: ID!) { orderUpdated(id: $id) { id } }';
    await expect(first(live, query)).rejects.toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    await expect(first(live, 'subscription { nothing }')).rejects.toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    const all = Array.from({ length: 50 }, (_, i) => live.iterate({ query, variables: { id: `${i}` } }));
    await Promise.all(all.map((events) => events.next()));
    await expect(first(live, query, { id: '1' })).rejects.toMatchObject([{ message: /at most 50/ }]);
    await all[0]?.return?.();
    await waitFor(() => open.orderUpdated === 49, { what: 'one source to end' });
    expect(await first(live, query, { id: '2' })).toMatchObject({ data: { orderUpdated: { id: '2' } } });
  });

  it('closes a socket when the token that opened it expires', async () => {
    const { url } = await edge(how, 300);
    expect(await closeOf(connect(url, { authorization: 'Bearer x' }))).toBe(4403);
  });

  it('says by HTTP that a subscription wants a socket', async () => {
    const { url } = await edge(how);
    const { status, errors } = await ask(url, 'subscription { orderUpdated(id: "1") { id } }');
    expect(status).toBe(400);
    expect(errors).toEqual([expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } })]);
  });

  it('stops within four seconds: answers what it has begun, and sends live clients elsewhere', async () => {
    const { gateway, live, url } = await edge(how);
    const agent = new Agent({ keepAlive: true });
    const slow = new Promise<IncomingMessage>((resolve, reject) => {
      get(`${url}?query={slow}`, { agent, headers: { 'apollo-require-preflight': '1' } }, resolve).once(
        'error',
        reject,
      );
    });
    await waitFor(() => releaseSlow !== undefined, { what: 'the slow query to begin' });
    const closed = closeOf(live);
    const events = live.iterate({ query: 'subscription { orderUpdated(id: "1") { id } }' });
    await events.next();
    const begin = Date.now();
    const stopped = gateway.stop();
    expect(await closed).toBe(1001);
    releaseSlow?.();
    expect((await slow).statusCode).toBe(200);
    await stopped;
    expect(Date.now() - begin).toBeLessThan(4_000);
    await waitFor(() => open.orderUpdated === 0, { what: 'the source to end' });
    agent.destroy();
  });
});

describe('a subgraph that goes away', () => {
  it('ends its subscriptions with a code and without its address, and leaves the socket and the others alone', async () => {
    const { live, stopSubgraph } = await edge('over HTTP');
    const events = live.iterate({ query: 'subscription { orderUpdated(id: "1") { id } }' });
    await events.next();
    const failure = (async () => {
      for (;;) if ((await events.next()).done) throw new Error('it ended without an error');
    })();
    await stopSubgraph('order');
    const said = await failure.catch((error: unknown) => error);
    expect(said).toMatchObject([{ extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } }]);
    expect(JSON.stringify(said)).not.toMatch(/127\.0\.0\.1|stack|1001/);
    expect(await first(live, '{ ping }')).toEqual({ data: { ping: 'pong' } });
  });

  it('leaves the other fields of an answer, its own being null with a code', async () => {
    const { url, stopSubgraph } = await edge('over HTTP');
    await stopSubgraph('catalog');
    const { status, data, errors } = await ask(url, '{ order { id title } }');
    expect([status, data]).toEqual([200, { order: { id: '1', title: null } }]);
    expect(errors).toEqual([expect.objectContaining({ extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } })]);
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|stack/);
  });
});
