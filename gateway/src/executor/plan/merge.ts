import type { Json } from './run.ts';
import type { IsOfType } from './types.ts';

/**
 * Writes what a fetch brought into what is there. Both describe the same object, so objects are joined, and lists element by element. A
 * null never hides an object: whichever of two subgraphs failed, and whichever answered first, the result is the same.
 */
export function merge(target: Json, source: Json, isOfType: IsOfType): void {
  for (const key in source) {
    const given = source[key];
    if (given === undefined) continue;
    const known = target[key];
    if (known === undefined || known === null) target[key] = given;
    else if (given !== null) mergeValue(target, key, known, given, isOfType);
  }
}

function mergeValue(target: Json, key: string, known: unknown, given: unknown, isOfType: IsOfType): void {
  if (Array.isArray(known) && Array.isArray(given)) mergeLists(known, given, isOfType);
  else if (isObject(known) && isObject(given)) merge(known, given, isOfType);
  // To a subgraph with an object for an interface (`@interfaceObject`) every type is the interface; others know better.
  else if (key !== '__typename' || isOfType(String(given), String(known))) target[key] = given;
}

function mergeLists(known: unknown[], given: readonly unknown[], isOfType: IsOfType): void {
  for (const [index, value] of given.entries()) {
    const there = known[index];
    if (index >= known.length || there === null) known[index] = value;
    else if (Array.isArray(there) && Array.isArray(value)) mergeLists(there, value, isOfType);
    else if (isObject(there) && isObject(value)) merge(there, value, isOfType);
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy of an answer's data that shares no object with it. Leaves that are objects (custom scalars) are copied like the rest. */
export function copy<T>(value: T): T {
  if (Array.isArray(value)) return value.map((each: unknown) => copy(each)) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  // Spreading keeps the object's shape, which is quicker than adding one property after the other.
  const made: Json = { ...(value as Json) };
  for (const key in made) {
    const inner = made[key];
    if (typeof inner === 'object' && inner !== null) made[key] = copy(inner);
  }
  return made as T;
}
