import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Path, PlacedError, Run } from './plan/run.ts';
import type { Variant } from './prepare.ts';
import { BROKEN } from './shape/shaping.ts';

/** Makes the answer of what a run gathered: only what was selected, nulls where they belong, errors with their places. */
export function finish(run: Run, variant: Variant): ExecutionResult {
  const { clientNames } = variant;
  const errors = clientNames.size > 0 ? run.errors.map((error) => renamed(error, clientNames)) : run.errors;
  const found: PlacedError[] = [];
  const data = variant.shape(run.data, {
    path: [],
    depth: 0,
    introspection: variant.introspect?.(run.variables),
    onInvalid(path, message) {
      if (!errors.some((error) => explains(error, path)))
        found.push({ message, path, extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } });
    },
  });
  const all = found.length > 0 ? [...errors, ...found] : errors;
  return {
    ...(all.length > 0 ? { errors: all.map(asGraphQLError) } : {}),
    data: data === BROKEN ? null : data,
  };
}

/** Whether what is missing at a place is missing because of an error that is told already. */
function explains({ path, covers }: PlacedError, place: Path): boolean {
  if (!covers) return true;
  return isWithin(place, covers) || (path !== undefined && isWithin(path, place));
}

function isWithin(path: Path, outer: Path): boolean {
  return outer.length <= path.length && outer.every((step, index) => step === path[index]);
}

function renamed(error: PlacedError, clientNames: ReadonlyMap<string, string>): PlacedError {
  const rename = (path: Path | undefined) =>
    path?.map((step) => (typeof step === 'string' ? (clientNames.get(step) ?? step) : step));
  return { ...error, path: rename(error.path), covers: rename(error.covers) };
}

export function asGraphQLError({ message, path, extensions }: PlacedError): GraphQLError {
  return new GraphQLError(message, { path: path ?? null, extensions: { ...extensions } });
}
