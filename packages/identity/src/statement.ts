import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { isCurrencyCode } from '@longbox/money';
import { isScope, type Caller } from './caller.ts';

/** The header in which the gateway tells a subgraph who is calling. */
export const CALLER_HEADER = 'x-longbox-caller';

/** A statement is good for this long: a request's deadline (30 s) and the clocks' disagreement. */
export const STATEMENT_LIFETIME_SECONDS = 60;

/** A refused statement: the subgraph answers 401 and says nothing more. */
export class InvalidStatement extends Error {
  override readonly name = 'InvalidStatement';
}

/**
 * States who is calling, for `STATEMENT_LIFETIME_SECONDS`: base64url(JSON) `.` base64url(HMAC-SHA-256). It is made and read only inside
 * the system, thousands of times a second, so it is one HMAC and not a general token. `secret` must hold at least 32 bytes.
 */
export function signStatement(caller: Caller, secret: Uint8Array, now: Date): string {
  const expiresAt = Math.floor(now.getTime() / 1000) + STATEMENT_LIFETIME_SECONDS;
  const body = Buffer.from(JSON.stringify({ ...caller, expiresAt })).toString('base64url');
  return `${body}.${mac(body, secret)}`;
}

/** Reads a statement. Throws `InvalidStatement` when it was not signed with the secret, is damaged, or is over its time. */
export function verifyStatement(statement: string, secret: Uint8Array, now: Date): Caller {
  const [body, signature, rest] = statement.split('.');
  if (!body || !signature || rest !== undefined) throw new InvalidStatement('not a statement');
  const expected = Buffer.from(mac(body, secret));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new InvalidStatement('wrong signature');
  const { expiresAt, ...caller } = parse(body);
  if (expiresAt * 1000 < now.getTime()) throw new InvalidStatement('over its time');
  return caller;
}

/** Making a key of the bytes takes longer than the signature does. */
const keys = new WeakMap<Uint8Array, KeyObject>();

function mac(body: string, secret: Uint8Array): string {
  let key = keys.get(secret);
  if (!key) keys.set(secret, (key = createSecretKey(secret)));
  return createHmac('sha256', key).update(body).digest('base64url');
}

function parse(body: string): Caller & { expiresAt: number } {
  let parsed: Caller & { expiresAt: number };
  try {
    parsed = JSON.parse(Buffer.from(body, 'base64url').toString()) as Caller & { expiresAt: number };
  } catch (cause) {
    throw new InvalidStatement('not JSON', { cause });
  }
  if (!isCurrencyCode(parsed.store.currency) || !parsed.scopes.every(isScope))
    throw new InvalidStatement('unknown scope or currency');
  return parsed;
}
