import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readIssuerAddress } from '@longbox/identity';
import { waitFor } from '@longbox/testing';
import { OPENID_PATH, sendJson, signedToken, startProvider, type Provider } from './provider.fixtures.ts';
import type { PublishedTimes } from './published.ts';
import { IssuerUnreachable, remoteIssuer } from './remote-issuer.ts';
import { createTokenVerifier, type TokenVerifier } from './token-verifier.ts';

/** Short, so that a test need not wait for half a minute. */
const COOLDOWN_MS = 300;
/** Nothing here is far away. */
const TIMEOUT_MS = 500;

let one: Provider;
let two: Provider;

beforeEach(async () => {
  [one, two] = await Promise.all([startProvider(), startProvider()]);
});
afterEach(async () => {
  await Promise.all([one.stop(), two.stop()]);
});

/** Believes issuers as the settings name them. */
function verifierOf(texts: readonly string[], times: Partial<PublishedTimes> = {}): TokenVerifier {
  const issuers = texts.map((text) => {
    const address = readIssuerAddress(text);
    if (!address) throw new Error(`${text} names no issuer`);
    return remoteIssuer(address, { cooldownMs: COOLDOWN_MS, timeoutMs: TIMEOUT_MS, ...times });
  });
  return createTokenVerifier(issuers);
}

const isGood = (verify: TokenVerifier, token: string) =>
  verify(token).then(
    () => true,
    () => false,
  );

describe('an issuer whose keys are at an address of their own', () => {
  it('is believed by those keys, which are read there once, and nowhere else', async () => {
    one.keepKeysAt('/oauth2/v1/keys');
    const key = await one.newKey('a');
    const verify = verifierOf([`${one.url}=${one.url}/oauth2/v1/keys`]);
    const tokens = await Promise.all(Array.from({ length: 20 }, () => signedToken(key, one.url)));
    for (const token of tokens) expect(await verify(token)).toMatchObject({ iss: one.url });
    expect(one.reads).toEqual(['/oauth2/v1/keys']);
    await expect(verify(await signedToken(await two.newKey('a'), one.url))).rejects.toThrow(/signature/);
  });
});

