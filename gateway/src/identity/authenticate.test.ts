import { describe, expect, it } from '@jest/globals';
import type { JWTPayload } from 'jose';
import { newId } from '@longbox/ids';
import type { StoreDirectory } from '../stores/store-directory.ts';
import { createApiKey } from './api-keys.ts';
import { authenticate, type Authentication, type Claims } from './authenticate.ts';

const demo = { id: newId(), slug: 'demo', name: 'Demo', currency: 'USD' } as const;
const rival = { id: newId(), slug: 'rival', name: 'Rival', currency: 'EUR' } as const;
const { key, id, hash } = createApiKey();
const old = createApiKey();

const stores: StoreDirectory = {
  stores: [demo, rival],
  storeBySlug: (slug) => [demo, rival].find((store) => store.slug === slug),
  apiKey: (wanted) =>
    ({
      [id]: { id, hash, name: 'Feed', store: 'demo', scopes: ['channels:read'] as const },
      [old.id]: { ...old, name: 'Old', store: 'demo', scopes: [], expiresAt: new Date(0) },
    })[wanted],
};

/** Tokens of these tests are JSON: what is verified of real ones is tested with the verifier. */
const how: Authentication = {
  stores,
  verify: (token) => Promise.resolve(JSON.parse(Buffer.from(token, 'base64url').toString()) as JWTPayload),
};
const token = (claims: object) => `Bearer ${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
const ask = (claims: Partial<Claims>, overrides: Partial<Authentication> = {}) =>
  authenticate({ correlationId: 'c', ...claims }, { ...how, ...overrides });
const refusal = (claims: Partial<Claims>, overrides?: Partial<Authentication>) =>
  ask(claims, overrides).then(
    () => 'accepted',
    (error: { extensions: { code: string } }) => error.extensions.code,
  );

describe('who is calling', () => {
  it('is a staff member with the scopes that exist', async () => {
    const { caller, expiresAt } = await ask({
      authorization: token({
        role: 'staff',
        store: 'demo',
        sub: 'ada',
        scope: 'orders:read world:end',
        exp: 100,
      }),
    });
    expect(caller).toMatchObject({ kind: 'staff', store: demo, subject: 'ada', scopes: ['orders:read'] });
    expect(expiresAt).toEqual(new Date(100_000));
  });

  it('is a customer without scopes, whatever the token claims', async () => {
    const { caller } = await ask({
      authorization: token({
        role: 'customer',
        store: 'demo',
        sub: 'c',
        email: 'c@example.com',
        scope: 'orders:read',
      }),
    });
    expect(caller).toMatchObject({ kind: 'customer', email: 'c@example.com', scopes: [] });
  });

  it('is a partner by a key whose hash is kept', async () => {
    expect((await ask({ apiKey: key })).caller).toMatchObject({ kind: 'partner', store: demo, subject: id });
  });

  it('is anonymous in the store that the header names, or in the default one', async () => {
    expect((await ask({ store: 'rival' })).caller).toMatchObject({ kind: 'anonymous', store: rival });
    expect((await ask({ authorization: '', store: 'rival' })).caller).toMatchObject({ kind: 'anonymous' });
    expect((await ask({}, { defaultStore: 'demo' })).caller).toMatchObject({
      kind: 'anonymous',
      store: demo,
    });
  });

  it.each([
    ['no store named', {}, 'BAD_USER_INPUT'],
    ['an unknown store', { store: 'nowhere' }, 'BAD_USER_INPUT'],
    ['an empty key', { apiKey: '', store: 'demo' }, 'UNAUTHENTICATED'],
    ['a scheme that is not Bearer', { authorization: 'Basic YTpi' }, 'UNAUTHENTICATED'],
    ['a token that does not verify', { authorization: 'Bearer x', store: 'demo' }, 'UNAUTHENTICATED'],
    [
      'a token of an unknown store',
      { authorization: token({ role: 'staff', store: 'gone', sub: 'x' }) },
      'UNAUTHENTICATED',
    ],
    [
      'a token of an unknown role',
      { authorization: token({ role: 'system', store: 'demo', sub: 'x' }) },
      'UNAUTHENTICATED',
    ],
    [
      'a token beside a header of another store',
      { authorization: token({ role: 'staff', store: 'demo', sub: 'x' }), store: 'rival' },
      'FORBIDDEN',
    ],
    ['a key beside a header of another store', { apiKey: key, store: 'rival' }, 'FORBIDDEN'],
    ['a key that is not kept', { apiKey: createApiKey().key }, 'UNAUTHENTICATED'],
    ['a key whose secret is wrong', { apiKey: `${key.slice(0, -2)}AA` }, 'UNAUTHENTICATED'],
    ['a key whose time is over', { apiKey: old.key }, 'UNAUTHENTICATED'],
    [
      'a token and a key',
      { apiKey: key, authorization: token({ role: 'staff', store: 'demo', sub: 'x' }) },
      'BAD_USER_INPUT',
    ],
  ])('is refused for %s', async (_, claims, code) => {
    expect(await refusal(claims)).toBe(code);
  });
});
