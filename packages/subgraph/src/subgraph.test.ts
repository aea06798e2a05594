import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import fc from 'fast-check';
import { pino } from 'pino';
import type { Caller } from '@longbox/identity';
import {
  PeerUnavailable,
  SUBGRAPH_NAMES,
  createOperationRunner,
  decodeCursor,
  encodeCursor,
  executableSchema,
  pageOf,
  userErrors,
  refuse,
  accept,
} from './index.ts';

const caller = (kind: Caller['kind'], scopes: Caller['scopes'] = []): Caller => ({
  kind,
  store: { id: 'a', slug: 'a', name: 'A', currency: 'USD' },
  subject: 's',
  scopes,
  correlationId: 'c',
});

describe('a subgraph’s schema', () => {
  it.each(SUBGRAPH_NAMES)('%s is executable from its SDL', (name) => {
    expect(executableSchema(name, {}).getQueryType()?.getFields()['_service']).toBeDefined();
  });

  const schema = executableSchema('inventory', { Query: { locations: () => [] } });
  const runner = createOperationRunner(schema, pino({ level: 'silent' }));
  const ask = (who: Caller) => runner.run({ query: '{ locations { id } }' }, { caller: who });

  it('refuses a field whose scope the caller lacks, and answers who holds it', async () => {
    expect((await ask(caller('anonymous'))).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect((await ask(caller('staff', ['orders:read']))).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await ask(caller('staff', ['inventory:read']))).data).toEqual({ locations: [] });
  });

  it('says nothing of an unexpected error', async () => {
    const failing = executableSchema('inventory', {
      Query: {
        locations: () => {
          throw new Error('password=hunter2 at 10.0.0.1');
        },
      },
    });
    const result = await createOperationRunner(failing, pino({ level: 'silent' })).run(
      { query: parse('{ locations { id } }') },
      { caller: caller('staff', ['inventory:read']) },
    );
    expect(result.errors?.[0]?.extensions['code']).toBe('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(result.errors)).not.toMatch(/hunter2|10\.0\.0\.1|stack/);
  });

  it('says of a peer that is away that asking again may help, and nothing of the reason', async () => {
    const failing = executableSchema('inventory', {
      Query: {
        locations: () => {
          throw new PeerUnavailable('catalog', { cause: new Error('connect ECONNREFUSED 10.0.0.1') });
        },
      },
    });
    const result = await createOperationRunner(failing, pino({ level: 'silent' })).run(
      { query: '{ locations { id } }' },
      { caller: caller('staff', ['inventory:read']) },
    );
    expect(result.errors?.[0]?.extensions['code']).toBe('DOWNSTREAM_SERVICE_ERROR');
    expect(JSON.stringify(result.errors)).not.toMatch(/10\.0\.0\.1|stack/);
  });

  it('checks instants and days', async () => {
    const order = createOperationRunner(executableSchema('order', {}), pino({ level: 'silent' }));
    const query = 'query ($f: OrderFilter) { orders(filter: $f) { totalCount } }';
    const ask = (placedFrom: unknown) =>
      order.run({ query, variables: { f: { placedFrom } } }, { caller: caller('staff', ['orders:read']) });
    expect((await ask('yesterday')).errors?.[0]?.message).toMatch(/RFC 3339/);
    expect((await ask('2026-01-31T12:00:00Z')).errors).toBeUndefined();
  });
});

describe('pages', () => {
  it('have cursors that come back as they were made, and refuse any other text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 4 }),
        (values) => {
          expect(decodeCursor(encodeCursor(values), values.length)).toEqual(values);
        },
      ),
    );
    for (const text of ['', 'x', encodeCursor([1, 2]), Buffer.from('{}').toString('base64url')])
      expect(() => decodeCursor(text, 1)).toThrow(/not a cursor/);
  });

  it('tell whether there is more', () => {
    const page = pageOf([1, 2, 3], 2, (n) => [n]);
    expect(page.edges.map(({ node }) => node)).toEqual([1, 2]);
    expect(page.pageInfo).toMatchObject({
      hasNextPage: true,
      hasPreviousPage: false,
      endCursor: encodeCursor([2]),
    });
    expect(pageOf([], 2, () => []).pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });
});

describe('outcomes', () => {
  it('become user errors with the path of the field', () => {
    expect(userErrors(accept(1))).toEqual([]);
    expect(userErrors(refuse('INVALID', 'too small', ['input', 'lines', 3]))).toEqual([
      { code: 'INVALID', message: 'too small', field: ['input', 'lines', '3'] },
    ]);
  });
});
