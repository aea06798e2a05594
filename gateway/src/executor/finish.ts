import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Json, Path, PlacedError, Run } from './plan/run.ts';
import type { Variant } from './prepare.ts';
import { BROKEN, type ShapeObject } from './shape/shaping.ts';

/** Makes the answer of what a run gathered: only what was selected, nulls where they belong, errors with their places. */
export function finish(run: Run, variant: Variant): ExecutionResult {
  const errors = clientErrors(run.errors, variant.clientNames);
  const { data, found } = shapeAt([], run.data, {
    shape: variant.shape,
    errors,
    introspection: variant.introspect?.(run.variables),
  });
  return { ...withErrors([...errors, ...found]), data };
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

/** Errors under the names that the client gave. */
export function clientErrors(
  errors: readonly PlacedError[],
  clientNames: ReadonlyMap<string, string>,
): readonly PlacedError[] {
  return clientNames.size > 0 ? errors.map((error) => renamed(error, clientNames)) : errors;
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
