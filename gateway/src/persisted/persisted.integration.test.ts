import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MetricsRegistry } from '@longbox/events';
import { waitFor } from '@longbox/testing';
import { WebSocket } from 'ws';
import { createApiKey } from '../identity/api-keys.ts';
import { listKeys } from './registry-list.ts';
import { CLOSE } from '../subscriptions/close-codes.ts';
import { counts, operation, startEdges, type Edge } from './persisted.fixtures.ts';
import { registerOperations, revokeKey, revokeOperation } from './registry-writes.ts';
import { sha256Of } from './manifest.ts';

const WHO = operation('query Who {\n  whoAmI\n}');
const ASKED = operation('query Asked($text: String) {\n  asked(text: $text)\n}');
const TOUCH = operation('mutation Touch {\n  touch\n}');
const TICKS = operation('subscription Ticks {\n  ticks\n}');
const CUSTOM = { ...operation('query Custom {\n  shelf\n}'), id: 'custom-7' };

let edge: Edge;
let url: string;
let key: string;
let id: string;

const fileKey = createApiKey();

beforeAll(async () => {
  edge = await startEdges({
    fileKey: { id: fileKey.id, hash: fileKey.hash, name: 'Of the file', store: 'demo', scopes: [] },
  });
  url = edge.gateways[0]?.url ?? '';
  ({ key, id } = await edge.partner([WHO, ASKED, TOUCH, TICKS, CUSTOM]));
  await until(async () => (await post({ documentId: WHO.id })).data !== undefined);
});
afterAll(() => edge.stop());

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly data: Record<string, unknown> | null | undefined;
  readonly headers: Headers;
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const { data, errors } = (text === '' ? {} : JSON.parse(text)) as {
    data?: Record<string, unknown> | null;
    errors?: { extensions: { code: string } }[];
  };
  return { status: response.status, code: errors?.[0]?.extensions.code, data, headers: response.headers };
}

const post = async (body: unknown, headers: Record<string, string> = {}, to = url) =>
  read(
    await fetch(to, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key, ...headers },
      body: JSON.stringify(body),
    }),
  );

const get = async (parameters: Record<string, string>, headers: Record<string, string> = {}, to = url) =>
  read(
    await fetch(`${to}?${new URLSearchParams(parameters).toString()}`, {
      headers: { 'x-api-key': key, ...headers },
    }),
  );

const anonymous = (body: unknown, to = url) =>
  fetch(to, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).then(read);

const until = (condition: () => Promise<boolean>) => waitFor(condition, { what: 'the gateways to know' });

const persistedQuery = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });

