import type { RequestScope, Transport } from '../../transport/transport.ts';
import type { Cancellation } from '../../cancellation.ts';
import type { Variables } from '../operation.ts';

export type Json = Record<string, unknown>;
export type Path = readonly (string | number)[];

/** An error and where it belongs in the answer. */
export interface PlacedError {
  readonly message: string;
  readonly path?: Path | undefined;
  readonly extensions: Readonly<Record<string, unknown>>;
  /**
   * The place that is null because of it, at or above `path`: what is missing below it needs no error of its own. Absent, the whole answer.
   */
  readonly covers?: Path | undefined;
  /** What is told instead when the client sees none of the places of a failure: the same object at each of its places. */
  readonly instead?: PlacedError | undefined;
}

/** One run of a plan: what has been gathered, and what went wrong. Steps write into it. */
export interface Run {
  readonly data: Json;
  readonly errors: PlacedError[];
  /** Coerced, with defaults. */
  readonly variables: Variables;
  readonly scope: RequestScope;
  readonly cancellation: Cancellation;
  /** Ends of the fetches that deferred parts wait for, by id. */
  readonly ends?: ReadonlyMap<string, () => void> | undefined;
}

/** Where steps fetch from, and whom they tell of failures. */
export interface Sources {
  transport(subgraph: string): Transport | undefined;
  onFailure(subgraph: string, error: unknown, scope: RequestScope): void;
}

/** A node of a plan, compiled. It never rejects: failures go to `run.errors`. */
export type Step = (run: Run) => Promise<void>;
