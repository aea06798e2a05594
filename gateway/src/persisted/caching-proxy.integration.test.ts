import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@longbox/testing';
import { startCachingProxy, type CachingProxy } from './caching-proxy.fixtures.ts';
import { counts, operation, startEdges, type Edge } from './persisted.fixtures.ts';

const ASKED = operation('query Asked($text: String) {\n  asked(text: $text)\n}');
const SHELF = operation('query Shelf {\n  shelf\n}');
const MINE = operation('query Mine {\n  mine\n}');
const WHO = operation('query Who {\n  whoAmI\n}');
const FAILING = operation('query Failing {\n  failing\n  shelf\n}');
const ALL = [ASKED, SHELF, MINE, WHO, FAILING];

let edge: Edge;
let proxy: CachingProxy;
let first: { key: string; id: string };
let second: { key: string; id: string };
let elsewhere: { key: string; id: string };

beforeAll(async () => {
  edge = await startEdges();
  proxy = await startCachingProxy(edge.gateways[0]?.url ?? '');
  first = await edge.partner(ALL);
  second = await edge.partner(ALL);
  elsewhere = await edge.partner([SHELF, MINE], { store: 'other' });
  await waitFor(async () => (await get(elsewhere.key, SHELF.id, { n: '0' })).status === 200, {
    what: 'the gateway to know the keys',
  });
});
afterAll(async () => {
  await proxy.stop();
  await edge.stop();
});

/** Through the proxy, as a program of a partner sends it. */
async function get(
  key: string | undefined,
  documentId: string,
  variables: Record<string, string> = {},
  headers: Record<string, string> = {},
) {
  const search = new URLSearchParams({ documentId, variables: JSON.stringify(variables) });
  const response = await fetch(`${proxy.url}?${search.toString()}`, {
    headers: {
      accept: 'application/graphql-response+json',
      ...(key ? { 'x-api-key': key } : {}),
      ...headers,
    },
  });
  const text = await response.text();
  return {
    status: response.status,
    cache: response.headers.get('x-cache'),
    headers: response.headers,
    body:
      text === '' ? undefined : (JSON.parse(text) as { data?: Record<string, unknown>; errors?: unknown }),
  };
}

describe('a caching proxy in front of the gateway', () => {
  it('serves the second request itself, and says how old the answer is', async () => {
    const before = counts.asked;
    const miss = await get(first.key, ASKED.id, { text: 'same' });
    expect([miss.status, miss.cache, miss.body?.data]).toEqual([200, 'MISS', { asked: before + 1 }]);
    expect(miss.headers.get('cache-control')).toMatch(/^max-age=\d+, public$/);
    expect(miss.headers.get('vary')).toContain('X-Api-Key');
    const hit = await get(first.key, ASKED.id, { text: 'same' });
    expect([hit.cache, hit.body]).toEqual(['HIT', miss.body]);
    expect(counts.asked).toBe(before + 1);
    expect((await get(first.key, ASKED.id, { text: 'other' })).cache).toBe('MISS');
  });

  it('is told that nothing has changed by who has the answer already', async () => {
    const { headers } = await get(first.key, SHELF.id);
    const etag = headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{20,}"$/);
    const again = await get(first.key, SHELF.id, {}, { 'if-none-match': etag });
    expect([again.status, again.body]).toEqual([304, undefined]);
    const direct = await fetch(`${edge.gateways[0]?.url}?documentId=${SHELF.id}`, {
      headers: { 'x-api-key': first.key, 'if-none-match': `W/${etag}` },
    });
    expect([direct.status, await direct.text(), direct.headers.get('etag')]).toEqual([304, '', etag]);
    const other = await get(first.key, SHELF.id, {}, { 'if-none-match': '"something-else"' });
    expect(other.status).toBe(200);
  });

  it('never serves the answer of one partner to another, nor to who has no key or a wrong one', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      expect((await get(first.key, SHELF.id)).body?.data).toEqual({ shelf: 'the shelf of demo' });
      expect((await get(elsewhere.key, SHELF.id)).body?.data).toEqual({ shelf: 'the shelf of other' });
      expect((await get(first.key, MINE.id)).body?.data).toEqual({ mine: first.id });
      expect((await get(second.key, MINE.id)).body?.data).toEqual({ mine: second.id });
      expect((await get(undefined, SHELF.id)).body?.data).toBeUndefined();
      expect((await get(`${first.key}x`, SHELF.id)).status).toBe(401);
      // Registered for the first, not for this one.
      expect((await get(elsewhere.key, ASKED.id, { text: 'same' })).status).toBe(404);
    }
  });

  it('keeps nothing that is for one caller, without a hint, an error or a refusal', async () => {
    for (const { id } of [MINE, WHO, FAILING]) {
      await get(first.key, id);
      const again = await get(first.key, id);
      expect([id, again.cache]).toEqual([id, 'MISS']);
    }
    expect((await get(first.key, MINE.id)).headers.get('cache-control')).toMatch(/^max-age=\d+, private$/);
    await get(first.key, '0'.repeat(64));
    expect((await get(first.key, '0'.repeat(64))).cache).toBe('MISS');
  });
});