describe('a partner', () => {
  it.each([
    ['extensions.persistedQuery', { extensions: persistedQuery(WHO.id) }],
    ['documentId', { documentId: WHO.id }],
    ['documentId with the name of the hash', { documentId: `sha256:${WHO.id}` }],
    ['doc_id', { doc_id: WHO.id }],
    ['the id and the same text', { documentId: WHO.id, query: WHO.body }],
    ['the id in two ways', { doc_id: WHO.id, extensions: persistedQuery(WHO.id) }],
  ])('sends what is registered by %s', async (_, body) => {
    expect((await post(body)).data).toEqual({ whoAmI: `partner ${id} of demo` });
  });

  it('sends it by GET too, with variables, and by an id of its own making', async () => {
    expect((await get({ documentId: WHO.id })).data).toEqual({ whoAmI: `partner ${id} of demo` });
    expect((await get({ doc_id: 'custom-7' })).data).toEqual({ shelf: 'the shelf of demo' });
    const { data } = await get({
      extensions: JSON.stringify(persistedQuery(ASKED.id)),
      operationName: 'Asked',
      variables: JSON.stringify({ text: 'x' }),
    });
    expect(data).toEqual({ asked: counts.asked });
  });

  it('changes nothing by GET', async () => {
    const before = counts.touched;
    expect((await get({ documentId: TOUCH.id })).status).toBe(405);
    expect(counts.touched).toBe(before);
    expect((await post({ documentId: TOUCH.id })).data).toEqual({ touch: before + 1 });
  });

  const other = 'query Who { whoAmI shelf }';
  it.each<[string, unknown, string]>([
    ['a text', { query: other }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['the text of a registered one', { query: WHO.body }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['it with other white space', { query: 'query Who { whoAmI }' }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['it with a comment', { query: `# Who\n${WHO.body}` }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['another text beside the hash', { query: other, documentId: WHO.id }, 'BAD_USER_INPUT'],
    [
      'a comment beside the hash',
      { query: `#\n${WHO.body}`, extensions: persistedQuery(WHO.id) },
      'BAD_USER_INPUT',
    ],
    [
      'the hash of its own text',
      { query: other, extensions: persistedQuery(sha256Of(other)) },
      'PERSISTED_QUERY_NOT_FOUND',
    ],
    ['the hash in capitals', { documentId: WHO.id.toUpperCase() }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['the hash with a blank', { doc_id: `${WHO.id} ` }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['two ids', { documentId: WHO.id, doc_id: ASKED.id }, 'BAD_USER_INPUT'],
    ['a number for an id', { documentId: 7 }, 'BAD_USER_INPUT'],
    ['a list for an id', { documentId: [WHO.id] }, 'BAD_USER_INPUT'],
    ['the name of an inherited thing', { documentId: '__proto__' }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['nothing', {}, 'PERSISTED_QUERY_NOT_FOUND'],
    ['a batch', [{ documentId: WHO.id }], 'BAD_USER_INPUT'],
    ['a batch with a text in it', [{ documentId: WHO.id }, { query: other }], 'BAD_USER_INPUT'],
    ['introspection', { query: '{ __schema { types { name } } }' }, 'PERSISTED_QUERY_NOT_FOUND'],
    [
      'what an app of the store sends',
      { documentId: operation('query OfTheApp { whoAmI }').id },
      'PERSISTED_QUERY_NOT_FOUND',
    ],
  ])('is refused %s', async (_, body, code) => {
    const answer = await post(body);
    expect([answer.code, answer.data ?? undefined]).toEqual([code, undefined]);
    expect(answer.status).toBe(code === 'BAD_USER_INPUT' ? 400 : 404);
    expect(answer.headers.get('cache-control')).toBe('private, no-cache, must-revalidate');
  });

  it('is refused by GET as by POST, also what is said twice', async () => {
    expect((await get({ query: other })).code).toBe('PERSISTED_QUERY_NOT_FOUND');
    const twice = await fetch(`${url}?documentId=${WHO.id}&documentId=${ASKED.id}`, {
      headers: { 'x-api-key': key },
    });
    expect((await read(twice)).code).toBe('BAD_USER_INPUT');
  });

  it('is not given another operation by registering one through automatic persisted queries', async () => {
    const extensions = persistedQuery(sha256Of(other));
    expect((await anonymous({ query: other, extensions })).code).toBeUndefined();
    expect((await post({ extensions })).code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('is given what is registered later, and not any more what is taken from it', async () => {
    const { key: own, id: ownId } = await edge.partner([WHO]);
    const ask = () => post({ documentId: ASKED.id }, { 'x-api-key': own });
    await until(async () => (await ask()).code === 'PERSISTED_QUERY_NOT_FOUND');
    await registerOperations(edge.test.database, ownId, [ASKED], {
      at: new Date(),
      replace: false,
      most: 100,
    });
    await until(async () => (await ask()).data !== undefined);
    expect(await revokeOperation(edge.test.database, ownId, 'Asked')).toBe(1);
    await until(async () => (await ask()).code === 'PERSISTED_QUERY_NOT_FOUND');
  });

  it('finds what is registered planned, from the first request on to a gateway that has just begun', async () => {
    const registry = new MetricsRegistry();
    const another = await edge.another(registry);
    expect((await post({ documentId: WHO.id }, {}, another.url)).status).toBe(200);
    const lookUps = (await registry.metrics()).match(/^longbox_plan_cache_lookups_total.*$/gm);
    expect(lookUps).toEqual(['longbox_plan_cache_lookups_total{outcome="hit"} 1']);
  });

  it('has the last use of its key written down', async () => {
    const seen = async () => (await listKeys(edge.test.database, id))[0]?.lastUsedAt ?? null;
    await waitFor(async () => (await seen()) !== null, { what: 'the use to be written down' });
    expect(Math.abs(Date.now() - ((await seen())?.getTime() ?? 0))).toBeLessThan(30_000);
  });
});

describe('a key', () => {
  it('that was just made may send nothing, not even what ships for partners, by id or in words', async () => {
    const { key: own } = await edge.unregistered();
    const shipped = operation('query Shipped { whoAmI }');
    const ask = (body: object) => post(body, { 'x-api-key': own });
    await until(async () => (await ask({})).code === 'PERSISTED_QUERY_NOT_FOUND');
    for (const body of [{ documentId: shipped.id }, { query: shipped.body }, { documentId: WHO.id }])
      expect((await ask(body)).code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('is kept as a hash: its secret stands nowhere in the database', async () => {
    const rows: unknown[] = await edge.test.database.system((connection) =>
      connection.query(
        'SELECT to_jsonb(k) AS row FROM api_keys k UNION ALL SELECT to_jsonb(s) FROM key_states s',
      ),
    );
    const text = JSON.stringify(rows);
    expect(text).toContain(sha256Of(key));
    expect(text).not.toContain(key.split('_').slice(2).join('_'));
  });

  it('that is revoked stops within a second in every gateway, sockets included', async () => {
    const { key: own, id: ownId } = await edge.partner([WHO, TICKS]);
    const statuses = () =>
      Promise.all(
        edge.gateways.map(
          async (each) => (await post({ documentId: WHO.id }, { 'x-api-key': own }, each.url)).status,
        ),
      );
    await until(async () => (await statuses()).every((status) => status === 200));
    const socket = await subscribed(own, { query: '', documentId: TICKS.id });
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    await revokeKey(edge.test.database, ownId, new Date());
    const at = performance.now();
    await until(async () => (await statuses()).every((status) => status === 401));
    expect(await closed).toBe(CLOSE.expired.code);
    expect(performance.now() - at).toBeLessThan(1_000);
  });

  it('of the stores file is revoked as well, and sends what ships for partners, in words too', async () => {
    const headers = { 'x-api-key': fileKey.key };
    const shipped = operation('query Shipped { whoAmI }');
    expect((await post({ documentId: shipped.id }, headers)).data).toBeDefined();
    expect((await post({ query: 'query Shipped {\n whoAmI # me\n}' }, headers)).data).toBeDefined();
    expect((await post({ query: '{ whoAmI }' }, headers)).code).toBe('PERSISTED_QUERY_NOT_FOUND');
    await registerOperations(edge.test.database, fileKey.id, [WHO], {
      at: new Date(),
      replace: false,
      most: 9,
    });
    await until(
      async () => (await post({ query: shipped.body }, headers)).code === 'PERSISTED_QUERY_NOT_FOUND',
    );
    expect((await post({ documentId: WHO.id }, headers)).data).toBeDefined();
    await revokeKey(edge.test.database, fileKey.id, new Date());
    await until(async () => (await post({ documentId: WHO.id }, headers)).status === 401);
  });

  it('is good until its time is over', async () => {
    const { key: own } = await edge.partner([WHO], { expiresAt: new Date(Date.now() + 1_500) });
    const status = async () => (await post({ documentId: WHO.id }, { 'x-api-key': own })).status;
    await until(async () => (await status()) === 200);
    await until(async () => (await status()) === 401);
    expect(await status()).toBe(401);
  });
});

describe('the store’s own apps', () => {
  const TEXT = 'query Apq { whoAmI }';
  const hash = sha256Of(TEXT);

  it('register automatically: a miss, the text with its hash, and then the hash alone, by GET too', async () => {
    const miss = await anonymous({ extensions: persistedQuery(hash) });
    expect([miss.status, miss.code]).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND']);
    expect(miss.headers.get('cache-control')).toContain('no-cache');
    const register = await anonymous({ query: TEXT, extensions: persistedQuery(hash) });
    expect(register.data).toEqual({ whoAmI: 'anonymous  of demo' });
    expect((await anonymous({ extensions: persistedQuery(hash) })).data).toEqual(register.data);
    for (const parameters of [
      { extensions: JSON.stringify(persistedQuery(hash)) },
      { documentId: `sha256:${hash}` },
      { doc_id: hash },
    ] as Record<string, string>[]) {
      const response = await fetch(`${url}?${new URLSearchParams(parameters).toString()}`, {
        headers: { 'apollo-require-preflight': 'true' },
      });
      expect((await read(response)).data).toEqual(register.data);
    }
  });

  it('are told that a hash is not that of its text', async () => {
    const wrong = await anonymous({ query: TEXT, extensions: persistedQuery(sha256Of('{ x }')) });
    expect([wrong.status, wrong.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect((await anonymous({ extensions: persistedQuery(sha256Of('{ x }')) })).code).toBe(
      'PERSISTED_QUERY_NOT_FOUND',
    );
  });

  it('send what shipped with this version by its id at once', async () => {
    const { id: shipped } = operation('query OfTheApp { whoAmI }');
    expect((await anonymous({ documentId: shipped })).data).toEqual({ whoAmI: 'anonymous  of demo' });
  });
});

/** A socket on which an operation has been started and has answered once. */
async function subscribed(apiKey: string, payload: unknown): Promise<WebSocket> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
  const message = () =>
    new Promise<{ type: string }>((resolve) =>
      socket.once('message', (text: Buffer) => resolve(JSON.parse(text.toString()) as { type: string })),
    );
  await new Promise((resolve) => socket.once('open', resolve));
  const acknowledged = message();
  socket.send(JSON.stringify({ type: 'connection_init', payload: { 'x-api-key': apiKey } }));
  expect((await acknowledged).type).toBe('connection_ack');
  const first = message();
  socket.send(JSON.stringify({ id: 'a', type: 'subscribe', payload }));
  expect((await first).type).toBe('next');
  return socket;
}
