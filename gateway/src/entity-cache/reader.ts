import { Cancelled } from '../cancellation.ts';
import { copy } from '../executor/plan/merge.ts';
import type { RequestScope, SubgraphRequest, Transport } from '../transport/transport.ts';
import { bytesOf, type Entry } from './entries.ts';
import type { Fill, FillError, Filled } from './fills.ts';
import type { CacheParts } from './parts.ts';
import { REPRESENTATIONS, type Keepable } from './selection.ts';
import { tagsIn, tagsOfEntity } from './tags.ts';

/** One answer that is wanted: of a representation, or of root fields. */
export interface Wanted {
  readonly key: string;
  /** What is asked about; absent for root fields. */
  readonly representation?: { readonly id: string } | undefined;
}

/** A fetch as the cache sees it. */
export interface Reading {
  readonly keep: Keepable;
  readonly request: SubgraphRequest;
  readonly scope: RequestScope;
}

/** The answers in the order in which they were wanted; null for one that is not there. They are the caller's own. */
export interface Read {
  readonly values: readonly unknown[];
  readonly errors: readonly FillError[];
}

/** Gives answers of one subgraph: those that are kept and good, those that somebody is reading already, and the others as it reads them. */
export function createReader(subgraph: string, inner: Transport, parts: CacheParts) {
  const { marks, entries, fills, logger } = parts;

  function find(key: string, nowMs: number): Entry | undefined {
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.bornMs + entry.maxAgeMs > nowMs && !marks.changedSince(entry.readAt, entry.tags)) return entry;
    entries.delete(key);
    return undefined;
  }

  /** A reading in hand that began after everything that has changed; what is not known beforehand may have. */
  function joinable(wanted: Wanted, reading: Reading): Fill | undefined {
    const fill = fills.get(wanted.key);
    if (fill === undefined) return undefined;
    const isFresh = reading.keep.isFlat
      ? !marks.changedSince(fill.readAt, knownTags(wanted, reading))
      : fill.readAt === marks.now;
    return isFresh ? fill : undefined;
  }

  function begin(wanted: readonly Wanted[], reading: Reading): Fill {
    const readAt = marks.now;
    const keys = wanted.map(({ key }) => key);
    return fills.begin(keys, readAt, async (cancellation) => {
      const bornMs = Date.now();
      // A scope of its own: what was loaded for this client before is older than this reading.
      const scope = { caller: reading.scope.caller, cancellation };
      const { values, errors } = await ask(inner, wanted, reading, scope);
      const failed = new Set(errors.map(({ place }) => place));
      if (parts.isTrusted() && !failed.has(undefined))
        for (const [place, one] of wanted.entries())
          if (!failed.has(place)) keepValue(one, values[place], reading, { at: readAt, bornMs });
      return { values, errors, bornMs: wanted.map(() => bornMs) };
    });
  }

  /** What an answer depends on, as far as that is known beforehand. */
  function knownTags({ representation }: Wanted, { keep, scope }: Reading): readonly string[] {
    if (representation === undefined) return [];
    return tagsOfEntity(scope.caller.store.id, subgraph, representation.id, keep.shape);
  }

  function keepValue(
    wanted: Wanted,
    value: unknown,
    reading: Reading,
    read: { readonly at: number; readonly bornMs: number },
  ): void {
    const { key } = wanted;
    const { keep, scope } = reading;
    if (!isWhole(value, keep)) return;
    const about = { store: scope.caller.store.id, subgraph, isEntity: parts.isEntity };
    const tags = [...new Set([...knownTags(wanted, reading), ...tagsIn(value, keep.shape, about)])];
    if (marks.changedSince(read.at, tags)) {
      parts.count(subgraph, 'overtaken');
      return;
    }
    const bytes = bytesOf(JSON.stringify(value), key);
    entries.set(key, {
      value,
      tags,
      readAt: read.at,
      bornMs: read.bornMs,
      maxAgeMs: keep.maxAgeMs,
      bytes,
    });
  }

  return async function read(wanted: readonly Wanted[], reading: Reading): Promise<Read> {
    const { keep, scope } = reading;
    const nowMs = Date.now();
    const values: unknown[] = wanted.map(() => null);
    /** For each reading the places that it fills: here and there. */
    const waits = new Map<Fill, { here: number; there: number }[]>();
    const missing: { readonly one: Wanted; readonly here: number }[] = [];
    let hits = 0;
    for (const [here, one] of wanted.entries()) {
      const entry = find(one.key, nowMs);
      if (entry !== undefined) {
        hits += 1;
        scope.freshness?.add(entry.bornMs + entry.maxAgeMs - nowMs, nowMs - entry.bornMs, keep.isPrivate);
        values[here] = copy(entry.value);
        continue;
      }
      const fill = joinable(one, reading);
      parts.count(subgraph, fill ? 'joined' : 'miss');
      if (fill === undefined) missing.push({ one, here });
      else waits.set(fill, [...(waits.get(fill) ?? []), { here, there: fill.places.get(one.key) ?? -1 }]);
    }
    if (hits > 0) parts.count(subgraph, 'hit', hits);
    if (waits.size === 0 && missing.length === 0) return { values, errors: [] };
    if (missing.length > 0) {
      const fill = begin(
        missing.map(({ one }) => one),
        reading,
      );
      waits.set(
        fill,
        missing.map(({ here }, there) => ({ here, there })),
      );
    }
    for (const fill of waits.keys()) fill.join(scope.cancellation);
    const outcomes = await Promise.allSettled([...waits.keys()].map(({ answer }) => answer));
    const errors: FillError[] = [];
    const isAllLost = waits.size > 0 && [...waits.values()].flat().length === wanted.length;
    for (const [index, places] of [...waits.values()].entries()) {
      const outcome = outcomes[index];
      if (outcome?.status === 'fulfilled') errors.push(...place(outcome.value, places, values));
      else if (outcome) {
        if (isAllLost && outcomes.every(({ status }) => status === 'rejected')) throw outcome.reason;
        // What is kept is answered though the subgraph is away.
        if (!(outcome.reason instanceof Cancelled && outcome.reason.reason === 'client left'))
          logger.error(
            { err: outcome.reason, subgraph, correlationId: scope.caller.correlationId },
            'a fetch failed',
          );
        errors.push(...places.map(({ here }) => lost(subgraph, here)));
      }
    }
    const leftMs = errors.length > 0 ? 0 : keep.maxAgeMs;
    scope.freshness?.add(leftMs, 0, keep.isPrivate);
    return { values, errors };
  };
}

