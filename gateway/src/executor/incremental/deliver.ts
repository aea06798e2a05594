import type { ExecutionResult } from 'graphql';
import { clientErrors, clientPath, isWithin, shapeAt, withErrors } from '../finish.ts';
import type { Json, Path, PlacedError, Run } from '../plan/run.ts';
import type { IsOfType } from '../plan/types.ts';
import type { ShapeObject } from '../shape/shaping.ts';
import type { Part } from './deferred.ts';
import { createOutbox, type Later, type Piece } from './outbox.ts';
import { FRAGMENT } from './type-at.ts';

export interface Delivery {
  readonly first: ExecutionResult;
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
  const outbox = createOutbox(options.onEnd);

  /** Each part has errors of its own; what was gathered is the same for all. */
  async function begin(part: Part, told: Promise<void>): Promise<Run> {
    outbox.expect(part.later.length);
    const own: Run = { ...run, errors: [], ends };
    const later = part.later.map((each) => follow(each, told));
    for (const each of later)
      each.catch((error: unknown) => {
        options.onFailure(error);
        outbox.add([]);
      });
    await part.step(own);
    // What waits for a fetch that was not needed waits no more.
    for (const id of part.fetches) ends.get(id)?.();
    return own;
  }

  /** Nothing is told of a part before that in which it lies. */
  async function follow(part: Part, outer: Promise<void>): Promise<void> {
    for (const id of part.depends) await ends.get(id)?.ended;
    const { promise: told, resolve } = Promise.withResolvers<void>();
    try {
      const own = await begin(part, told);
      await outer;
      outbox.add(part.shape ? piecesOf(part, part.shape, own, options) : []);
    } finally {
      resolve();
    }
  }

  const { promise: told, resolve } = Promise.withResolvers<void>();
  const own = await begin(whole, told);
  const errors = clientErrors(own.errors, options.clientNames);
  const { data, found } = whole.shape
    ? shapeAt([], run.data, { shape: whole.shape, errors, introspection: options.introspection })
    : { data: {}, found: [] };
  resolve();
  return {
    first: { data, ...withErrors([...errors, ...found]) },
    later: outbox.read(() => run.cancellation.cancel('client left')),
  };
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

/** What a part holds, at each place where it belongs. Errors that are of no place go with the first. */
function piecesOf(
  part: Part,
  shape: ShapeObject,
  run: Run,
  { clientNames, isOfType }: DeliverOptions,
): readonly Piece[] {
  const errors = clientErrors(run.errors, clientNames);
  const places = placesOf(run.data, part.path, isOfType);
  const isAt = ({ path }: PlacedError, place: Path) => path !== undefined && isWithin(path, place);
  const nowhere = errors.filter(
    (error) => !places.some(({ place }) => isAt(error, clientPath(place, clientNames))),
  );
  return places.map(({ value, place }, index) => {
    const path = clientPath(place, clientNames);
    const { data, found } = shapeAt(path, value, { shape, errors });
    const own = [...(index === 0 ? nowhere : []), ...errors.filter((error) => isAt(error, path)), ...found];
    return { data, path, ...(part.label === undefined ? {} : { label: part.label }), ...withErrors(own) };
  });
}

interface Place {
  readonly value: Json;
  readonly place: Path;
}

function placesOf(value: unknown, path: readonly string[], isOfType: IsOfType, place: Path = []): Place[] {
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
