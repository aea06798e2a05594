import { jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
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
