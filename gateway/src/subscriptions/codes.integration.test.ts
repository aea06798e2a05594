import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { MetricsRegistry } from '@longbox/events';
import { waitFor } from '@longbox/testing';
import type { Gateway } from '../gateway.ts';
import { CLOSE } from './close-codes.ts';
import { createLedger, inProcess, startLiveGateway, type Ledger } from './live.fixtures.ts';

const DOCUMENT = join(import.meta.dirname, '../../../docs/live.md');

let ledger: Ledger;
let gateway: Gateway;
let registry: MetricsRegistry;
const sockets: WebSocket[] = [];
beforeEach(async () => {
  ledger = createLedger();
  ledger.change('1');
  registry = new MetricsRegistry();
  gateway = await startLiveGateway(inProcess(ledger), {
    registry,
    limits: { connections: 1_100, perCaller: 100_000 },
  });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await gateway.stop();
});

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A client that says what it is told to, and hears everything. */
async function connect(protocol = 'graphql-transport-ws') {
  const socket = new WebSocket(gateway.url.replace('http', 'ws'), protocol);
  sockets.push(socket);
  const heard: Message[] = [];
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as Message));
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const say = (message: object | string) =>
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  const hear = (type: string) => waitFor(() => heard.some((each) => each.type === type), { what: type });
  return {
    socket,
    heard,
    closed,
    say,
    hear,
    async begin(payload: object = {}) {
      say({ type: 'connection_init', payload });
      await hear('connection_ack');
    },
    subscribe: (id: string, query = 'subscription { orderUpdated(id: "1") { revision padding } }') =>
      say({ id, type: 'subscribe', payload: { query } }),
  };
}

type Talk = (client: Awaited<ReturnType<typeof connect>>) => Promise<void> | void;

const talks: Readonly<Record<string, readonly [number, Talk]>> = {
  'for text that is no JSON': [4400, ({ say }) => say('{')],
  'for a message of no known type': [4400, ({ say }) => say({ type: 'hello' })],
  'for a message that only a server says': [
    4400,
    ({ say }) => say({ id: '1', type: 'next', payload: { data: null } }),
  ],
  'for a message of more than 1 MiB': [
    1009,
    ({ say }) => say({ type: 'ping', payload: { padding: 'x'.repeat(1024 * 1024) } }),
  ],
  'for an operation before the acknowledgement': [4401, ({ subscribe }) => subscribe('1')],
  'for a token that is not good': [
    4401,
    ({ say }) => say({ type: 'connection_init', payload: { authorization: 'Bearer bad' } }),
  ],
  'for a store that is not known': [
    4403,
    ({ say }) => say({ type: 'connection_init', payload: { 'x-store': 'x' } }),
  ],
  'when the token’s time is over': [4403, ({ begin }) => begin({ authorization: 'Bearer ann,300' })],
  'when who it is cannot be established, for a reason that is ours': [
    4500,
    ({ say }) => say({ type: 'connection_init', payload: { 'x-store': 'unreadable' } }),
  ],
  'for an id that is in use': [
    4409,
    async ({ begin, subscribe, hear }) => {
      await begin();
      subscribe('1');
      await hear('next');
      subscribe('1');
    },
  ],
  'for a second beginning': [
    4429,
    async ({ begin, say }) => {
      await begin();
      say({ type: 'connection_init' });
    },
  ],
};

