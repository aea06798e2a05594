import { clientPath } from '../finish.ts';
import type { Json, Path } from '../plan/run.ts';
import type { IsOfType } from '../plan/types.ts';
import type { Part } from './deferred.ts';
import type { Promised } from './outbox.ts';
import { placesOf } from './places.ts';

/** What a client has been promised of one answer. */
export interface Promises {
  /** Promises the parts at every place that the client knows. Returns what it had not been promised before. */
  announce(parts: readonly Part[], isKnown: (path: Path) => boolean): readonly Promised[];
  /** The promise of a part at a place, made now if it was not before. */
  of(part: Part, path: Path): { readonly promised: Promised; readonly isNew: boolean };
  /** Ids of all that was promised of a part. */
  idsOf(part: Part): readonly string[];
}

export function createPromises(
  data: Json,
  clientNames: ReadonlyMap<string, string>,
  isOfType: IsOfType,
): Promises {
  const made = new Map<Part, Map<string, Promised>>();
  let last = 0;

  function of(part: Part, path: Path) {
    const byPlace = made.get(part) ?? new Map<string, Promised>();
    made.set(part, byPlace);
    const key = JSON.stringify(path);
    const known = byPlace.get(key);
    if (known) return { promised: known, isNew: false };
    const promised = {
      id: String(last),
      path,
      ...(part.label === undefined ? {} : { label: part.label }),
    };
    last += 1;
    byPlace.set(key, promised);
    return { promised, isNew: true };
  }

  function announce(parts: readonly Part[], isKnown: (path: Path) => boolean): readonly Promised[] {
    return parts.flatMap((part) => {
      // What only holds other parts is never told.
      if (!part.shape) return announce(part.later, isKnown);
      return placesOf(data, part.path, isOfType).flatMap(({ place }) => {
        const path = clientPath(place, clientNames);
        if (!isKnown(path)) return [];
        const { promised, isNew } = of(part, path);
        return isNew ? [promised] : [];
      });
    });
  }

  return { announce, of, idsOf: (part) => [...(made.get(part)?.values() ?? [])].map(({ id }) => id) };
}

/** Whether there is an object at a place of what a client was told. */
export function hasObjectAt(data: unknown, path: Path): boolean {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return false;
    value = (value as Record<string | number, unknown>)[step];
  }
  return typeof value === 'object' && value !== null;
}
