import { createHash } from 'node:crypto';
import type { Caller } from '@longbox/identity';
import { callerKey } from '../identity/caller-key.ts';

/** What two live operations must have in common for one to do for both. */
export interface Shareable {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
}

/**
 * The key under which live operations share their events: the same text, variables and caller, so that nobody gets what was filled in for
 * somebody who may see more. `world` keeps apart what was
 * planned on different supergraphs.
 */
export function sharingKey(world: string, { query, operationName, variables, caller }: Shareable): string {
  return createHash('sha256')
    .update(JSON.stringify([world, query, operationName ?? null, sorted(variables), callerKey(caller)]))
    .digest('base64url');
}

/** The same value with the fields of its objects in the order of their names. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]));
}
