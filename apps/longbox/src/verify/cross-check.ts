import { pagesOf, type Database, type ReadPage } from '@longbox/postgres';
import type { CrossInvariant, Findings } from './findings.ts';
import type { StoreDatabases } from './stores-databases.ts';

/** One walk through several databases, which holds them to one or more invariants. */
export interface CrossCheck {
  readonly invariants: readonly CrossInvariant[];
  /** Walks through all that a store has. */
  walk(databases: StoreDatabases, storeId: string, findings: Findings): Promise<void>;
}

/** The rows of a store in one database, one by one. */
export async function* rowsOf<Row extends { readonly id: string }>(
  database: Database,
  storeId: string,
  readPage: ReadPage<Row>,
): AsyncGenerator<Row> {
  for await (const page of pagesOf(database, storeId, readPage)) yield* page;
}

/** Two lists that are in the order of their ids, put side by side: each id once, with the row of either list or of both. */
export async function* sideBySide<A extends { readonly id: string }, B extends { readonly id: string }>(
  left: AsyncGenerator<A>,
  right: AsyncGenerator<B>,
): AsyncGenerator<{ id: string; left?: A; right?: B }> {
  let [a, b] = [await left.next(), await right.next()];
  while (!a.done || !b.done) {
    if (!a.done && !b.done && a.value.id === b.value.id) {
      yield { id: a.value.id, left: a.value, right: b.value };
      [a, b] = [await left.next(), await right.next()];
    } else if (!a.done && (b.done || a.value.id < b.value.id)) {
      yield { id: a.value.id, left: a.value };
      a = await left.next();
    } else if (!b.done) {
      yield { id: b.value.id, right: b.value };
      b = await right.next();
    }
  }
}

/** Quantities that are summed up by a name. */
export function sums(rows: readonly (readonly [name: string, quantity: number])[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const [name, quantity] of rows) total.set(name, (total.get(name) ?? 0) + quantity);
  return total;
}

/** Says the first difference of two sums, as `name: a, not b`; undefined when they are the same. */
export function difference(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
): string | undefined {
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    const [one, other] = [a.get(name) ?? 0, b.get(name) ?? 0];
    if (one !== other) return `${name}: ${one}, not ${other}`;
  }
  return undefined;
}
