import { SCOPES, type Caller, type Store } from '@longbox/identity';
import { newId } from '@longbox/ids';

/** A store that no other test has. */
export function storeOf(slug: string, overrides: Partial<Store> = {}): Store {
  return { id: newId(), slug, name: `Store ${slug}`, currency: 'USD', ...overrides };
}

/** A caller of a kind: staff hold every scope, a customer is signed in and holds none. */
export function callerOf(kind: Caller['kind'], store: Store, overrides: Partial<Caller> = {}): Caller {
  const scopes =
    kind === 'staff' || kind === 'system' ? SCOPES : kind === 'partner' ? (['channels:read'] as const) : [];
  const subject = kind === 'anonymous' ? '' : `${kind}-1`;
  const email = kind === 'customer' ? { email: 'customer-1@example.com' } : {};
  return { kind, store, subject, scopes, correlationId: newId(), ...email, ...overrides };
}
