import type { Caller } from '@longbox/identity';

/**
 * Who is asking, as text: two callers with the same key may be given the same answer. It holds everything that a subgraph may decide by;
 * only the correlation id, which follows one request, is left out.
 */
export function callerKey({ kind, store, subject, email, scopes, channels }: Caller): string {
  return JSON.stringify([kind, store.id, store.currency, subject, email, scopes, channels]);
}
