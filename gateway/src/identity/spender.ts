import type { Caller } from '@longbox/identity';

/** Who is counted together: who is signed in as themselves, wherever they are; of those whom nobody knows, the ones at one address. */
export function spenderOf({ kind, store, subject }: Caller, address: string | undefined): string {
  // There is no space in the first two, so that nobody can make up somebody else's.
  return `${kind} ${store.id} ${subject === '' ? `at ${address ?? ''}` : `is ${subject}`}`;
}
