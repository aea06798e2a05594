import type { NotPermitted } from '@longbox/subgraph';
import type { Json, Path } from '../plan/run.ts';

/** What is known while one answer is shaped. */
export interface Shaping {
  /** Where the walk is; `depth` steps of it count. */
  readonly path: (string | number)[];
  depth: number;
  /** Hears of a value that breaks the schema; the path is a copy. */
  readonly onInvalid: (path: Path, message: string) => void;
  /** Hears of each place where something stands that the caller may not have; the path is a copy. */
  readonly onRefused: (path: Path, refusal: NotPermitted) => void;
  /** Values of root fields that no subgraph answers: introspection, by their names in the data. */
  readonly introspection: Json | undefined;
}

/**
 * A value that may not be null is: the nearest one around it that may be becomes null instead
 * (https://spec.graphql.org/October2021/#sec-Handling-Field-Errors).
 */
export const BROKEN = Symbol('broken');

/** Gives a value as it is answered, or `BROKEN`. */
export type Complete = (value: unknown, shaping: Shaping) => unknown;

/** Shapes objects of one declared type: leaves what was selected, in its order, with nulls where they belong. */
export type ShapeObject = (value: Json, shaping: Shaping) => Json | typeof BROKEN;

/** Reports what breaks the schema at the place where the walk is. */
export function invalid({ path, depth, onInvalid }: Shaping, message: string): typeof BROKEN {
  onInvalid(path.slice(0, depth), message);
  return BROKEN;
}
