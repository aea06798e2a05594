import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Json, Path, PlacedError, Run } from './plan/run.ts';
import type { Variant } from './prepare.ts';
import { BROKEN, type ShapeObject } from './shape/shaping.ts';

/** Makes the answer of what a run gathered: only what was selected, nulls where they belong, errors with their places. */
export function finish(run: Run, variant: Variant): ExecutionResult {
  const { clientNames } = variant;
  const { data, found } = shapeAt([], run.data, {
    shape: variant.shape,
    errors: clientErrors(run.errors, clientNames),
    introspection: variant.introspect?.(run.variables),
  });
  const told = seen(run.errors, (path) => isIn(data, path), clientNames);
  return { ...withErrors([...told, ...found]), data };
}

/** Errors under the names that the client gave; of failures those places that the client sees, and the whole where it sees none. */
export function seen(
  errors: readonly PlacedError[],
  isSeen: (path: Path) => boolean,
  clientNames: ReadonlyMap<string, string>,
): readonly PlacedError[] {
  if (errors.length === 0) return errors;
  const told = new Set<PlacedError>();
  const atPlaces = errors.flatMap((error) => {
    const named = renamed(error, clientNames);
    if (!error.instead) return [named];
    if (!named.path || !isSeen(named.path)) return [];
    told.add(error.instead);
    return [named];
  });
  const unseen = new Set(errors.flatMap(({ instead }) => (instead && !told.has(instead) ? [instead] : [])));
  return [...atPlaces, ...clientErrors([...unseen], clientNames)];
}

/** Whether an answer has a place, or is null on the way to it. */
export function isIn(data: unknown, path: Path): boolean {
  let value = data;
  for (const step of path) {
    if (value === null) return true;
    if (typeof value !== 'object' || value === undefined || !(step in value)) return false;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return true;
}

export interface ShapeAtOptions {
  readonly shape: ShapeObject;
  /** Those that are told already. */
  readonly errors: readonly PlacedError[];
  readonly introspection?: Json | undefined;
}

/** What is answered at a place, and what was found wrong with it that no error tells yet. */
export function shapeAt(
  place: Path,
  value: Json,
  { shape, errors, introspection }: ShapeAtOptions,
): { readonly data: Json | null; readonly found: readonly PlacedError[] } {
  const found: PlacedError[] = [];
  const data = shape(value, {
    path: [...place],
    depth: place.length,
    introspection,
    onRefused: (path, { code, message }) => void found.push({ message, path, extensions: { code } }),
    onInvalid(path, message) {
      if (!errors.some((error) => explains(error, path)))
        found.push({ message, path, extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } });
    },
  });
  return { data: data === BROKEN ? null : data, found };
}

/** Errors under the names that the client gave, each failure once. */
export function clientErrors(
  errors: readonly PlacedError[],
  clientNames: ReadonlyMap<string, string>,
): readonly PlacedError[] {
  if (errors.length === 0) return errors;
  return [...new Set(errors.map((error) => error.instead ?? error))].map((error) =>
    renamed(error, clientNames),
  );
}

/** As a property of a result, which has none without errors. */
export function withErrors(errors: readonly PlacedError[]): { readonly errors?: readonly GraphQLError[] } {
  return errors.length > 0 ? { errors: errors.map(asGraphQLError) } : {};
}

/** Whether what is missing at a place is missing because of an error that is told already. */
function explains({ path, covers }: PlacedError, place: Path): boolean {
  if (!covers) return true;
  return isWithin(place, covers) || (path !== undefined && isWithin(path, place));
}

export function isWithin(path: Path, outer: Path): boolean {
  return outer.length <= path.length && outer.every((step, index) => step === path[index]);
}

function renamed(error: PlacedError, clientNames: ReadonlyMap<string, string>): PlacedError {
  if (clientNames.size === 0) return error;
  return {
    ...error,
    path: error.path && clientPath(error.path, clientNames),
    covers: error.covers && clientPath(error.covers, clientNames),
  };
}

export function clientPath(path: Path, clientNames: ReadonlyMap<string, string>): Path {
  return path.map((step) => (typeof step === 'string' ? (clientNames.get(step) ?? step) : step));
}

function asGraphQLError({ message, path, extensions }: PlacedError): GraphQLError {
  return new GraphQLError(message, { path: path ?? null, extensions: { ...extensions } });
}
