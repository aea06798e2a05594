import type { Json, Path } from '../plan/run.ts';
import type { IsOfType } from '../plan/types.ts';
import { FRAGMENT } from './type-at.ts';

export interface Place {
  readonly value: Json;
  readonly place: Path;
}

/** The objects at a path of names and conditions such as `... on Book`, in every list on the way. */
export function placesOf(
  value: unknown,
  path: readonly string[],
  isOfType: IsOfType,
  place: Path = [],
): Place[] {
  if (Array.isArray(value))
    return value.flatMap((each: unknown, index) => placesOf(each, path, isOfType, [...place, index]));
  if (typeof value !== 'object' || value === null) return [];
  const object = value as Json;
  const [step, ...rest] = path;
  if (step === undefined) return [{ value: object, place }];
  if (!step.startsWith(FRAGMENT)) return placesOf(object[step], rest, isOfType, [...place, step]);
  const typename = object['__typename'];
  const isOther = typeof typename === 'string' && !isOfType(typename, step.slice(FRAGMENT.length));
  return isOther ? [] : placesOf(object, rest, isOfType, place);
}
