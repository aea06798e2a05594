import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CALLER_HEADER,
  CORRELATION_HEADER,
  STATEMENT_LIFETIME_SECONDS,
  signStatement,
  type Caller,
} from '@longbox/identity';
import { newId } from '@longbox/ids';
import { waitFor } from '@longbox/testing';
import { WebSocket } from 'ws';
import { SECRET, startSubgraphProcess, type SubgraphProcess } from './live-subgraphs.fixtures.ts';

const caller: Caller = {
  kind: 'staff',
  store: { id: newId(), slug: 'demo', name: 'Demo', currency: 'USD' },
  subject: 'ada',
  scopes: ['orders:read'],
  correlationId: 'c-1',
};
const OTHER_SECRET = new Uint8Array(32).fill(8);

/** A statement that was signed so long ago. */
const signed = (agoSeconds = 0, who = caller, secret = SECRET) =>
  signStatement(who, secret, new Date(Date.now() - agoSeconds * 1_000));
const over = () => signed(STATEMENT_LIFETIME_SECONDS + 1);

/** What another one's statement says, with the signature of this one. */
function altered(change: object): string {
  const [body = '', signature = ''] = signed().split('.');
  const said = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
  return `${Buffer.from(JSON.stringify({ ...said, ...change })).toString('base64url')}.${signature}`;
}

/** What somebody who reaches a subgraph, and is not the gateway, may say. */
const REFUSED: readonly [string, () => Readonly<Record<string, string>>][] = [
  ['nothing', () => ({})],
  ['an empty one', () => ({ [CALLER_HEADER]: '' })],
  ['what is none', () => ({ [CALLER_HEADER]: 'staff' })],
  ['one without a signature', () => ({ [CALLER_HEADER]: signed().split('.')[0] ?? '' })],
  ['one that is over', () => ({ [CALLER_HEADER]: over() })],
  ['one signed with another secret', () => ({ [CALLER_HEADER]: signed(0, caller, OTHER_SECRET) })],
  ['one with more scopes', () => ({ [CALLER_HEADER]: altered({ scopes: ['orders:write'] }) })],
  ['one of another store', () => ({ [CALLER_HEADER]: altered({ store: { ...caller.store, id: newId() } }) })],
  ['one whose end is put off', () => ({ [CALLER_HEADER]: altered({ expiresAt: 4_000_000_000 }) })],
  ['what clients say to the gateway', () => ({ authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' })],
  ['its own kind beside none', () => ({ [CORRELATION_HEADER]: 'c-1', 'x-api-key': 'lb_1_2' })],
];

let order: SubgraphProcess;
beforeAll(async () => {
  order = await startSubgraphProcess('order');
});
afterAll(() => order.stop());

const send = (query: string, headers: Readonly<Record<string, string>>) =>
  fetch(order.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });

async function touched(): Promise<unknown> {
  const answer = await send('{ touched }', { [CALLER_HEADER]: signed() });
  return ((await answer.json()) as { data: { touched: number } }).data.touched;
}

describe('a subgraph in a process of its own, over HTTP', () => {
  it('answers who has the gateway’s statement', async () => {
    const before = await touched();
    const answer = await send('mutation { touch }', { [CALLER_HEADER]: signed() });
    expect(await answer.json()).toEqual({ data: { touch: Number(before) + 1 } });
  });

  it.each(REFUSED)('refuses who has %s, and does nothing', async (_, headers) => {
    const before = await touched();
    const answer = await send('mutation { touch }', headers());
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ errors: [{ message: 'Only the gateway may call a subgraph.' }] });
    expect(await touched()).toBe(before);
  });

  it('refuses one that was good before, once its life is over', async () => {
    const headers = { [CALLER_HEADER]: signed(STATEMENT_LIFETIME_SECONDS - 2) };
    expect((await send('{ touched }', headers)).status).toBe(200);
    await waitFor(async () => (await send('{ touched }', headers)).status === 401, { what: 'it to be over' });
  });

  it('shows nothing else either to who has none, but whether it lives and can serve', async () => {
    const at = async (path: string, method = 'GET') =>
      (await fetch(new URL(path, order.url), { method })).status;
    expect(await at('/healthz')).toBe(200);
    expect(await at('/readyz')).toBe(200);
    expect(await at('/graphql?query={touched}')).toBe(404);
    expect(await at('/graphql/', 'POST')).toBe(404);
  });
});

/** A client of the subgraph's socket: all that it was told, and how it ended. */
async function open(headers: Readonly<Record<string, string>> = {}) {
  const socket = new WebSocket(order.url.replace('http', 'ws'), 'graphql-transport-ws', { headers });
  const told: { type: string; payload?: unknown }[] = [];
  const state: { closed?: number } = {};
  socket.on('message', (data: Buffer) => told.push(JSON.parse(data.toString()) as (typeof told)[number]));
  socket.on('close', (code) => (state.closed = code));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    told,
    state,
    send: (message: object) => socket.send(JSON.stringify(message)),
    types: () => told.map(({ type }) => type),
    close: () => socket.terminate(),
  };
}

const subscribe = (id: string) => ({
  id,
  type: 'subscribe',
  payload: { query: 'subscription { changed { id } }' },
});

describe('a subgraph in a process of its own, over WebSocket', () => {
  it('streams to who has the gateway’s statement', async () => {
    const client = await open();
    client.send({ type: 'connection_init', payload: { [CALLER_HEADER]: signed() } });
    await waitFor(() => client.types().includes('connection_ack'), { what: 'the acknowledgement' });
    client.send(subscribe('1'));
    const event = await waitFor(() => client.told.find(({ type }) => type === 'next'), { what: 'an event' });
    expect(event.payload).toEqual({ data: { changed: { id: '1' } } });
    client.close();
  });

  it.each(REFUSED)('closes the socket of who has %s', async (_, payload) => {
    const client = await open();
    client.send({ type: 'connection_init', payload: payload() });
    client.send(subscribe('1'));
    expect(await waitFor(() => client.state.closed, { what: 'the end' })).toBeGreaterThanOrEqual(4400);
    expect(client.told).toEqual([]);
  });

  it('closes it with 4403, with 4401 before the first message, and does not take a header for that', async () => {
    const refused = await open();
    refused.send({ type: 'connection_init', payload: { [CALLER_HEADER]: over() } });
    expect(await waitFor(() => refused.state.closed, { what: 'the end' })).toBe(4403);
    const early = await open({ [CALLER_HEADER]: signed() });
    early.send(subscribe('1'));
    expect(await waitFor(() => early.state.closed, { what: 'the end' })).toBe(4401);
    const bare = await open({ [CALLER_HEADER]: signed() });
    bare.send({ type: 'connection_init' });
    expect(await waitFor(() => bare.state.closed, { what: 'the end' })).toBe(4403);
  });

  it('begins nothing more on a socket whose statement is over', async () => {
    const client = await open();
    client.send({
      type: 'connection_init',
      payload: { [CALLER_HEADER]: signed(STATEMENT_LIFETIME_SECONDS - 2) },
    });
    await waitFor(() => client.types().includes('connection_ack'), { what: 'the acknowledgement' });
    let asked = 0;
    const refusal = await waitFor(
      () => {
        client.send(subscribe(`${(asked += 1)}`));
        return client.told.find(({ type }) => type === 'error');
      },
      { what: 'it to be over', everyMs: 100 },
    );
    expect(refusal.payload).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    client.close();
  });
});
