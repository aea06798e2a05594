import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@longbox/testing';
import type { Gateway } from '../gateway.ts';
import { createLedger, inProcess, startLiveGateway, type Ledger } from './live.fixtures.ts';

let ledger: Ledger;
let gateway: Gateway;
let streams: AbortController;
beforeEach(async () => {
  ledger = createLedger();
  ledger.change('1');
  gateway = await startLiveGateway(inProcess(ledger));
  streams = new AbortController();
});
afterEach(async () => {
  streams.abort();
  await gateway.stop();
});

const SSE = 'text/event-stream';
const MULTIPART = 'multipart/mixed;subscriptionSpec=1.0, application/json';
const ORDER = 'subscription { orderUpdated(id: "1") { revision } }';

/** Opens a stream, and collects its text. */
async function open(
  accept: string,
  query: string,
  headers: Record<string, string> = {},
  extensions?: object,
) {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...headers },
    body: JSON.stringify({ query, extensions }),
    signal: streams.signal,
  });
  return collect(response);
}

async function get(accept: string, parameters: Record<string, string>) {
  const response = await fetch(`${gateway.url}?${new URLSearchParams(parameters)}`, {
    headers: { accept },
    signal: streams.signal,
  });
  return collect(response);
}

function collect(response: Response) {
  const seen = { text: '', ended: false };
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) seen.text += decoder.decode(chunk);
  };
  read()
    .catch(() => undefined)
    .finally(() => (seen.ended = true));
  return { response, seen };
}

describe('server-sent events', () => {
  it('carry each event with its id, by POST and by GET', async () => {
    for (const { response, seen } of [
      await open(SSE, ORDER),
      await get(SSE, { query: ORDER }),
      await get(SSE, {
        query: 'subscription ($id: ID!) { orderUpdated(id: $id) { revision } }',
        variables: '{"id":"1"}',
      }),
    ]) {
      expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
      await waitFor(() => seen.text.includes('\n\nevent'), { what: 'the order as it is' });
      expect(seen.text).toBe(
        ':\n\nevent: next\nid: 1\ndata: {"data":{"orderUpdated":{"revision":1}},"extensions":{"eventId":"1"}}\n\n',
      );
    }
  });

  it('go on after the event that `Last-Event-ID` names', async () => {
    ledger.change('1', 3);
    const { seen } = await open(SSE, ORDER, { 'last-event-id': '2' });
    await waitFor(() => seen.text.includes('id: 4'), { what: 'what was missed' });
    expect(seen.text.match(/id: \d+/g)).toEqual(['id: 3', 'id: 4']);
  });

  it('answer queries, and say what is wrong, as events; a mutation wants POST', async () => {
    const whole = async (stream: Promise<{ seen: { text: string; ended: boolean } }>) => {
      const { seen } = await stream;
      await waitFor(() => seen.ended, { what: 'the end of the stream' });
      return seen.text;
    };
    expect(await whole(open(SSE, '{ ping }'))).toBe(
      ':\n\nevent: next\ndata: {"data":{"ping":"pong"}}\n\nevent: complete\ndata:\n\n',
    );
    const refused = await whole(open(SSE, '{ nothing }'));
    expect(refused).toMatch(
      /^:\n\nevent: next\ndata: \{"errors":\[\{.*BAD_USER_INPUT.*\}\]\}\n\nevent: complete\ndata:\n\n$/,
    );
    const { response } = await get(SSE, { query: 'mutation { nothing }' });
    expect(response.status).toBe(405);
    // What a page of any origin may send without asking first.
    const simple = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', accept: SSE },
      body: JSON.stringify({ query: 'mutation { nothing }' }),
    });
    expect(simple.status).toBe(415);
    expect((await open(SSE, ORDER, { authorization: 'Bearer bad' })).response.status).toBe(401);
  });
});

