import type { Caller } from '@longbox/identity';

/**
 * Who may be given the same answer, as text. The store is always part of it, and so is what permissions are decided by, whatever the schema
 * says; of an answer that is private also who the caller is.
 */
export function audienceOf(
  { kind, store, subject, email, scopes, channels }: Caller,
  isPrivate: boolean,
): string {
  const everybody = [store.id, store.currency, kind, scopes, channels];
  return JSON.stringify(isPrivate ? [...everybody, subject, email] : everybody);
}
