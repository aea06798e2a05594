import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { MetricsRegistry } from '@longbox/events';
import { waitFor } from '@longbox/testing';
import { execute, parse } from 'graphql';
import { pino } from 'pino';
import type { Gateway } from '../gateway.ts';
import { composed, startTestGateway } from '../testing.fixtures.ts';
import { httpTransport } from '../transport/http.ts';
import { createResilienceMetrics } from './metrics.ts';
import { resilientTransport } from './resilient-transport.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';
const SDL = {
  catalog: `${LINK} type Query { product: Product } type Product @key(fields: "id") { id: ID! title: String }`,
  pricing: `${LINK} type Mutation { pay: Int } type Query { any: Int } type Product @key(fields: "id") { id: ID! price: Int }`,
};
type Name = keyof typeof SDL;
type Mood = 'well' | 'slow' | 'garbage' | 'hangs up';

const resolvers = {
  catalog: { Query: { product: () => ({ id: '1', title: 'Lotus' }) } },
  pricing: { Mutation: { pay: () => 1 }, Product: { __resolveReference: () => ({ id: '1', price: 7 }) } },
};
const SLOW_MS = 5_000;
const MOST_IN_HAND = 12;
const logger = pino({ level: 'silent' });

/** A subgraph over HTTP that can be in any mood. */
async function startMoody(name: Name) {
  const schema = buildSubgraphSchema([{ typeDefs: parse(SDL[name]), resolvers: resolvers[name] }]);
  const moody = { mood: 'well' as Mood, asked: 0 };
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    moody.asked += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { mood } = moody;
    if (mood === 'hangs up') return void request.socket.resetAndDestroy();
    if (mood === 'garbage') return void response.end('<html>It works!</html>');
    if (mood === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW_MS).unref());
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
      query: string;
      variables: object;
    };
    const result = await execute({ schema, document: parse(query), variableValues: { ...variables } });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  }
  const server: Server = createServer(
    (request, response) => void answer(request, response).catch(() => response.destroy()),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return Object.assign(moody, { url, stop });
}