describe('an issuer whose OpenID configuration says where its keys are', () => {
  it('is believed by those keys: both are read once for all who come together and afterwards', async () => {
    one.keepKeysAt('/protocol/certs');
    const key = await one.newKey('a');
    const verify = verifierOf([`${one.url}=openid`]);
    const ask = async () => verify(await signedToken(key, one.url));
    await Promise.all(Array.from({ length: 20 }, ask));
    await ask();
    expect(one.reads).toEqual([OPENID_PATH, '/protocol/certs']);
  });

  it('may have its keys at another one, whose tokens are not good for that', async () => {
    one.at.set(OPENID_PATH, (response) =>
      sendJson(response, { issuer: one.url, jwks_uri: `${two.url}/keys` }),
    );
    two.keepKeysAt('/keys');
    const key = await two.newKey('a');
    const verify = verifierOf([`${one.url}=openid`]);
    expect(await verify(await signedToken(key, one.url))).toMatchObject({ iss: one.url });
    await expect(verify(await signedToken(key, two.url))).rejects.toThrow(/not trusted/);
  });

  it('goes on to be believed when it takes another key, and when it moves its keys', async () => {
    one.keepKeysAt('/first');
    const old = await one.newKey('old');
    const verify = verifierOf([`${one.url}=openid`]);
    expect(await isGood(verify, await signedToken(old, one.url, { kid: 'old' }))).toBe(true);
    for (const [kid, path] of [
      ['second', '/first'],
      ['third', '/second'],
    ] as const) {
      one.keepKeysAt(path);
      const fresh = await one.newKey(kid, { alone: true });
      const token = await signedToken(fresh, one.url, { kid });
      await waitFor(() => isGood(verify, token), { what: `the ${kid} key to be read` });
    }
    expect(await isGood(verify, await signedToken(old, one.url, { kid: 'old' }))).toBe(false);
  });

  it('is read again when it is old, and believed as it was while that cannot be done', async () => {
    one.keepKeysAt('/first');
    const key = await one.newKey('a');
    const verify = verifierOf([`${one.url}=openid`], { maxAgeMs: 0, cooldownMs: 60_000 });
    // A token that was good a moment ago would not be verified again.
    const isGoodAnew = async () => isGood(verify, await signedToken(key, one.url));
    expect(await isGoodAnew()).toBe(true);
    one.keepKeysAt('/second');
    expect(await isGoodAnew()).toBe(true);
    expect(one.reads.slice(-2)).toEqual([OPENID_PATH, '/second']);
    one.at.delete(OPENID_PATH);
    expect(await isGoodAnew()).toBe(true);
    expect(one.reads.slice(-2)).toEqual([OPENID_PATH, '/second']);
  });

  it('is not asked each time by tokens with keys that nobody knows', async () => {
    one.keepKeysAt('/keys');
    const key = await one.newKey('a');
    const verify = verifierOf([`${one.url}=openid`]);
    await verify(await signedToken(key, one.url));
    const begun = performance.now();
    const strangers = await Promise.all(
      Array.from({ length: 200 }, async (_, n) =>
        isGood(verify, await signedToken(key, one.url, { kid: `stranger ${n}` })),
      ),
    );
    expect(strangers).not.toContain(true);
    const cooldowns = 1 + Math.ceil((performance.now() - begun) / COOLDOWN_MS);
    expect(one.reads.length).toBeLessThanOrEqual(2 + 2 * cooldowns);
  });

  it.each<[string, (provider: Provider) => object]>([
    ['is of another issuer', ({ url }) => ({ issuer: `${url}/`, jwks_uri: `${url}/keys` })],
    ['names no issuer', ({ url }) => ({ jwks_uri: `${url}/keys` })],
    ['names no keys', ({ url }) => ({ issuer: url })],
    [
      'names keys without TLS elsewhere',
      ({ url }) => ({ issuer: url, jwks_uri: 'http://keys.example/keys' }),
    ],
    ['names a file', ({ url }) => ({ issuer: url, jwks_uri: 'file:///etc/keys.json' })],
    [
      'is larger than sensible',
      ({ url }) => ({ issuer: url, jwks_uri: `${url}/keys`, more: 'x'.repeat(300_000) }),
    ],
  ])('is not believed when that %s, and no keys are read', async (_, configuration) => {
    one.keepKeysAt('/keys');
    const key = await one.newKey('a');
    one.at.set(OPENID_PATH, (response) => sendJson(response, configuration(one)));
    const verify = verifierOf([`${one.url}=openid`]);
    await expect(verify(await signedToken(key, one.url))).rejects.toBeInstanceOf(IssuerUnreachable);
    expect(one.reads).toEqual([OPENID_PATH]);
  });

  it.each<[string, string]>([
    ['configuration', OPENID_PATH],
    ['keys', '/keys'],
  ])('is not believed when its %s are somewhere else now, or do not come to their end', async (_, path) => {
    one.keepKeysAt('/keys');
    two.keepKeysAt('/keys');
    const key = await one.newKey('a');
    const token = await signedToken(key, one.url);
    two.published = one.published;
    two.at.set(OPENID_PATH, (response) =>
      sendJson(response, { issuer: one.url, jwks_uri: `${two.url}/keys` }),
    );
    one.at.set(path, (response) => response.writeHead(302, { location: `${two.url}${path}` }).end());
    await expect(verifierOf([`${one.url}=openid`])(token)).rejects.toBeInstanceOf(IssuerUnreachable);
    expect(two.reads).toEqual([]);
    one.at.set(path, (response) => response.writeHead(200).write('{'));
    await expect(verifierOf([`${one.url}=openid`])(token)).rejects.toBeInstanceOf(IssuerUnreachable);
  });
});

describe('an issuer that does not answer', () => {
  it.each(['=openid', '=/keys', ''])(
    'keeps nobody waiting but its own (%p), and is believed when it is back',
    async (suffix) => {
      one.keepKeysAt('/keys');
      two.keepKeysAt('/keys');
      if (suffix === '') two.at.set('/.well-known/jwks.json', two.keys);
      two.mood = 'silent';
      const [ofOne, ofTwo] = [await one.newKey('a'), await two.newKey('a')];
      const how = suffix.startsWith('=/') ? `=${two.url}/keys` : suffix;
      const verify = verifierOf([`${one.url}=openid`, `${two.url}${how}`]);
      const tokenOfTwo = await signedToken(ofTwo, two.url);
      let over = 0;
      const waiting = Array.from({ length: 100 }, () =>
        verify(tokenOfTwo).finally(() => {
          over += 1;
        }),
      );
      const all = Promise.allSettled(waiting);
      expect(await verify(await signedToken(ofOne, one.url))).toMatchObject({ iss: one.url });
      expect(over).toBe(0);
      for (const each of await all)
        expect(each).toMatchObject({ status: 'rejected', reason: { name: 'IssuerUnreachable' } });
      expect(two.reads).toHaveLength(1);
      two.mood = 'well';
      expect(await verify(tokenOfTwo)).toMatchObject({ iss: two.url });
    },
  );
});
