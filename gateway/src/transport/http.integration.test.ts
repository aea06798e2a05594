import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { serveSubgraph } from '@longbox/subgraph';
import { waitFor } from '@longbox/testing';
import { pino } from 'pino';
import { nobody } from '../executor/differential/edge.fixtures.ts';
import { bareSubgraph } from '../testing.fixtures.ts';
import { httpTransport } from './http.ts';
import { statementsWith } from './statements.ts';
import { SubgraphUnreachable, type Transport } from './transport.ts';

const secret = new Uint8Array(32).fill(1);
const scope = { caller: nobody };
const QUERY = 'query ($text: String) { n(text: $text) }';
/** Beyond what is sent as it is. */
const LARGE = 'x'.repeat(200_000);

interface Heard {
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

let server: Server;
let url: string;
let heard: Heard[];
let sockets: Set<Socket>;
/** How the next request is answered. */
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let opened: Transport[];

beforeEach(async () => {
  heard = [];
  sockets = new Set();
  opened = [];
  answer = (_, response) => response.setHeader('content-type', 'application/json').end('{"data":{"n":1}}');
  const hear = (body: Buffer, request: IncomingMessage, response: ServerResponse) => {
    heard.push({ headers: request.headers, body });
    answer(request, response);
  };
  server = createServer(
    (request, response) => void buffer(request).then((body) => hear(body, request, response)),
  );
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
afterEach(async () => {
  await Promise.all(opened.map((transport) => transport.close()));
  await new Promise((resolve) => server.close(resolve));
});

function transportTo(address: string, own?: Uint8Array): Transport {
  const transport = httpTransport({ name: 'one', url: address, ...(own ? { secret: own } : {}) });
  opened.push(transport);
  return transport;
}

describe('a subgraph that is asked over HTTP', () => {
  it('is sent what is large compressed when it is one of ours, and everything else as it is', async () => {
    const [ours, another] = [transportTo(url, secret), transportTo(url)];
    const large = { query: QUERY, variables: { text: LARGE } };
    await ours.run(large, scope);
    await ours.run({ query: QUERY }, scope);
    await another.run(large, scope);
    expect(heard.map(({ headers }) => headers['content-encoding'])).toEqual(['gzip', undefined, undefined]);
    const [compressed, small, plain] = heard.map(({ body }) => body);
    expect(JSON.parse(String(compressed && gunzipSync(compressed)))).toEqual(large);
    expect(JSON.parse(String(plain))).toEqual(large);
    expect(JSON.parse(String(small))).toEqual({ query: QUERY, variables: {} });
    expect(compressed?.length).toBeLessThan(LARGE.length / 100);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('may answer in %s', async (encoding, compress) => {
    answer = (_, response) =>
      response.setHeader('content-encoding', encoding).end(compress(`{"data":{"n":"${LARGE}"}}`));
    expect(await transportTo(url).run({ query: QUERY }, scope)).toEqual({ data: { n: LARGE } });
    expect(heard[0]?.headers['accept-encoding']).toBe('gzip, br');
  });

  it('is asked over 64 connections at most, which are used again', async () => {
    const held: ServerResponse[] = [];
    answer = (_, response) => held.push(response);
    const transport = transportTo(url);
    const answers = Array.from({ length: 100 }, () => transport.run({ query: QUERY }, scope));
    await waitFor(() => held.length === 64, { what: 'as many requests as connections' });
    answer = (_, response) => response.end('{"data":{"n":2}}');
    for (const response of held) response.end('{"data":{"n":1}}');
    const told = await Promise.all(answers);
    expect(told.filter(({ data }) => data?.['n'] === 1)).toHaveLength(64);
    expect(told.filter(({ data }) => data?.['n'] === 2)).toHaveLength(36);
    expect([heard.length, sockets.size]).toEqual([100, 64]);
  });

  it('is asked no more when 4,096 requests are in hand', async () => {
    const held: ServerResponse[] = [];
    answer = (_, response) => held.push(response);
    const transport = transportTo(url);
    const answers = Array.from({ length: 4_096 }, () => transport.run({ query: QUERY }, scope));
    await expect(transport.run({ query: QUERY }, scope)).rejects.toThrow(SubgraphUnreachable);
    await waitFor(() => held.length === 64, { what: 'as many requests as connections' });
    answer = (_, response) => response.end('{"data":{"n":1}}');
    for (const response of held) response.end('{"data":{"n":1}}');
    expect(await Promise.all(answers)).toHaveLength(4_096);
    expect(await transport.run({ query: QUERY }, scope)).toEqual({ data: { n: 1 } });
  });
});

describe('a subgraph of ours', () => {
  it('takes what is large compressed, and answers so whoever reads it', async () => {
    const subgraph = bareSubgraph('catalog', 'type Query { n(text: String): String }', {
      Query: { n: (_: unknown, { text }: { text: string }) => text },
    });
    const logger = pino({ level: 'silent' });
    const served = await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, secret, logger });
    const request = { query: QUERY, variables: { text: LARGE } };
    expect(await transportTo(served.url, secret).run(request, scope)).toEqual({ data: { n: LARGE } });
    const encodingFor = async (accepted: string, text: string) => {
      const response = await fetch(served.url, {
        method: 'POST',
        headers: { ...statementsWith(secret)(nobody), 'accept-encoding': accepted },
        body: JSON.stringify({ query: QUERY, variables: { text } }),
      });
      expect(await response.json()).toEqual({ data: { n: text } });
      return response.headers.get('content-encoding');
    };
    expect(await encodingFor('gzip', LARGE)).toBe('gzip');
    expect(await encodingFor('gzip', 'small')).toBeNull();
    expect(await encodingFor('identity', LARGE)).toBeNull();
    await served.stop();
  });
});
