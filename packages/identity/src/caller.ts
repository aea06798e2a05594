import type { CurrencyCode } from '@longbox/money';

/** What staff, partners and tokens may be allowed; the admin contract names them. Customers and anonymous shoppers hold none. */
export const SCOPES = [
  'catalog:write',
  'inventory:read',
  'inventory:write',
  'pricing:read',
  'pricing:write',
  'orders:read',
  'orders:write',
  'fulfillment:read',
  'fulfillment:write',
  'channels:read',
  'channels:write',
] as const;

export type Scope = (typeof SCOPES)[number];

/** One store (tenant) as every part of the system needs to know it. */
export interface Store {
  readonly id: string;
  /** What the header `x-store` says: lower-case letters, digits and hyphens. */
  readonly slug: string;
  readonly name: string;
  readonly currency: CurrencyCode;
}

/**
 * Who is calling, as the gateway established it. `subject` is the token's subject, the API key's id, or the name of the subgraph that
 * calls on its own account; it is empty for an anonymous shopper. `email` is present when the identity provider gave one.
 */
export interface Caller {
  readonly kind: 'anonymous' | 'customer' | 'staff' | 'partner' | 'system';
  readonly store: Store;
  readonly subject: string;
  readonly email?: string;
  readonly scopes: readonly Scope[];
  /** The sales channels that a partner may ask about and sell on; absent, all of its store. */
  readonly channels?: readonly string[];
  /** Follows one request of a client through every subgraph, event and log line. */
  readonly correlationId: string;
}

export function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}

/** Whether the caller may ask about a sales channel of its store, and sell on it. */
export function mayUseChannel({ channels }: Caller, channel: string): boolean {
  return channels === undefined || channels.includes(channel);
}

export function hasScope(caller: Caller, scope: Scope): boolean {
  return caller.scopes.includes(scope);
}
