import { afterEach, describe, expect, it } from '@jest/globals';
import { storeOf } from '@longbox/testing';
import { createSample } from '../executor/differential/oracle.fixtures.ts';
import type { Gateway, GatewayOptions } from '../gateway.ts';
import { startTestGateway } from '../testing.fixtures.ts';

const STORE = storeOf('one');
const SPELLINGS = [
  '{ __schema { queryType { name } } }',
  '{ a: __type(name: "Query") { name } hello }',
  '{ ... { ...A } } fragment A on Query { b: __schema { types { name } } }',
];
const STAFF = { authorization: 'Bearer staff' };
const CUSTOMER = { authorization: 'Bearer customer' };

let gateway: Gateway;
afterEach(() => gateway.stop());

async function start(options: Pick<GatewayOptions, 'introspection'>): Promise<void> {
  const { supergraphSdl, transports } = await createSample({
    only: 'type Query { hello(name: String): String }',
  });
  gateway = await startTestGateway({
    supergraphSdl,
    transports,
    authentication: {
      stores: { stores: [STORE], storeBySlug: () => STORE, apiKey: () => undefined },
      verify: (token) => Promise.resolve({ sub: token, role: token, store: STORE.slug, scope: '' }),
      defaultStore: STORE.slug,
    },
    ...options,
  });
}

async function ask(query: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors?: readonly { extensions: { code: string } }[];
  };
  return errors?.[0]?.extensions.code ?? (data ? 'told' : 'nothing');
}

describe('the schema', () => {
  it('is told to staff alone where there is no explorer, however it is asked for and whoever asked before', async () => {
    await start({});
    for (const query of SPELLINGS) {
      expect([await ask(query), await ask(query, CUSTOMER)]).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
      // The second time, the operation is known.
      expect([await ask(query, STAFF), await ask(query, STAFF)]).toEqual(['told', 'told']);
      expect([await ask(query), await ask(query, CUSTOMER)]).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    }
    // Names of types are no secret of the schema's.
    expect(await ask('{ __typename hello }')).toBe('told');
  });

  it.each([
    ['everybody', true],
    ['staff', false],
  ] as const)(
    'is proposed by what is said about a wrong name to everybody or to nobody: %s',
    async (introspection, proposes) => {
      await start({ introspection });
      const wrong = ['{ helo }', '{ hello(nam: "a") }'];
      for (const accept of ['application/json', 'text/event-stream'])
        for (const query of wrong) {
          const response = await fetch(gateway.url, {
            method: 'POST',
            headers: { 'content-type': 'application/json', accept, ...STAFF },
            body: JSON.stringify({ query }),
          });
          expect(/Did you mean/.test(await response.text())).toBe(proposes);
        }
    },
  );

  it.each([
    ['everybody', 'told', 'told'],
    ['nobody', 'BAD_USER_INPUT', 'BAD_USER_INPUT'],
  ] as const)('is told to %s where the setting says so', async (introspection, anonymous, staff) => {
    await start({ introspection });
    const [query = ''] = SPELLINGS;
    expect([await ask(query), await ask(query, STAFF)]).toEqual([anonymous, staff]);
  });
});
