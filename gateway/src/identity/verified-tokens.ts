import { hash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { Lru } from '../executor/lru.ts';

/** A key that its issuer takes back is found out when the issuer's keys are read again; this is little beside that. */
const KEPT_MS = 30_000;
const MOST_KEPT = 10_000;

interface Verified {
  readonly payload: JWTPayload;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/**
 * Verifies a token once in half a minute at most: checking a signature takes longer than answering from the cache. A token is kept as its SHA-256, those
 * that were good alone, and none for longer than it is good itself.
 */
export function rememberVerified(
  verify: (token: string) => Promise<JWTPayload>,
  now = () => Date.now(),
): (token: string) => Promise<JWTPayload> {
  const kept = new Lru<string, Verified>(MOST_KEPT);
  return async (token) => {
    const key = hash('sha256', token, 'base64url');
    const found = kept.get(key);
    if (found && now() < found.until) return found.payload;
    const payload = await verify(token);
    kept.set(key, { payload, until: Math.min(now() + KEPT_MS, (payload.exp ?? 0) * 1_000) });
    return payload;
  };
}
