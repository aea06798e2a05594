import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@longbox/testing';
import { signedToken, startProvider, type Provider } from './provider.fixtures.ts';
import { IssuerUnreachable, remoteIssuer } from './remote-issuer.ts';
import { createTokenVerifier } from './token-verifier.ts';

/** Short, so that a test need not wait for half a minute. */
const COOLDOWN_MS = 300;

describe('tokens of identity providers', () => {
  let one: Provider;
  let two: Provider;
  let verify: ReturnType<typeof createTokenVerifier>;

  beforeEach(async () => {
    [one, two] = await Promise.all([startProvider(), startProvider()]);
    verify = createTokenVerifier(
      [one, two].map(({ url }) => remoteIssuer({ issuer: url }, { cooldownMs: COOLDOWN_MS })),
    );
  });
  afterEach(async () => {
    await Promise.all([one.stop(), two.stop()]);
  });

  it('are good when each is signed by its own issuer, whose keys are read once', async () => {
    const [ofOne, ofTwo] = [await one.newKey('a'), await two.newKey('a')];
    for (let time = 0; time < 5; time += 1) {
      expect(await verify(await signedToken(ofOne, one.url))).toMatchObject({ iss: one.url, sub: 'ada' });
      expect(await verify(await signedToken(ofTwo, two.url))).toMatchObject({ iss: two.url });
    }
    await expect(verify(await signedToken(ofTwo, one.url))).rejects.toThrow(/signature/);
    expect([one.reads.length, two.reads.length]).toEqual([1, 1]);
  });

  it('are good with a key that was published since, and not with one that is no longer', async () => {
    const old = await one.newKey('old');
    expect(await verify(await signedToken(old, one.url, { kid: 'old' }))).toBeTruthy();
    const fresh = await one.newKey('fresh', { alone: true });
    await waitFor(
      async () => {
        try {
          return await verify(await signedToken(fresh, one.url, { kid: 'fresh' }));
        } catch {
          return undefined;
        }
      },
      { what: 'the key to be read' },
    );
    await expect(verify(await signedToken(old, one.url, { kid: 'old' }))).rejects.toThrow(
      /no applicable key/,
    );
  });

  it('with keys that nobody knows do not make the issuer be asked each time', async () => {
    const key = await one.newKey('a');
    await verify(await signedToken(key, one.url));
    const begun = performance.now();
    const strangers = await Promise.allSettled(
      Array.from({ length: 200 }, async (_, n) =>
        verify(await signedToken(key, one.url, { kid: `stranger ${n}` })),
      ),
    );
    expect(strangers.every(({ status }) => status === 'rejected')).toBe(true);
    expect(one.reads.length).toBeLessThanOrEqual(2 + Math.ceil((performance.now() - begun) / COOLDOWN_MS));
    expect(await verify(await signedToken(key, one.url))).toBeTruthy();
  });

  it.each([
    ['ended 3 s ago', { toSeconds: -3 }, true],
    ['ended 8 s ago', { toSeconds: -8 }, false],
    ['begins in 3 s', { fromSeconds: 3 }, true],
    ['begins in 8 s', { fromSeconds: 8 }, false],
  ])('whose time %s: clocks may differ by 5 s and no more', async (_, times, isGood) => {
    const key = await one.newKey('a');
    const verified = verify(await signedToken(key, one.url, {}, times)).then(
      () => true,
      () => false,
    );
    expect(await verified).toBe(isGood);
  });

  it('for another audience are refused, whoever signed them', async () => {
    const key = await one.newKey('a');
    await expect(verify(await signedToken(key, one.url, {}, { audience: 'another-shop' }))).rejects.toThrow(
      /"aud"/,
    );
  });

  it.each(['RS512', 'PS512', 'ES384'])(
    'signed by %s, which is none of the algorithms, are refused',
    async (alg) => {
      const key = await one.newKey('a', { alg });
      await expect(verify(await signedToken(key, one.url, { alg }))).rejects.toThrow(/alg/);
    },
  );

  it('signed with what is public, as if it were a secret, are refused', async () => {
    await one.newKey('a', { alg: 'RS256' });
    const asSecret = new TextEncoder().encode(JSON.stringify(one.published[0]));
    await expect(verify(await signedToken(asSecret, one.url, { alg: 'HS256' }))).rejects.toThrow(/alg/);
  });

  it('are good from what is known while the issuer is away; where nothing is known, it is the issuer who is to blame', async () => {
    const [ofOne, ofTwo] = [await one.newKey('a'), await two.newKey('a')];
    await verify(await signedToken(ofOne, one.url));
    one.mood = 'away';
    two.mood = 'away';
    expect(await verify(await signedToken(ofOne, one.url))).toBeTruthy();
    await expect(verify(await signedToken(ofTwo, two.url))).rejects.toBeInstanceOf(IssuerUnreachable);
  });
});
