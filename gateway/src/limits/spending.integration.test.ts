import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { storeOf } from '@longbox/testing';
import { createSample } from '../executor/differential/oracle.fixtures.ts';
import type { Gateway } from '../gateway.ts';
import { createApiKey } from '../identity/api-keys.ts';
import { operation } from '../persisted/persisted.fixtures.ts';
import { startTestGateway } from '../testing.fixtures.ts';

const STORE = storeOf('one');
const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@cost", "@listSize"])
  type Query {
    things(first: Int! = 10): [Thing!]! @listSize(slicingArguments: ["first"])
    weighed: Int @cost(weight: 7)
  }
  type Thing { name: String }`;
const THINGS = 'query Things($n: Int!) { things(first: $n) { name } }';
const BUDGETS = { anonymous: 20, customer: 30, partner: 40, staff: 60, system: 60 };
const KEY_MAY_SPEND = 50;

const partner = createApiKey();
const limited = createApiKey();
const keys = {
  [partner.id]: { ...partner, name: 'Free', store: STORE.slug, scopes: [] },
  [limited.id]: { ...limited, name: 'Rated', store: STORE.slug, scopes: [], costPerMinute: KEY_MAY_SPEND },
};
const CALLERS = {
  anonymous: {},
  customer: { authorization: 'Bearer customer' },
  partner: { 'x-api-key': partner.key },
  staff: { authorization: 'Bearer staff' },
};

let gateway: Gateway;
let fetches = 0;

beforeAll(async () => {
  const { supergraphSdl, transports } = await createSample({ only: SDL });
  const { only } = transports;
  if (!only) throw new Error('there is no subgraph');
  gateway = await startTestGateway({
    supergraphSdl,
    transports: {
      only: {
        ...only,
        run(request, scope) {
          fetches += 1;
          return only.run(request, scope);
        },
      },
    },
    authentication: {
      stores: { stores: [STORE], storeBySlug: () => STORE, apiKey: (id) => keys[id] },
      verify: (token) => Promise.resolve({ sub: token, role: token, store: STORE.slug, scope: '' }),
      defaultStore: STORE.slug,
    },
    // Partners may send what is registered only.
    manifests: {
      apps: [],
      partner: { format: 'apollo-persisted-query-manifest', version: 1, operations: [operation(THINGS)] },
    },
    spending: { budgets: BUDGETS },
  });
});
afterAll(() => gateway.stop());

function ask(n: number, headers: Readonly<Record<string, string>>, query = THINGS): Promise<Response> {
  return fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, ...(query === THINGS ? { variables: { n } } : {}) }),
  });
}

describe('what an operation may cost', () => {
  it.each(['anonymous', 'customer', 'partner', 'staff'] as const)(
    'is held to the budget of its kind of caller before anything is fetched: %s',
    async (kind) => {
      expect((await ask(BUDGETS[kind], CALLERS[kind])).status).toBe(200);
      const before = fetches;
      // Once for Apollo Server, and once more when the operation is known.
      for (const _ of ['new', 'known']) {
        const refused = await ask(BUDGETS[kind] + 1, CALLERS[kind]);
        expect(refused.status).toBe(400);
        expect(await refused.json()).toMatchObject({
          errors: [{ extensions: { code: 'OPERATION_TOO_EXPENSIVE' } }],
        });
      }
      expect(fetches).toBe(before);
    },
  );

  it('is told to staff who ask, with what it came to, and to nobody else', async () => {
    const report = { 'x-cost': 'report' };
    const told = (await (await ask(40, { ...CALLERS.staff, ...report })).json()) as {
      data: { things: unknown[] };
      extensions: { cost: { estimated: number; actual: number; budget: number } };
    };
    const { cost } = told.extensions;
    expect([cost.estimated, cost.budget]).toEqual([40, BUDGETS.staff]);
    expect(cost.actual).toBe(told.data.things.length);
    const weighed = await ask(0, { ...CALLERS.staff, ...report }, '{ weighed }');
    expect(await weighed.json()).toMatchObject({ extensions: { cost: { estimated: 7 } } });
    expect(await (await ask(10, { ...CALLERS.customer, ...report })).json()).not.toHaveProperty('extensions');
    expect(await (await ask(10, CALLERS.staff)).json()).not.toHaveProperty('extensions');
  });

  it('is spent of what a key was given, and of no other key', async () => {
    const own = { 'x-api-key': limited.key };
    expect((await ask(30, own)).status).toBe(200);
    const refused = await ask(30, own);
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    // It is the cost that counts: something smaller still fits.
    expect((await ask(KEY_MAY_SPEND - 30, own)).status).toBe(200);
    for (let asked = 0; asked < 3; asked += 1) expect((await ask(40, CALLERS.partner)).status).toBe(200);
  });
});