/** Only what is all there is kept: nothing says when there will be something where there is nothing. */
function isWhole(value: unknown, { kind }: Keepable): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return kind === 'entities' || !Object.values(value).includes(null);
}

/** Puts what a reading brought where it is wanted, and answers the errors of those places. */
function place(
  filled: Filled,
  places: readonly { readonly here: number; readonly there: number }[],
  values: unknown[],
): FillError[] {
  const errors = filled.errors.filter((error) => error.place === undefined);
  for (const { here, there } of places) {
    values[here] = copy(filled.values[there] ?? null);
    for (const error of filled.errors) if (error.place === there) errors.push({ ...error, place: here });
  }
  return errors;
}

function lost(subgraph: string, here: number): FillError {
  return {
    place: here,
    path: [],
    message: `The ${subgraph} service did not answer: try again in a moment.`,
    extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' },
  };
}

/** Asks the subgraph for what is wanted. Throws what the transport throws, and when the answer is not one. */
async function ask(
  inner: Transport,
  wanted: readonly Wanted[],
  { keep, request }: Reading,
  scope: RequestScope,
): Promise<{ readonly values: readonly unknown[]; readonly errors: readonly FillError[] }> {
  if (keep.kind === 'fields') {
    const { data, errors = [] } = await inner.run(request, scope);
    return {
      values: [data],
      errors: errors.map(({ message, path, extensions }) => ({ message, path, extensions, place: 0 })),
    };
  }
  const representations = wanted.map(({ representation }) => representation);
  const variables = { ...request.variables, [REPRESENTATIONS]: representations };
  const { data, errors = [] } = await inner.run({ ...request, variables }, scope);
  const found: unknown = data?.['_entities'];
  const isAnswer = Array.isArray(found) && found.length === wanted.length;
  if (!isAnswer && errors.length === 0)
    throw new Error('the answer does not hold one entity for each representation');
  return {
    values: isAnswer ? (found as readonly unknown[]) : wanted.map(() => null),
    errors: errors.map(({ message, path, extensions }) => {
      const [, number, ...inside] = path ?? [];
      return typeof number === 'number' && isAnswer
        ? { message, extensions, place: number, path: inside }
        : { message, extensions, place: undefined, path: undefined };
    }),
  };
}
