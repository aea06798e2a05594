import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { MetricsRegistry } from '@longbox/events';
import type { Caller } from '@longbox/identity';
import { waitFor } from '@longbox/testing';
import { nobody } from '../executor/differential/edge.fixtures.ts';
import type { Gateway } from '../gateway.ts';
import { composed, startTestGateway } from '../testing.fixtures.ts';
import { httpTransport } from '../transport/http.ts';
import { HELD_SDL, startHoldingSubgraph, type HoldingSubgraph } from './holding-subgraph.fixtures.ts';

let subgraph: HoldingSubgraph;
let gateway: Gateway;
let registry: MetricsRegistry;
let who: { everybody: Caller };

beforeEach(async () => {
  subgraph = await startHoldingSubgraph();
  registry = new MetricsRegistry();
  who = { everybody: nobody };
  gateway = await startTestGateway({
    supergraphSdl: composed({ one: HELD_SDL }),
    transports: { one: httpTransport({ name: 'one', url: subgraph.url }) },
    authentication: who,
    registry,
  });
});
afterEach(async () => {
  subgraph.release();
  await gateway.stop();
  await subgraph.stop();
});

async function ask(query: string, signal?: AbortSignal): Promise<unknown> {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    ...(signal ? { signal } : {}),
  });
  return response.json();
}

/** When so many operations have come as far as their plans. */
const begun = (count: number) =>
  waitFor(
    async () => {
      const lines = (await registry.metrics()).split('\n');
      const told = lines.filter((line) => line.startsWith('longbox_plan_cache_lookups_total{'));
      return told.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0) === count;
    },
    { what: `${count} operations in hand` },
  );

const SLOW = '{ slow }';
const ANSWER = { data: { slow: 7 } };
const someone = (subject: string): Caller => ({ ...nobody, kind: 'customer', subject });

describe('operations that are the same and in hand at the same time', () => {
  it('are done once for each caller', async () => {
    who.everybody = someone('ann');
    const ofAnn = Array.from({ length: 10 }, () => ask(SLOW));
    await begun(10);
    await waitFor(() => subgraph.asked === 1, { what: 'the subgraph to be asked' });
    who.everybody = someone('bob');
    const ofBob = Array.from({ length: 5 }, () => ask(SLOW));
    await begun(15);
    await waitFor(() => subgraph.asked === 2, { what: 'the subgraph to be asked for somebody else' });
    const other = ask('{ slow(n: 1) }');
    await begun(16);
    await waitFor(() => subgraph.asked === 3, { what: 'the subgraph to be asked something else' });
    subgraph.release();
    expect(await Promise.all([...ofAnn, ...ofBob, other])).toEqual(Array.from({ length: 16 }, () => ANSWER));
    expect(subgraph.asked).toBe(3);
  });

  it('are done anew for who asks after a change', async () => {
    const before = ask(SLOW);
    await waitFor(() => subgraph.asked === 1, { what: 'the subgraph to be asked' });
    expect(await ask('mutation { change }')).toEqual({ data: { change: 1 } });
    const after = ask(SLOW);
    await waitFor(() => subgraph.asked === 2, { what: 'the subgraph to be asked again' });
    subgraph.release();
    expect(await Promise.all([before, after])).toEqual([ANSWER, ANSWER]);
  });

  it('are not given up while one of their clients waits', async () => {
    const controllers = Array.from({ length: 3 }, () => new AbortController());
    const left = controllers.map(({ signal }) => ask(SLOW, signal).catch(() => 'left'));
    const stays = ask(SLOW);
    await begun(4);
    for (const controller of controllers) controller.abort();
    expect(await Promise.all(left)).toEqual(['left', 'left', 'left']);
    subgraph.release();
    expect(await stays).toEqual(ANSWER);
    expect([subgraph.asked, subgraph.givenUp]).toEqual([1, 0]);
  });
});

/** How a client asks, and leaves before it is answered. */
const ways: Readonly<Record<string, (query: string) => () => unknown>> = {
  'by HTTP'(query) {
    const controller = new AbortController();
    ask(query, controller.signal).catch(() => undefined);
    return () => controller.abort();
  },
  'by server-sent events'(query) {
    const controller = new AbortController();
    fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
      signal: controller.signal,
    })
      .then((response) => response.text())
      .catch(() => undefined);
    return () => controller.abort();
  },
  'by ending the operation on its socket': (query) => onSocket(query).leave,
  'with its socket'(query) {
    const { client } = onSocket(query);
    return () => client.terminate();
  },
};

function onSocket(query: string) {
  const client = createClient({
    url: gateway.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const leave = client.subscribe(
    { query },
    { next: () => undefined, error: () => undefined, complete: () => undefined },
  );
  return { client, leave };
}

describe.each(Object.entries(ways))('a client that leaves %s', (_, begin) => {
  it.each([SLOW, 'mutation { slow }'])('ends what its subgraphs do for it: %s', async (query) => {
    const leave = begin(query);
    await waitFor(() => subgraph.asked === 1, { what: 'the subgraph to be asked' });
    expect(subgraph.givenUp).toBe(0);
    leave();
    // Long before the deadline of a fetch.
    await waitFor(() => subgraph.givenUp === 1, { what: 'the subgraph to hear of it', timeoutMs: 5_000 });
  });
});
