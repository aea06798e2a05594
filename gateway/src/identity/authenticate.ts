import { isScope, type Caller, type Store } from '@longbox/identity';
import type { JWTPayload } from 'jose';
import { edgeError } from '../errors.ts';
import { isVisitorKey } from '../flags/who.ts';
import type { PartnerRegistry } from '../persisted/registry.ts';
import type { StoreDirectory } from '../stores/store-directory.ts';
import { idOfApiKey, isGoodApiKey } from './api-keys.ts';
import { IssuerUnreachable } from './remote-issuer.ts';
import type { TokenVerifier } from './token-verifier.ts';

/** What a client says of itself: headers of a request, or the payload of a WebSocket's first message. */
export interface Claims {
  readonly authorization?: string | undefined;
  readonly apiKey?: string | undefined;
  /** `x-store`. */
  readonly store?: string | undefined;
  /** `x-visitor`: what an anonymous client calls itself, to be told apart by flags and by nothing else. */
  readonly visitor?: string | undefined;
  readonly correlationId: string;
}

export interface Identified {
  readonly caller: Caller;
  readonly visitor?: string;
  /** When the token or key stops being good. */
  readonly expiresAt?: Date;
  /** Of a partner's key: the cost of operations that it may send in a minute; absent, what partners get by default. */
  readonly costPerMinute?: number;
  /** Calls back once when what the caller proved is revoked. Gives what forgets about it. */
  readonly onRevoked?: (revoked: () => void) => () => void;
}

/** How callers are known: by what they prove, or not at all. */
export type Identification = Authentication | Open;

/** Nobody is asked: whoever calls is this caller. */
export interface Open {
  readonly everybody: Caller;
  readonly defaultStore?: undefined;
}

/** Tokens and keys are checked. */
export interface Authentication {
  readonly stores: StoreDirectory;
  /** Keys beside those of the stores file, and which of all keys are revoked. */
  readonly partners?: PartnerRegistry;
  readonly verify: TokenVerifier;
  /** The store of anonymous callers who name none; absent, they must name one. */
  readonly defaultStore?: string;
  readonly now?: () => Date;
}

/**
 * Establishes who is calling. A token or key that is not good is refused, never taken for anonymous; the store of a token or key is
 * its own, and a header that names another is refused. Throws UNAUTHENTICATED, FORBIDDEN or BAD_USER_INPUT.
 */
export async function authenticate(claims: Claims, how: Identification): Promise<Identified> {
  const visitor = visitorOf(claims);
  if ('everybody' in how)
    return { caller: { ...how.everybody, correlationId: claims.correlationId }, ...visitor };
  const { authorization, apiKey } = claims;
  if (authorization && apiKey)
    throw edgeError('BAD_USER_INPUT', 'Send either `authorization` or `x-api-key`, not both.');
  // Clients of Apollo's send an empty `authorization` while nobody is signed in. An empty key is one that was not filled in: taken for
  // anonymous, its partner would see less and not know why.
  const identified = authorization
    ? await bearer(authorization, claims, how)
    : apiKey !== undefined
      ? partner(apiKey, claims, how)
      : anonymous(claims, how);
  if (claims.store !== undefined && claims.store !== identified.caller.store.slug)
    throw edgeError(
      'FORBIDDEN',
      'The header `x-store` names another store than the one you are signed in to.',
    );
  return { ...identified, ...visitor };
}

function visitorOf({ visitor }: Claims): Pick<Identified, 'visitor'> {
  if (visitor === undefined) return {};
  if (isVisitorKey(visitor)) return { visitor };
  throw edgeError(
    'BAD_USER_INPUT',
    'The header `x-visitor` takes 8 to 64 letters, digits, hyphens and underscores.',
  );
}

async function bearer(authorization: string, claims: Claims, how: Authentication): Promise<Identified> {
  const [scheme, token, rest] = authorization.trim().split(/\s+/);
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest !== undefined)
    throw edgeError('UNAUTHENTICATED', 'The header `authorization` must be `Bearer <token>`.');
  let payload: JWTPayload;
  try {
    payload = await how.verify(token);
  } catch (error) {
    if (error instanceof IssuerUnreachable) throw error;
    throw edgeError('UNAUTHENTICATED', 'The token is not good, or its time is over: sign in again.');
  }
  const role = payload['role'];
  if (role !== 'staff' && role !== 'customer')
    throw edgeError('UNAUTHENTICATED', 'The token names no role that is known here.');
  const email = payload['email'];
  return {
    caller: {
      kind: role,
      store: storeOf(payload['store'], how.stores),
      subject: payload.sub ?? '',
      ...(typeof email === 'string' ? { email } : {}),
      // A customer holds no scope, whatever the token says: scopes are for those who work for the store.
      scopes: role === 'staff' ? scopesOf(payload['scope']) : [],
      correlationId: claims.correlationId,
    },
    ...(payload.exp === undefined ? {} : { expiresAt: new Date(payload.exp * 1000) }),
  };
}

function scopesOf(claim: unknown) {
  return typeof claim === 'string' ? claim.split(' ').filter(isScope) : [];
}

function storeOf(slug: unknown, stores: StoreDirectory): Store {
  const store = typeof slug === 'string' ? stores.storeBySlug(slug) : undefined;
  if (!store) throw edgeError('UNAUTHENTICATED', 'The token names no store that is known here.');
  return store;
}

function partner(key: string, claims: Claims, { stores, partners, now }: Authentication): Identified {
  const id = idOfApiKey(key) ?? '';
  const registered = partners?.key(id);
  const kept = registered === 'revoked' ? undefined : (registered ?? stores.apiKey(id));
  const store = kept && stores.storeBySlug(kept.store);
  if (!kept || !store || !isGoodApiKey(key, kept, now?.() ?? new Date()))
    throw edgeError('UNAUTHENTICATED', 'The API key is not good, or its time is over.');
  partners?.used(id);
  return {
    caller: {
      kind: 'partner',
      store,
      subject: kept.id,
      scopes: kept.scopes,
      ...(kept.channels ? { channels: kept.channels } : {}),
      correlationId: claims.correlationId,
    },
    ...(kept.expiresAt ? { expiresAt: kept.expiresAt } : {}),
    ...(kept.costPerMinute === undefined ? {} : { costPerMinute: kept.costPerMinute }),
    ...(partners ? { onRevoked: (revoked: () => void) => partners.onRevoked(id, revoked) } : {}),
  };
}

function anonymous(claims: Claims, { stores, defaultStore }: Authentication): Identified {
  const slug = claims.store ?? defaultStore;
  if (slug === undefined)
    throw edgeError('BAD_USER_INPUT', 'Say which store you are in: send the header `x-store`.');
  const store = stores.storeBySlug(slug);
  if (!store) throw edgeError('BAD_USER_INPUT', 'The header `x-store` names no store that is known here.');
  return {
    caller: { kind: 'anonymous', store, subject: '', scopes: [], correlationId: claims.correlationId },
  };
}
