import type { ExecutionResult } from 'graphql';
import { clientErrors, clientPath, isIn, isWithin, seen, shapeAt, withErrors } from '../finish.ts';
import type { Json, Path, PlacedError, Run } from '../plan/run.ts';
import type { IsOfType } from '../plan/types.ts';
import type { ShapeObject } from '../shape/shaping.ts';
import type { Part } from './deferred.ts';
import { createOutbox, type Later, type Piece, type Promised } from './outbox.ts';
import { placesOf } from './places.ts';
import { createPromises, hasObjectAt, type Promises } from './promises.ts';

export interface Delivery {
  readonly first: ExecutionResult;
  /** What is promised with the first part. */
  readonly pending: readonly Promised[];
  readonly later: AsyncIterableIterator<Later, undefined>;
}

export interface DeliverOptions {
  readonly clientNames: ReadonlyMap<string, string>;
  readonly isOfType: IsOfType;
  readonly introspection?: Json | undefined;
  /** Hears of what should not happen. */
  readonly onFailure: (error: unknown) => void;
  /** Called when everything has been delivered. */
  readonly onEnd: () => void;
}

/** Runs a plan that delivers in parts: resolves with the first one, while the others are fetched. */
export async function deliver(
  whole: Part,
  run: Omit<Run, 'ends'>,
  options: DeliverOptions,
): Promise<Delivery> {
  const ends = endsIn(whole);
  const planned = new Set(fetchesIn(whole));
  const outbox = createOutbox(options.onEnd);
  const promises = createPromises(run.data, options.clientNames, options.isOfType);

  /** Each part has errors of its own; what was gathered is the same for all. */
  async function begin(part: Part, told: Promise<void>): Promise<Run> {
    outbox.expect(part.later.length);
    const own: Run = { ...run, errors: [], ends };
    const later = part.later.map((each) => follow(each, told));
    for (const [index, each] of later.entries())
      each.catch((error: unknown) => {
        options.onFailure(error);
        const failed = part.later[index];
        outbox.add({ pending: [], incremental: [], completed: failed ? promises.idsOf(failed) : [] });
      });
    await part.step(own);
    // What waits for a fetch that was not needed waits no more.
    for (const id of part.fetches) ends.get(id)?.();
    // The planner may have made a fetch that it names part of another one: then it has ended when these have.
    for (const { depends } of part.later) for (const id of depends) if (!planned.has(id)) ends.get(id)?.();
    return own;
  }

  /** Nothing is told of a part before that in which it lies. */
  async function follow(part: Part, outer: Promise<void>): Promise<void> {
    for (const id of part.depends) await ends.get(id)?.ended;
    const { promise: told, resolve } = Promise.withResolvers<void>();
    try {
      const own = await begin(part, told);
      await outer;
      outbox.add(partOf(part, own, promises, options));
    } finally {
      resolve();
    }
  }

  const { promise: told, resolve } = Promise.withResolvers<void>();
  const own = await begin(whole, told);
  const { clientNames, introspection } = options;
  const errors = clientErrors(own.errors, clientNames);
  const { data, found } = whole.shape
    ? shapeAt([], run.data, { shape: whole.shape, errors, introspection })
    : { data: {}, found: [] };
  const pending = promises.announce(whole.later, (path) => hasObjectAt(data, path));
  resolve();
  return {
    first: { data, ...withErrors([...seen(own.errors, (path) => isIn(data, path), clientNames), ...found]) },
    pending,
    later: outbox.read(() => run.cancellation.cancel('client left')),
  };
}

function fetchesIn({ fetches, later }: Part): string[] {
  return [...fetches, ...later.flatMap(fetchesIn)];
}

/** Something that is called when a fetch has ended, and can be waited for. */
type End = (() => void) & { readonly ended: Promise<void> };

function endsIn(part: Part, ends = new Map<string, End>()): ReadonlyMap<string, End> {
  for (const each of part.later) {
    for (const id of each.depends) {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (!ends.has(id))
        ends.set(
          id,
          Object.assign(() => resolve(), { ended: promise }),
        );
    }
    endsIn(each, ends);
  }
  return ends;
}

/** A part that has come: what it holds at each place where it belongs, and what is promised inside of it. */
function partOf(part: Part, run: Run, promises: Promises, options: DeliverOptions): Omit<Later, 'hasNext'> {
  if (!part.shape) return { pending: [], incremental: [], completed: [] };
  const made = piecesOf(part, part.shape, run, promises, options);
  const incremental = made.map(({ piece }) => piece);
  const isKnown = (path: Path) =>
    incremental.some(
      (piece) => isWithin(path, piece.path) && hasObjectAt(piece.data, path.slice(piece.path.length)),
    );
  const own = made.flatMap(({ isNew, promised }) => (isNew ? [promised] : []));
  return {
    pending: [...own, ...promises.announce(part.later, isKnown)],
    incremental,
    completed: promises.idsOf(part),
  };
}

interface MadePiece {
  readonly piece: Piece;
  readonly promised: Promised;
  readonly isNew: boolean;
}

/** Errors that are of no place go with the first. */
function piecesOf(
  part: Part,
  shape: ShapeObject,
  run: Run,
  promises: Promises,
  { clientNames, isOfType }: DeliverOptions,
): readonly MadePiece[] {
  const errors = clientErrors(run.errors, clientNames);
  const shaped = placesOf(run.data, part.path, isOfType).map(({ value, place }) => {
    const path = clientPath(place, clientNames);
    return { path, ...shapeAt(path, value, { shape, errors }) };
  });
  const isSeen = (path: Path) =>
    shaped.some((each) => isWithin(path, each.path) && isIn(each.data, path.slice(each.path.length)));
  const told = seen(run.errors, isSeen, clientNames);
  const isAt = ({ path }: PlacedError, place: Path) => path !== undefined && isWithin(path, place);
  const nowhere = told.filter((error) => !shaped.some(({ path }) => isAt(error, path)));
  return shaped.map(({ path, data, found }, index) => {
    const own = [...(index === 0 ? nowhere : []), ...told.filter((error) => isAt(error, path)), ...found];
    const { promised, isNew } = promises.of(part, path);
    return { promised, isNew, piece: { data, ...promised, ...withErrors(own) } };
  });
}
