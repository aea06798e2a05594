import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { rememberVerified } from './verified-tokens.ts';

export interface TokenIssuer {
  /** The `iss` of its tokens. */
  readonly issuer: string;
  readonly keys: JWTVerifyGetKey;
}

/** Verifies a token. Rejects with an error when it is not good; the error is not for clients. */
export type TokenVerifier = (token: string) => Promise<JWTPayload>;

export const TOKEN_AUDIENCE = 'longbox';
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 5;
const JWKS_TIMEOUT_MS = 3_000;
const JWKS_MAX_AGE_MS = 10 * 60_000;

/** Tokens with keys that nobody knows make the keys be read again no more often than this. */
const JWKS_COOLDOWN_MS = 30_000;

/**
 * An issuer whose keys are published at `<issuer>/.well-known/jwks.json`; they are cached for ten minutes, and read again when a token names a
 * key that is not among them, but not within `cooldownMs` after they were read.
 */
export function remoteIssuer(issuer: string, cooldownMs = JWKS_COOLDOWN_MS): TokenIssuer {
  const address = new URL(`${issuer.replace(/\/$/, '')}/.well-known/jwks.json`);
  const keys = createRemoteJWKSet(address, {
    timeoutDuration: JWKS_TIMEOUT_MS,
    cacheMaxAge: JWKS_MAX_AGE_MS,
    cooldownDuration: cooldownMs,
  });
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

/** What a token may be to blame for when its key is looked up; any other failure is the issuer's or the network's. */
const KEY_ERRORS = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

/** The keys of an issuer cannot be had: whether a token is good is not known. */
export class IssuerUnreachable extends Error {
  override readonly name = 'IssuerUnreachable';
}

/**
 * Verifies tokens of several issuers: signature by the issuer's own keys, algorithm, audience, and time. A token must expire. The issuer is
 * read before the signature is checked only to choose the keys; `jwtVerify` then holds the token to that issuer. What was good a moment ago is
 * not verified again (`verified-tokens.ts`).
 */
export function createTokenVerifier(issuers: readonly TokenIssuer[]): TokenVerifier {
  const byName = new Map(issuers.map((each) => [each.issuer, each]));
  return rememberVerified(async (token) => {
    const found = byName.get(issuerOf(token));
    if (!found) throw new Error('the token is of an issuer that is not trusted');
    const { payload } = await jwtVerify(token, found.keys, {
      issuer: found.issuer,
      audience: TOKEN_AUDIENCE,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['exp', 'sub'],
    });
    return payload;
  });
}

function issuerOf(token: string): string {
  const body = token.split('.')[1] ?? '';
  const { iss } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { iss?: unknown };
  return typeof iss === 'string' ? iss : '';
}
