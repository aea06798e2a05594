import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ApiKey } from '../stores/store-directory.ts';

const KEY = /^lbx_([a-z0-9]{6,32})_([A-Za-z0-9_-]{32,64})$/;

/** A new key: what the partner is given once, and what is kept. */
export function createApiKey(): { readonly key: string; readonly id: string; readonly hash: string } {
  const id = randomBytes(6).toString('hex');
  const key = `lbx_${id}_${randomBytes(32).toString('base64url')}`;
  return { key, id, hash: hashOf(key) };
}

/** The id within a key, or undefined for what is no key. */
export function idOfApiKey(key: string): string | undefined {
  return KEY.exec(key)?.[1];
}

/** Whether the key is the one whose hash is kept, and its time is not over. */
export function isGoodApiKey(key: string, kept: ApiKey, now: Date): boolean {
  if (kept.expiresAt && kept.expiresAt <= now) return false;
  return timingSafeEqual(Buffer.from(hashOf(key), 'hex'), Buffer.from(kept.hash, 'hex'));
}

/** The secret half has 256 random bits, so one round of SHA-256 is enough; a slow hash is for passwords. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
