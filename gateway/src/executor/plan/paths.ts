import type { Json, Path } from './run.ts';

/** A path of a plan: names of fields as they stand in the data, and `@` for each element of a list. */
export type PlanPath = readonly (string | number)[];

/** The objects at a path, in order; what is null on the way is left out. */
export function objectsAt(data: Json, path: PlanPath): Json[] {
  if (path.length === 0) return [data];
  const found: Json[] = [];
  walk(data, path, 0, found);
  return found;
}

function walk(from: unknown, path: PlanPath, from_: number, found: Json[]): void {
  let value = from;
  let index = from_;
  for (;;) {
    if (Array.isArray(value)) {
      const next = path[index] === '@' ? index + 1 : index;
      for (const each of value) walk(each, path, next, found);
      return;
    }
    if (value === null || typeof value !== 'object') return;
    const step = path[index];
    if (step === undefined) {
      found.push(value as Json);
      return;
    }
    value = (value as Json)[step];
    index += 1;
  }
}

/** Where each of `objectsAt` stands, in the same order. Asked only when something went wrong. */
export function placesAt(data: Json, path: PlanPath): Path[] {
  const places: Path[] = [];
  locate(data, path, 0, [], places);
  return places;
}

function locate(value: unknown, path: PlanPath, index: number, place: Path, places: Path[]): void {
  if (Array.isArray(value)) {
    const next = path[index] === '@' ? index + 1 : index;
    for (const [position, each] of value.entries()) locate(each, path, next, [...place, position], places);
    return;
  }
  if (value === null || typeof value !== 'object') return;
  const step = path[index];
  if (step === undefined) places.push(place);
  else locate((value as Json)[step], path, index + 1, [...place, step], places);
}

/** The part of a path that is the same for everything at it: up to its first list. */
export function beforeLists(path: PlanPath): Path {
  const list = path.indexOf('@');
  return list === -1 ? path : path.slice(0, list);
}
