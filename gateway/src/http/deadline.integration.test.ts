import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient as createEventSource } from 'graphql-sse';
import { createClient as createSocket } from 'graphql-ws';
import { WebSocket } from 'ws';
import { waitFor } from '@longbox/testing';
import { OPERATION_DEADLINE_MS } from '../executor/plan-executor.ts';
import type { Gateway } from '../gateway.ts';
import { composed, startTestGateway } from '../testing.fixtures.ts';
import { httpTransport } from '../transport/http.ts';
import { HELD_SDL, startHoldingSubgraph, type HoldingSubgraph } from './holding-subgraph.fixtures.ts';

const TIMEOUT_MS = 300;
/** Long before a fetch has a deadline of its own (10 s). */
const SOON = { timeoutMs: 5_000 };

let subgraph: HoldingSubgraph;
let gateway: Gateway;

beforeEach(async () => {
  subgraph = await startHoldingSubgraph();
  const transport = httpTransport({ name: 'one', url: subgraph.url });
  gateway = await startTestGateway({
    supergraphSdl: composed({
      one: HELD_SDL,
      two: 'type Query { quick: Int } type Mutation { last: Int }',
    }),
    transports: { one: transport, two: transport },
    operationTimeoutMs: TIMEOUT_MS,
  });
});
afterEach(async () => {
  await gateway.stop();
  await subgraph.stop();
});

/** The answer to an operation, in each way to send one. */
const ways: Readonly<Record<string, (query: string) => Promise<unknown>>> = {
  async 'by HTTP'(query) {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return response.json();
  },
  async 'by server-sent events'(query) {
    const client = createEventSource({ url: gateway.url, retryAttempts: 0 });
    const { value } = await client.iterate({ query }).next();
    client.dispose();
    return value;
  },
  async 'by WebSocket'(query) {
    const url = gateway.url.replace('http', 'ws');
    const client = createSocket({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
    const { value } = await client.iterate({ query }).next();
    await client.dispose();
    return value;
  },
};

const late = { path: ['slow'], extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } };

describe.each(Object.entries(ways))('an operation %s that takes longer than its deadline', (_, ask) => {
  it('is answered with what has come, an error at what has not, and its subgraphs are told that it is given up', async () => {
    const began = performance.now();
    const answer = await ask('{ quick slow }');
    expect(answer).toMatchObject({ data: { quick: 1, slow: null }, errors: [late] });
    expect(performance.now() - began).toBeGreaterThanOrEqual(TIMEOUT_MS - 1);
    await waitFor(() => subgraph.givenUp === 1, { what: 'the subgraph to hear of it', ...SOON });
    expect(subgraph.asked).toBe(1);
  });

  it('begins nothing that would come after it', async () => {
    const answer = await ask('mutation { slow last }');
    expect(answer).toMatchObject({
      data: { slow: null, last: null },
      errors: [late, { ...late, path: ['last'] }],
    });
    await waitFor(() => subgraph.givenUp === 1, { what: 'the subgraph to hear of it', ...SOON });
    expect(subgraph.asked).toBe(1);
  });
});

describe('an operation that is answered in parts', () => {
  it('has its last part at the deadline', async () => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'multipart/mixed; deferSpec=20220824, application/json',
      },
      body: JSON.stringify({ query: '{ quick ... @defer { slow } }' }),
    });
    const text = await response.text();
    const parts = text.match(/^\{.*\}$/gm)?.map((part) => JSON.parse(part) as unknown);
    expect(parts).toMatchObject([
      { data: { quick: 1 }, hasNext: true },
      { incremental: [{ data: { slow: null }, errors: [late] }], hasNext: false },
    ]);
    await waitFor(() => subgraph.givenUp === 1, { what: 'the subgraph to hear of it', ...SOON });
  });
});

it('an operation has 20 seconds, where nothing else is said', () =>
  expect(OPERATION_DEADLINE_MS).toBe(20_000));