describe('Apollo’s multipart answers', () => {
  it('carry each event in a part, and heartbeats', async () => {
    const { response, seen } = await open(MULTIPART, ORDER);
    expect(response.headers.get('content-type')).toBe(
      'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"',
    );
    await waitFor(() => seen.text.includes('payload'), { what: 'the order as it is' });
    expect(seen.text).toBe(
      '\r\n--graphql\r\ncontent-type: application/json\r\n\r\n' +
        '{"payload":{"data":{"orderUpdated":{"revision":1}},"extensions":{"eventId":"1"}}}\r\n--graphql',
    );
    await waitFor(() => seen.text.includes('\r\n\r\n{}\r\n--graphql'), { what: 'a heartbeat' });
  });

  it('go on after the event that the extensions name, quoted or unquoted', async () => {
    ledger.change('1', 2);
    for (const accept of [
      MULTIPART,
      'multipart/mixed; boundary="graphql"; subscriptionSpec="1.0", application/json',
    ]) {
      const { seen } = await open(accept, ORDER, {}, { lastEventId: '2' });
      await waitFor(() => seen.text.includes('"eventId":"3"'), { what: 'what was missed' });
      expect(seen.text).not.toContain('"eventId":"2"');
    }
  });

  it('leave queries, and subscriptions that are wrong, to plain JSON', async () => {
    for (const query of ['{ ping }', 'subscription { nothing }']) {
      const { response } = await open(MULTIPART, query);
      expect(response.headers.get('content-type')).toMatch(/json/);
    }
  });
});

describe.each([
  [
    'server-sent events',
    SSE,
    /event: next\ndata: \{"errors":.*UNAUTHENTICATED.*\n\nevent: complete\ndata:\n\n$/,
  ],
  ['multipart answers', MULTIPART, /\{"payload":null,"errors":.*UNAUTHENTICATED.*\}\r\n--graphql--\r\n$/],
])('a stream of %s', (_name, accept, expired) => {
  it('ends with UNAUTHENTICATED when the token’s time is over', async () => {
    const { seen } = await open(accept, ORDER, { authorization: 'Bearer ann,400' });
    await waitFor(() => seen.ended, { what: 'the end' });
    expect(seen.text).toMatch(expired);
    await waitFor(() => ledger.counts.open === 0, { what: 'the stream at the owner to end' });
  });

  it('is told when the gateway stops, with a time to come again', async () => {
    const { seen } = await open(accept, ORDER);
    await waitFor(() => seen.text.includes('revision'), { what: 'the order as it is' });
    await gateway.stop();
    await waitFor(() => seen.ended, { what: 'the end' });
    expect(seen.text).toMatch(/retry: \d+\n\n$|"retryAfterMs":\d+\}\}\]\}\r\n--graphql--\r\n$/);
    expect(seen.text).not.toContain('event: complete');
  });

  it('reaches the owner with its end when the client is gone', async () => {
    const { seen } = await open(accept, ORDER);
    await waitFor(() => seen.text.includes('revision'), { what: 'the order as it is' });
    expect(ledger.counts.open).toBe(1);
    streams.abort();
    await waitFor(() => ledger.counts.open === 0, { what: 'the stream at the owner to end' });
  });
});

describe('limits', () => {
  it('refuse one operation too many of a caller, and one connection too many, with a code', async () => {
    const small = await startLiveGateway(inProcess(ledger), { limits: { connections: 3, perCaller: 2 } });
    const ask = async (authorization: string) => {
      const response = await fetch(small.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: SSE, authorization },
        body: JSON.stringify({ query: ORDER }),
        signal: streams.signal,
      });
      return collect(response);
    };
    const mine = [await ask('Bearer ann'), await ask('Bearer ann')];
    await waitFor(() => mine.every(({ seen }) => seen.text.includes('revision')), { what: 'two streams' });
    const third = await ask('Bearer ann');
    await waitFor(() => third.seen.ended, { what: 'the refusal' });
    expect(third.seen.text).toContain('RATE_LIMITED');
    await ask('Bearer bob');
    const fourth = await ask('Bearer cat');
    expect([fourth.response.status, fourth.response.headers.get('retry-after')]).toEqual([503, '5']);
    streams.abort();
    await small.stop();
  });
});
