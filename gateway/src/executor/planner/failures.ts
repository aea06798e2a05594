import { createHash } from 'node:crypto';
import { print, type DocumentNode } from 'graphql';
import { Lru } from '../lru.ts';

/** Who meant no harm sends a handful of them; each takes some kilobytes with its error. */
const MOST = 1_000;
/** What a busy machine could not plan in time is tried again after so long: an operation is tried in four ways at most, 0.7 % of it. */
const AGE_MS = 10 * 60_000;

type Plan<T> = (
  document: DocumentNode,
  operationName: string | undefined,
  overrides: ReadonlyMap<string, boolean>,
) => T;

interface Failure {
  readonly error: unknown;
  readonly until: number;
}

/**
 * The same planning, which throws at once what it threw for the same operation some minutes ago: finding out takes as long as the deadline
 * of planning, and nothing else is done meanwhile.
 */
export function remembersFailures<T>(plan: Plan<T>, now: () => number = Date.now): Plan<T> {
  const failures = new Lru<string, Failure>(MOST);
  return (document, operationName, overrides) => {
    const key = keyOf(document, operationName, overrides);
    const known = failures.get(key);
    if (known && now() < known.until) throw known.error;
    try {
      return plan(document, operationName, overrides);
    } catch (error) {
      failures.set(key, { error, until: now() + AGE_MS });
      throw error;
    }
  };
}

/** Short, so that large operations take no more memory than small ones. */
function keyOf(...[document, operationName, overrides]: Parameters<Plan<unknown>>): string {
  return createHash('sha256')
    .update(JSON.stringify([operationName ?? null, [...overrides], print(document)]))
    .digest('base64url');
}