describe('a socket', () => {
  it('has a test here for each code that is documented', () => {
    const documented = [...readFileSync(DOCUMENT, 'utf8').matchAll(/^\| (\d{4}) \|/gm)].map(([, code]) =>
      Number(code),
    );
    const tested = [...Object.values(talks).map(([code]) => code), 1001, 1013, 4008, 4406, 4408];
    expect(new Set(documented)).toEqual(new Set(tested));
    expect(new Set(documented)).toEqual(new Set(Object.values(CLOSE).map(({ code }) => code)));
  });

  it.each(Object.entries(talks))('is closed %s', async (_name, [code, talk]) => {
    const client = await connect();
    await talk(client);
    expect((await client.closed).code).toBe(code);
    await waitFor(() => ledger.counts.open === 0, { what: 'nothing to be left at the owner' });
  });

  it('is closed with 4406 when it speaks another subprotocol', async () => {
    const socket = new WebSocket(gateway.url.replace('http', 'ws'));
    sockets.push(socket);
    expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(4406);
  });

  it('is closed with 4408 when it does not say who it is', async () => {
    const client = await connect();
    expect((await client.closed).code).toBe(4408);
  }, 15_000);

  it('is closed with 1001 when the gateway stops, each client with a time of its own to come again', async () => {
    const clients = await Promise.all(Array.from({ length: 5 }, () => connect()));
    const stopped = gateway.stop();
    const ends = await Promise.all(clients.map(({ closed }) => closed));
    expect(new Set(ends.map(({ code }) => code))).toEqual(new Set([1001]));
    for (const { reason } of ends) expect(reason).toMatch(/^Going away: connect again in \d+ ms$/);
    expect(new Set(ends.map(({ reason }) => reason)).size).toBeGreaterThan(1);
    await stopped;
  });

  it('answers pings, with what they carry', async () => {
    const { say, hear, heard } = await connect();
    say({ type: 'ping', payload: { n: 1 } });
    await hear('pong');
    expect(heard).toEqual([{ type: 'pong', payload: { n: 1 } }]);
  });

  it('carries fifty operations, and refuses one more', async () => {
    const { begin, subscribe, hear, heard } = await connect();
    await begin();
    for (let i = 0; i <= 50; i += 1) subscribe(`${i}`);
    await hear('error');
    expect(heard.filter(({ type }) => type === 'error')).toEqual([
      expect.objectContaining({
        id: '50',
        payload: [expect.objectContaining({ extensions: { code: 'RATE_LIMITED' } })],
      }),
    ]);
  });

  it('is closed with 1013 when there are too many', async () => {
    const small = await startLiveGateway(inProcess(ledger), { limits: { connections: 1, perCaller: 10 } });
    const open = () => {
      const socket = new WebSocket(small.url.replace('http', 'ws'), 'graphql-transport-ws');
      sockets.push(socket);
      return socket;
    };
    const first = open();
    await new Promise((resolve) => first.once('open', resolve));
    const second = open();
    expect(await new Promise((resolve) => second.once('close', resolve))).toBe(1013);
    await small.stop();
  });
});

describe('a client that does not read, among a thousand', () => {
  /** More than is held for a client, even where the machine's own buffers take a part. */
  const CHANGES = 160;
  /** While it reads as well, to compare with. */
  const CHANGES_BEFORE = 20;

  it('slows nobody, and is shown how things stand when it reads again', async () => {
    ledger.paddingBytes = 300_000;
    const slow = await connect();
    await slow.begin();
    slow.subscribe('1');
    await slow.hear('next');
    const others = await Promise.all(Array.from({ length: 999 }, () => connect()));
    ledger.paddingBytes = 0;
    await Promise.all(
      others.map(async (other) => {
        await other.begin();
        other.subscribe('1', 'subscription { orderUpdated(id: "1") { revision } }');
        await other.hear('next');
      }),
    );
    ledger.paddingBytes = 300_000;
    /** Changes, one after the other, as they come in life; how long they take to come to the others, the usual time of them. */
    const change = async (count: number): Promise<number> => {
      const times: number[] = [];
      for (let i = 0; i < count; i += 1) {
        const begin = performance.now();
        ledger.change('1');
        // Those who came first are told first.
        await waitFor(() => last(others.at(-1)) === ledger.revisionOf('1'), { what: 'a change', everyMs: 1 });
        times.push(performance.now() - begin);
      }
      return times.toSorted((one, other) => one - other)[Math.floor(count / 2)] ?? Infinity;
    };
    const usual = await change(CHANGES_BEFORE);
    slow.socket.pause();
    // The machine may be busier by then.
    expect(await change(CHANGES - CHANGES_BEFORE)).toBeLessThan(2 * usual + 20);
    await waitFor(() => others.every((other) => last(other) === CHANGES + 1), { what: 'the last change' });
    for (const other of others.slice(0, 10))
      expect(revisions(other)).toEqual(Array.from({ length: CHANGES + 1 }, (_, i) => i + 1));
    slow.socket.resume();
    await waitFor(() => last(slow) === CHANGES + 1, { what: 'how things stand', timeoutMs: 30_000 });
    const seen = revisions(slow);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.length).toBeLessThan(CHANGES + 1);
    expect(await registry.metrics()).toContain(
      `longbox_live_events_dropped_total{protocol="websocket"} ${CHANGES + 1 - seen.length}\n`,
    );
  }, 90_000);

  it('is closed with 4008 when it would miss changes', async () => {
    ledger.paddingBytes = 100_000;
    const slow = await connect();
    await slow.begin();
    slow.subscribe('1', 'subscription { ordersUpdated { revision padding } }');
    await waitFor(() => ledger.counts.open === 1, { what: 'the stream' });
    slow.socket.pause();
    for (let i = 0; i < 800 && ledger.counts.open === 1; i += 1) {
      ledger.change('1');
      await new Promise((resolve) => setImmediate(resolve));
    }
    await waitFor(() => ledger.counts.open === 0, { what: 'it to be given up' });
    slow.socket.resume();
    expect((await slow.closed).code).toBe(4008);
  });
});

