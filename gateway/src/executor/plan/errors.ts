import type { SubgraphError } from '../operation.ts';
import type { Json, Path, PlacedError } from './run.ts';

/** Extensions of a subgraph that are for nobody outside. */
const INSIDE: ReadonlySet<string> = new Set(['stacktrace', 'exception', 'serviceName', 'http']);

/** Where the errors of one answer belong. */
export interface Placing {
  readonly subgraph: string;
  /** Names in this answer that stand for others. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Where an error belongs that says nothing of its place. */
  readonly whole: Path;
}

/** The errors of a fetch of root fields, or of what hangs at one place. */
export function placeErrors(
  errors: readonly SubgraphError[],
  data: unknown,
  place: Path,
  placing: Placing,
): PlacedError[] {
  return errors.map((error) =>
    error.path
      ? placed(error, place, error.path, data, placing)
      : { ...told(error, placing), path: placing.whole, covers: placing.whole },
  );
}

/**
 * The errors of a fetch of entities: `_entities`, the number of the representation, and the place inside it. A representation can stand
 * for several places; the error is told of each.
 */
export function placeEntityErrors(
  errors: readonly SubgraphError[],
  data: unknown,
  places: readonly (readonly Path[])[],
  placing: Placing,
): PlacedError[] {
  const entities = isObject(data) ? data['_entities'] : undefined;
  return errors.flatMap((error) => {
    const [, index, ...inside] = error.path ?? [];
    const targets = typeof index === 'number' ? places[index] : undefined;
    if (!targets || typeof index !== 'number')
      return { ...told(error, placing), path: placing.whole, covers: placing.whole };
    const entity: unknown = Array.isArray(entities) ? entities[index] : undefined;
    return targets.map((place) => placed(error, place, inside, entity, placing));
  });
}

function placed(
  error: SubgraphError,
  place: Path,
  inside: Path,
  data: unknown,
  placing: Placing,
): PlacedError {
  const named = inside.map((step) => (typeof step === 'string' ? (placing.renamed.get(step) ?? step) : step));
  return {
    ...told(error, placing),
    path: [...place, ...named],
    covers: [...place, ...named.slice(0, depthOfNull(data, inside))],
  };
}

/** How far one comes along a path before there is nothing. */
function depthOfNull(data: unknown, path: Path): number {
  let value = data;
  let depth = 0;
  while (depth < path.length && value !== null && value !== undefined) {
    const step = path[depth];
    value = typeof value === 'object' && step !== undefined ? (value as Json)[step] : undefined;
    depth += 1;
  }
  return depth;
}

function told({ message, extensions }: SubgraphError, { subgraph }: Placing): PlacedError {
  const shown = Object.fromEntries(Object.entries(extensions ?? {}).filter(([name]) => !INSIDE.has(name)));
  return {
    message: message || `The ${subgraph} service reported an error.`,
    extensions: { ...shown, code: extensions?.['code'] ?? 'DOWNSTREAM_SERVICE_ERROR', serviceName: subgraph },
  };
}

/** What is told when a subgraph did not answer, or not with what was asked. */
export function failed(subgraph: string, path: Path, message?: string): PlacedError {
  return {
    message: message ?? `The ${subgraph} service did not answer: try again in a moment.`,
    path,
    covers: path,
    extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: subgraph },
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
