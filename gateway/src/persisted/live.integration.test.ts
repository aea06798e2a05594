import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@longbox/testing';
import { WebSocket } from 'ws';
import { sha256Of } from './manifest.ts';
import { operation, startEdges, type Edge } from './persisted.fixtures.ts';
import { revokeKey } from './registry-writes.ts';

const TICKS = operation('subscription Ticks {\n  ticks\n}');
const OTHER = 'subscription Ticks { ticks }';

let edge: Edge;
let url: string;
let key: string;
let id: string;
const cleanUp: (() => void)[] = [];

beforeAll(async () => {
  edge = await startEdges();
  url = edge.gateways[0]?.url ?? '';
});
afterEach(() => {
  for (const step of cleanUp.splice(0)) step();
});
afterAll(() => edge.stop());

/** What a client was told of a live operation up to now. */
interface Told {
  text: string;
  isOver: boolean;
}

async function bySocket(apiKey: string, payload: object): Promise<Told> {
  const told = { text: '', isOver: false };
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
  cleanUp.push(() => socket.terminate());
  socket.on('close', () => (told.isOver = true));
  socket.on('message', (message: Buffer) => (told.text += message.toString()));
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { 'x-api-key': apiKey } }));
  await waitFor(() => told.text.includes('connection_ack'), { what: 'the gateway to know the caller' });
  socket.send(JSON.stringify({ id: 'a', type: 'subscribe', payload: { query: '', ...payload } }));
  return told;
}

const byHttp = (accept: string) => async (apiKey: string, payload: object) => {
  const told: Told = { text: '', isOver: false };
  const stop = new AbortController();
  cleanUp.push(() => stop.abort());
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, 'x-api-key': apiKey },
    body: JSON.stringify(payload),
    signal: stop.signal,
  });
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) told.text += decoder.decode(chunk);
  };
  read()
    .catch(() => undefined)
    .finally(() => (told.isOver = true));
  return told;
};

describe.each([
  ['a WebSocket', bySocket],
  ['server-sent events', byHttp('text/event-stream')],
  ['multipart answers', byHttp('multipart/mixed;subscriptionSpec=1.0, application/json')],
])('a partner on %s', (_, begin) => {
  const tells = (told: Told, what: string) =>
    waitFor(() => told.text.includes(what), { what: `${what} to be told` });

  beforeAll(async () => {
    ({ key, id } = await edge.partner([TICKS]));
    await waitFor(
      async () =>
        (await fetch(url, { headers: { 'x-api-key': key, accept: 'application/json' } })).status !== 401,
      { what: 'the gateway to know the key' },
    );
  });

  it.each<[string, object]>([
    ['extensions.persistedQuery', { extensions: { persistedQuery: { version: 1, sha256Hash: TICKS.id } } }],
    ['documentId', { documentId: TICKS.id }],
    ['doc_id', { doc_id: TICKS.id }],
    ['its id beside its text', { documentId: TICKS.id, query: TICKS.body }],
  ])('is sent the events of what is registered, asked for by %s', async (__, payload) => {
    const told = await begin(key, payload);
    await tells(told, '"ticks":1');
    expect(told.text).not.toContain('errors');
  });

  it.each<[string, object, string]>([
    ['a text', { query: OTHER }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['the text of what is registered', { query: TICKS.body }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['the hash of its own text', { documentId: sha256Of(OTHER), query: OTHER }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['the hash in capitals', { documentId: TICKS.id.toUpperCase() }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['another text beside the hash', { documentId: TICKS.id, query: OTHER }, 'BAD_USER_INPUT'],
    ['a query', { query: '{ whoAmI }' }, 'PERSISTED_QUERY_NOT_FOUND'],
  ])('is refused %s', async (__, payload, code) => {
    const told = await begin(key, payload);
    await tells(told, code);
    expect(told.text).not.toMatch(/"ticks"|"whoAmI"/);
  });

  it('is sent nothing more within a second after its key is revoked', async () => {
    const told = await begin(key, { documentId: TICKS.id });
    await tells(told, '"ticks":1');
    await revokeKey(edge.test.database, id, new Date());
    const at = performance.now();
    await waitFor(() => told.isOver, { what: 'the end' });
    // Twice what is promised: the machine may do other things.
    expect(performance.now() - at).toBeLessThan(2_000);
  });
});