describe('a graphql-ws client', () => {
  const query = 'subscription { orderUpdated(id: "1") { revision } }';

  /** Subscribes once, and tells by which code it was closed and what the subscription was given. */
  function subscribe(connectionParams: Record<string, unknown> = {}, url = gateway.url) {
    const closed = Promise.withResolvers<number>();
    const settled = Promise.withResolvers<unknown>();
    const seen: unknown[] = [];
    const client = createClient({
      url: url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams,
      retryAttempts: 0,
      on: { closed: (event) => closed.resolve((event as { code: number }).code) },
    });
    client.subscribe(
      { query },
      {
        next: ({ data }) => seen.push(data),
        error: settled.resolve,
        complete: () => settled.resolve(undefined),
      },
    );
    return { client, seen, closed: closed.promise, settled: settled.promise };
  }

  it.each([
    [4401, 'its token is not good', { authorization: 'Bearer bad' }],
    [4403, 'its store is not known', { 'x-store': 'x' }],
    [4403, 'its token’s time is over', { authorization: 'Bearer ann,300' }],
    [4500, 'who it is cannot be established', { 'x-store': 'unreadable' }],
  ])('is told %i when %s', async (code, _when, connectionParams) => {
    const { closed, settled } = subscribe(connectionParams);
    expect(await closed).toBe(code);
    expect(await settled).toMatchObject({ code });
    await waitFor(() => ledger.counts.open === 0, { what: 'nothing to be left at the owner' });
  });

  it('is told 1001 when the gateway stops, and 1013 when there are too many', async () => {
    const small = await startLiveGateway(inProcess(ledger), { limits: { connections: 1, perCaller: 10 } });
    const first = subscribe({}, small.url);
    await waitFor(() => first.seen.length === 1, { what: 'the order as it is' });
    expect(await subscribe({}, small.url).closed).toBe(1013);
    await small.stop();
    expect(await first.closed).toBe(1001);
  });

  it('is told 1000 when it leaves', async () => {
    const { client, seen, closed } = subscribe();
    await waitFor(() => seen.length === 1, { what: 'the order as it is' });
    await client.dispose();
    expect(await closed).toBe(1000);
    await waitFor(() => ledger.counts.open === 0, { what: 'nothing to be left at the owner' });
  });
});

function revisions({ heard }: { heard: readonly Message[] }): number[] {
  return heard.flatMap(({ type, payload }) => {
    if (type !== 'next') return [];
    const { data } = payload as { data: Record<string, { revision: number }> };
    return Object.values(data).map(({ revision }) => revision);
  });
}

function last(client: { heard: readonly Message[] } | undefined): number | undefined {
  const message = client?.heard.at(-1);
  return message && revisions({ heard: [message] })[0];
}
