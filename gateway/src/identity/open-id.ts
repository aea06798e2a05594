import type { JWTVerifyGetKey } from 'jose';
import { isSafeForKeys } from '@longbox/identity';
import { fetchPublished, wellKnown, type PublishedTimes } from './published.ts';

/** Where the configuration said last that the keys are. */
interface Located {
  readonly address: string;
  readonly keys: JWTVerifyGetKey;
}

/**
 * The keys of an issuer whose OpenID configuration says where they are (OpenID Connect Discovery 1.0, section 4). It is read when it is first
 * needed, when it has come of age, and when a key is not found, but not within the cool-down; while it cannot be read, what it
 * said last holds. `keysAt` gives what looks keys up at an address.
 */
export function keysByOpenId(
  issuer: string,
  { maxAgeMs, cooldownMs, timeoutMs }: PublishedTimes,
  keysAt: (address: URL) => JWTVerifyGetKey,
): JWTVerifyGetKey {
  let located: Located | undefined;
  let lookedAt = -Infinity;
  let looking: Promise<Located> | undefined;
  const isWithin = (ms: number) => performance.now() - lookedAt < ms;

  async function look(): Promise<Located> {
    const address = await addressOfKeys(issuer, timeoutMs);
    // The same address goes on with the keys that are known.
    if (located?.address !== address.href) located = { address: address.href, keys: keysAt(address) };
    return located;
  }

  /** Whoever needs it meanwhile waits for the same reading. */
  function lookOnce(): Promise<Located> {
    if (looking) return looking;
    lookedAt = performance.now();
    looking = look().finally(() => (looking = undefined));
    return looking;
  }

  async function locate(): Promise<Located> {
    const known = located;
    if (!known) return lookOnce();
    return isWithin(maxAgeMs) ? known : lookOnce().catch(() => known);
  }

  return async (header, token) => {
    const found = await locate();
    try {
      return await found.keys(header, token);
    } catch (error) {
      const mayLook = looking !== undefined || !isWithin(cooldownMs);
      const anew = mayLook ? await lookOnce().catch(() => found) : located;
      if (!anew || anew === found) throw error;
      return anew.keys(header, token);
    }
  };
}

/** Throws when the configuration cannot be read, is another issuer's, or names an address that is not safe. */
async function addressOfKeys(issuer: string, timeoutMs: number): Promise<URL> {
  const address = wellKnown(issuer, 'openid-configuration').href;
  const response = await fetchPublished(address, {
    signal: AbortSignal.timeout(timeoutMs),
    headers: { accept: 'application/json' },
  });
  if (response.status !== 200) throw new Error(`${address} answers with status ${response.status}`);
  const said = (await response.json()) as { readonly issuer?: unknown; readonly jwks_uri?: unknown } | null;
  if (said?.issuer !== issuer) throw new Error(`${address} is the configuration of another issuer`);
  const keys = typeof said.jwks_uri === 'string' ? URL.parse(said.jwks_uri) : null;
  if (!keys || !isSafeForKeys(keys))
    throw new Error(`${address} names no address of keys with https, or on this machine`);
  return keys;
}