describe('a subgraph in trouble, under load', () => {
  let gateway: Gateway;
  let catalog: Awaited<ReturnType<typeof startMoody>>;
  let pricing: Awaited<ReturnType<typeof startMoody>>;
  let registry: MetricsRegistry;

  beforeEach(async () => {
    registry = new MetricsRegistry();
    const observer = createResilienceMetrics(registry);
    [catalog, pricing] = await Promise.all([startMoody('catalog'), startMoody('pricing')]);
    const transportOf = (name: Name, { url }: { url: string }) =>
      resilientTransport(name, httpTransport({ name, url }), {
        // The machine may be busy; the one that is well is never the one to be given up.
        queryTimeoutMs: name === 'pricing' ? 300 : 10_000,
        mostInHand: name === 'pricing' ? MOST_IN_HAND : 1_000,
        restMs: 300,
        logger,
        observer,
      });
    gateway = await startTestGateway({
      supergraphSdl: composed(SDL),
      transports: { catalog: transportOf('catalog', catalog), pricing: transportOf('pricing', pricing) },
    });
  });
  afterEach(async () => {
    await gateway.stop();
    await Promise.all([catalog.stop(), pricing.stop()]);
  });

  interface Answer {
    readonly data: { readonly product: { readonly title: string; readonly price?: number | null } };
    readonly errors?: readonly {
      readonly path: readonly string[];
      readonly extensions: { readonly code: string };
    }[];
    readonly ms: number;
  }
  let asked = 0;
  /** Each asks for something else, so that none is answered with another's answer. */
  async function ask(fields: string): Promise<Answer> {
    const begin = performance.now();
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `query Nr${(asked += 1)} { product { ${fields} } }` }),
    });
    const answer = (await response.json()) as Answer;
    return { ...answer, ms: performance.now() - begin };
  }
  const figure = async (name: string, labels: string) => {
    const line = (await registry.metrics()).split('\n').find((each) => each.startsWith(`${name}{${labels}}`));
    return line === undefined ? undefined : Number(line.split(' ').at(-1));
  };
  const breaker = () => figure('longbox_subgraph_breaker_state', 'subgraph="pricing"');
  const opened = () => waitFor(async () => (await breaker()) === 2, { what: 'the breaker to open' });

  /** Pages one after the other from so many clients, until told to stop. */
  function load(clients: number) {
    const state = { running: true, most: 0 };
    const answers: Answer[] = [];
    const client = async () => {
      while (state.running) {
        answers.push(await ask('title price'));
        state.most = Math.max(
          state.most,
          (await figure('longbox_subgraph_requests_in_hand', 'subgraph="pricing"')) ?? 0,
        );
      }
    };
    const done = Promise.all(Array.from({ length: clients }, client));
    async function stop(): Promise<void> {
      state.running = false;
      await done;
    }
    return { answers, state, stop };
  }

  it.each(['slow', 'garbage', 'hangs up'] as const)(
    'that is %s is not asked for a while: what needs it is null at once, the rest comes as fast as ever; then it is asked again',
    async (mood) => {
      await ask('title price');
      pricing.mood = mood;
      const under = load(8);
      await opened();
      const from = under.answers.length;
      await waitFor(() => under.answers.length > from + 100, { what: 'answers while the breaker is open' });
      const titles = await Promise.all(Array.from({ length: 10 }, () => ask('title')));
      pricing.mood = 'well';
      await waitFor(async () => (await breaker()) === 0, { what: 'the breaker to close' });
      await under.stop();

      expect(under.answers.every(({ data }) => data.product.title === 'Lotus')).toBe(true);
      const lost = under.answers.filter(({ data }) => data.product.price === null);
      expect(lost.length).toBeGreaterThan(50);
      for (const { errors } of lost)
        expect(errors).toMatchObject([
          { path: ['product'], extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } },
        ]);
      expect(titles.map(({ errors }) => errors)).toEqual(titles.map(() => undefined));
      // Far below the time that the subgraph takes, or its limit: most were never sent.
      const fast = lost.filter(({ ms }) => ms < 250);
      expect(fast.length).toBeGreaterThan(lost.length / 2);
      expect((await ask('title price')).data.product.price).toBe(7);
      expect(under.state.most).toBeLessThanOrEqual(MOST_IN_HAND);
      expect(
        await figure('longbox_subgraph_requests_total', 'subgraph="pricing",outcome="refused: open"'),
      ).toBeGreaterThan(50);
    },
  );

  it('has no more requests in hand than it may, and refuses the others at once', async () => {
    pricing.mood = 'slow';
    const state = { over: false, most: 0 };
    const watching = (async () => {
      while (!state.over) {
        const inHand = await figure('longbox_subgraph_requests_in_hand', 'subgraph="pricing"');
        state.most = Math.max(state.most, inHand ?? 0);
        await setImmediate();
      }
    })();
    const answers = await Promise.all(Array.from({ length: 5 * MOST_IN_HAND }, () => ask('title price')));
    state.over = true;
    await watching;
    expect(answers.every(({ data }) => data.product.title === 'Lotus' && data.product.price === null)).toBe(
      true,
    );
    expect(state.most).toBeGreaterThan(MOST_IN_HAND / 2);
    expect(state.most).toBeLessThanOrEqual(MOST_IN_HAND);
    const refused = await figure(
      'longbox_subgraph_requests_total',
      'subgraph="pricing",outcome="refused: full"',
    );
    expect(refused).toBeGreaterThan(0);
  });

  it('that fails once is asked a second time for a query, and never for a mutation', async () => {
    await ask('title price');
    pricing.mood = 'garbage';
    pricing.asked = 0;
    const query = ask('title price');
    await waitFor(() => pricing.asked === 1, { what: 'the first try' });
    pricing.mood = 'well';
    expect((await query).data.product.price).toBe(7);
    expect(pricing.asked).toBe(2);
    pricing.mood = 'garbage';
    pricing.asked = 0;
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'mutation { pay }' }),
    });
    expect(((await response.json()) as Answer).errors).toMatchObject([
      { extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } },
    ]);
    expect(pricing.asked).toBe(1);
  });
});
