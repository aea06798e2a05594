import type { Caller } from '@longbox/identity';

/** Who is counted together: who is signed in as themselves, wherever they are; of those whom nobody knows, the ones at one address. */
export function spenderOf({ kind, store, subject }: Caller, address: string | undefined): string {
  return JSON.stringify(subject === '' ? [kind, store.id, address ?? ''] : [kind, store.id, subject]);
}
