import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@longbox/testing';
import {
  SignJWT,
  exportJWK,
  generateKeyPair,
  type CryptoKey,
  type JWK,
  type JWTHeaderParameters,
} from 'jose';
import { IssuerUnreachable, TOKEN_AUDIENCE, createTokenVerifier, remoteIssuer } from './token-verifier.ts';

/** Short, so that a test need not wait for half a minute. */
const COOLDOWN_MS = 300;

/** An identity provider that publishes its keys over HTTP. */
interface Provider {
  readonly url: string;
  /** How often its keys were read. */
  reads: number;
  isAway: boolean;
  published: JWK[];
  /** Makes a key and publishes it, beside the others or instead of them. */
  newKey(kid: string, how?: { readonly alg?: string; readonly alone?: boolean }): Promise<CryptoKey>;
  stop(): Promise<void>;
}

async function startProvider(): Promise<Provider> {
  const server: Server = createServer((request, response) => {
    provider.reads += 1;
    if (provider.isAway) {
      request.socket.destroy();
      return;
    }
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: provider.published }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const provider: Provider = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reads: 0,
    isAway: false,
    published: [],
    async newKey(kid, { alg = 'ES256', alone = false } = {}) {
      const { publicKey, privateKey } = await generateKeyPair(alg);
      const jwk = { ...(await exportJWK(publicKey)), kid };
      provider.published = alone ? [jwk] : [...provider.published, jwk];
      return privateKey;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return provider;
}

const token = (
  key: CryptoKey | Uint8Array,
  issuer: string,
  { kid = 'a', alg = 'ES256' }: Partial<JWTHeaderParameters> = {},
  { fromSeconds = -60, toSeconds = 60 } = {},
) => {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ role: 'staff', store: 'demo' })
    .setProtectedHeader({ alg, kid })
    .setIssuer(issuer)
    .setAudience(TOKEN_AUDIENCE)
    .setSubject('ada')
    .setNotBefore(now + fromSeconds)
    .setExpirationTime(now + toSeconds)
    .sign(key);
};

describe('tokens of identity providers', () => {
  let one: Provider;
  let two: Provider;
  let verify: ReturnType<typeof createTokenVerifier>;

  beforeEach(async () => {
    [one, two] = await Promise.all([startProvider(), startProvider()]);
    verify = createTokenVerifier([one, two].map(({ url }) => remoteIssuer(url, COOLDOWN_MS)));
  });
  afterEach(async () => {
    await Promise.all([one.stop(), two.stop()]);
  });

  it('are good when each is signed by its own issuer, whose keys are read once', async () => {
    const [ofOne, ofTwo] = [await one.newKey('a'), await two.newKey('a')];
    for (let time = 0; time < 5; time += 1) {
      expect(await verify(await token(ofOne, one.url))).toMatchObject({ iss: one.url, sub: 'ada' });
      expect(await verify(await token(ofTwo, two.url))).toMatchObject({ iss: two.url });
    }
    await expect(verify(await token(ofTwo, one.url))).rejects.toThrow(/signature/);
    expect([one.reads, two.reads]).toEqual([1, 1]);
  });

  it('are good with a key that was published since, and not with one that is no longer', async () => {
    const old = await one.newKey('old');
    expect(await verify(await token(old, one.url, { kid: 'old' }))).toBeTruthy();
    const fresh = await one.newKey('fresh', { alone: true });
    await waitFor(
      async () => {
        try {
          return await verify(await token(fresh, one.url, { kid: 'fresh' }));
        } catch {
          return undefined;
        }
      },
      { what: 'the key to be read' },
    );
    await expect(verify(await token(old, one.url, { kid: 'old' }))).rejects.toThrow(/no applicable key/);
  });

  it('with keys that nobody knows do not make the issuer be asked each time', async () => {
    const key = await one.newKey('a');
    await verify(await token(key, one.url));
    const begun = performance.now();
    const strangers = await Promise.allSettled(
      Array.from({ length: 200 }, async (_, n) =>
        verify(await token(key, one.url, { kid: `stranger ${n}` })),
      ),
    );
    expect(strangers.every(({ status }) => status === 'rejected')).toBe(true);
    expect(one.reads).toBeLessThanOrEqual(2 + Math.ceil((performance.now() - begun) / COOLDOWN_MS));
    expect(await verify(await token(key, one.url))).toBeTruthy();
  });

  it.each([
    ['ended 3 s ago', { toSeconds: -3 }, true],
    ['ended 8 s ago', { toSeconds: -8 }, false],
    ['begins in 3 s', { fromSeconds: 3 }, true],
    ['begins in 8 s', { fromSeconds: 8 }, false],
  ])('whose time %s: clocks may differ by 5 s and no more', async (_, times, isGood) => {
    const key = await one.newKey('a');
    const verified = verify(await token(key, one.url, {}, times)).then(
      () => true,
      () => false,
    );
    expect(await verified).toBe(isGood);
  });

  it.each(['RS512', 'PS512', 'ES384'])(
    'signed by %s, which is none of the algorithms, are refused',
    async (alg) => {
      const key = await one.newKey('a', { alg });
      await expect(verify(await token(key, one.url, { alg }))).rejects.toThrow(/alg/);
    },
  );

  it('signed with what is public, as if it were a secret, are refused', async () => {
    await one.newKey('a', { alg: 'RS256' });
    const asSecret = new TextEncoder().encode(JSON.stringify(one.published[0]));
    await expect(verify(await token(asSecret, one.url, { alg: 'HS256' }))).rejects.toThrow(/alg/);
  });

  it('are good from what is known while the issuer is away; where nothing is known, it is the issuer who is to blame', async () => {
    const [ofOne, ofTwo] = [await one.newKey('a'), await two.newKey('a')];
    await verify(await token(ofOne, one.url));
    one.isAway = true;
    two.isAway = true;
    expect(await verify(await token(ofOne, one.url))).toBeTruthy();
    await expect(verify(await token(ofTwo, two.url))).rejects.toBeInstanceOf(IssuerUnreachable);
  });
});
