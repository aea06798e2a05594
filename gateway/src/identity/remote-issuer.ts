import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import type { IssuerAddress } from '@longbox/identity';
import { keysByOpenId } from './open-id.ts';
import { fetchPublished, wellKnown, type PublishedTimes } from './published.ts';
import type { TokenIssuer } from './token-verifier.ts';

const TIMES: PublishedTimes = { maxAgeMs: 10 * 60_000, cooldownMs: 30_000, timeoutMs: 3_000 };

/**
 * An issuer that publishes its keys over HTTP: where it is said (`IssuerAddress`), else at `<issuer>/.well-known/jwks.json`. They are cached for
 * ten minutes, and read again when a token names a key that is not among them, but not within the cool-down after they were read.
 */
export function remoteIssuer(
  { issuer, keysAt }: IssuerAddress,
  given: Partial<PublishedTimes> = {},
): TokenIssuer {
  const times = { ...TIMES, ...given };
  const published = (address: URL) => publishedKeys(address, times);
  const keys =
    keysAt === 'openid'
      ? keysByOpenId(issuer, times, published)
      : published(keysAt ?? wellKnown(issuer, 'jwks.json'));
  return {
    issuer,
    async keys(header, token) {
      try {
        return await keys(header, token);
      } catch (cause) {
        if (KEY_ERRORS.some((kind) => cause instanceof kind)) throw cause;
        throw new IssuerUnreachable(`no keys of ${issuer}`, { cause });
      }
    },
  };
}

function publishedKeys(address: URL, { maxAgeMs, cooldownMs, timeoutMs }: PublishedTimes): JWTVerifyGetKey {
  return createRemoteJWKSet(address, {
    timeoutDuration: timeoutMs,
    cacheMaxAge: maxAgeMs,
    cooldownDuration: cooldownMs,
    [customFetch]: fetchPublished,
  });
}

/** What a token may be to blame for when its key is looked up; any other failure is the issuer's or the network's. */
const KEY_ERRORS = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

/** The keys of an issuer cannot be had: whether a token is good is not known. */
export class IssuerUnreachable extends Error {
  override readonly name = 'IssuerUnreachable';
}
