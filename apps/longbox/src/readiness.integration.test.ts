import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openStartedStore, type StartedStore } from './started-store.fixtures.ts';

let store: StartedStore;

beforeAll(async () => {
  // Inventory is asked over HTTP, and says itself what is in its way.
  store = await openStartedStore({ elsewhere: ['inventory'] });
}, 60_000);

afterAll(() => store.drop(), 30_000);

interface Said {
  readonly status: string;
  readonly subgraphs: Readonly<Record<string, boolean>>;
  readonly reasons?: readonly string[];
}

async function readyz(): Promise<{ status: number; said: Said; ms: number }> {
  const begin = performance.now();
  const response = await fetch(`${store.origin}/readyz`);
  return { status: response.status, said: (await response.json()) as Said, ms: performance.now() - begin };
}

/** Runs statements as a superuser of the server, beside the database of a subgraph or in it. */
async function administer(
  where: 'beside' | 'in',
  name: 'order' | 'inventory',
  sql: (database: string) => string,
) {
  const url = new URL(store.superuserUrls[name] ?? '');
  const database = url.pathname.slice(1);
  if (where === 'beside') url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(sql(database));
  } finally {
    await client.end();
  }
}

const ALL = { catalog: true, inventory: true, order: true, fulfillment: true, pricing: true };

describe('/readyz', () => {
  it('is 200 when everything is there', async () => {
    expect(await readyz()).toMatchObject({ status: 200, said: { status: 'ready', subgraphs: ALL } });
  });

  it.each(['order', 'inventory'] as const)(
    'names the database of %s when it is away, in time, and is 200 when it is back; the process lives, and its gateway serves',
    async (name) => {
      await administer(
        'beside',
        name,
        (database) => `ALTER DATABASE ${database} WITH ALLOW_CONNECTIONS false`,
      );
      await administer(
        'beside',
        name,
        (database) => `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`,
      );
      const { status, said, ms } = await readyz();
      expect(status).toBe(503);
      expect(said).toEqual({
        status: 'not ready',
        subgraphs: { ...ALL, [name]: false },
        reasons: [`${name}: its database does not answer`],
      });
      expect(ms).toBeLessThan(4_000);
      expect((await fetch(`${store.origin}/healthz`)).status).toBe(200);
      const ofGateway = await fetch(`${store.origin}/readyz?of=gateway`);
      expect([ofGateway.status, await ofGateway.json()]).toEqual([200, { status: 'ready', subgraphs: {} }]);
      await administer(
        'beside',
        name,
        (database) => `ALTER DATABASE ${database} WITH ALLOW_CONNECTIONS true`,
      );
      expect((await readyz()).status).toBe(200);
    },
  );

  it('names a migration that a database lacks', async () => {
    const name = 'Carts1763712000000';
    await administer('in', 'order', () => `UPDATE migrations SET name = 'another' WHERE name = '${name}'`);
    expect((await readyz()).said.reasons).toEqual([`order: its database lacks migrations: ${name}`]);
    await administer('in', 'order', () => `UPDATE migrations SET name = '${name}' WHERE name = 'another'`);
    expect((await readyz()).status).toBe(200);
  });
});
