import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '@longbox/postgres';
import { emptyDatabase, waitFor } from '@longbox/testing';
import { pino } from 'pino';
import { createApiKey } from '../identity/api-keys.ts';
import { followRegistry, openRegistryDatabase, type PartnerRegistry } from './registry.ts';
import { insertKey } from './registry-writes.ts';

/** Short, so that a test need not wait for half a minute; longer than it takes to look a second time. */
const MOST_STALE_MS = 1_500;

let database: Database;
let registry: PartnerRegistry;
let drop: () => Promise<void>;
const { id, hash } = createApiKey();

beforeAll(async () => {
  const made = await emptyDatabase('gateway');
  drop = made.drop;
  database = await openRegistryDatabase(made.url);
  const createdAt = new Date();
  await insertKey(database, {
    id,
    hash,
    name: 'Feed',
    store: 'demo',
    scopes: ['channels:read'],
    channels: ['online'],
    createdAt,
    expiresAt: new Date(createdAt.getTime() + 60_000),
  });
  registry = await followRegistry(database, pino({ level: 'silent' }), MOST_STALE_MS);
});
afterAll(async () => {
  await registry.close();
  await drop();
});

describe('a registry of partners whose database goes away', () => {
  it('goes on with what it knows for a while, and then believes no key: it may have been revoked', async () => {
    await database.close();
    const begun = performance.now();
    expect(registry.key(id)).toMatchObject({ name: 'Feed' });
    expect(registry.obstacle()).toBeUndefined();
    const refusal = await waitFor(
      () => {
        try {
          registry.key(id);
          return undefined;
        } catch (error) {
          return error;
        }
      },
      { what: 'the key to be believed no more' },
    );
    // It was looked at 400 ms before the database went away, or less.
    expect(performance.now() - begun).toBeGreaterThan(MOST_STALE_MS - 1_000);
    expect(refusal).toMatchObject({ extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } });
    expect(registry.obstacle()).toMatch(/does not answer/);
  });
});
