import { Cancelled } from '../cancellation.ts';
import { copy } from '../executor/plan/merge.ts';
import type { Transport } from '../transport/transport.ts';
import type { Entry } from './entries.ts';
import { keyOf, type Reading, type Wanted } from './ask.ts';
import { createFilling } from './filling.ts';
import type { Fill, FillError, Filled } from './fills.ts';
import type { CacheParts } from './parts.ts';

/** The answers in the order in which they were wanted; null for one that is not there. They are the caller's own. */
export interface Read {
  readonly values: readonly unknown[];
  readonly errors: readonly FillError[];
}

/** What is used in the last fifth of its time is read anew meanwhile, so that nobody waits for what is used all the time. */
const AGING = 0.8;
/** Readings ahead of time for one subgraph; beyond that, what is used is read when its time is over. */
const MOST_REFRESHES = 16;

/** Where an answer is wanted, and where a reading has it. */
interface Placed {
  readonly here: number;
  readonly there: number;
}

/** Gives answers of one subgraph: those that are kept and good, those that somebody is reading already, and the others as it reads them. */
export function createReader(subgraph: string, inner: Transport, parts: CacheParts) {
  const { marks, entries, fills, logger } = parts;
  const tallies = parts.tallies(subgraph);
  const filling = createFilling(subgraph, inner, parts);
  /** Each is tried once: what cannot be read anew is good until its time is over. */
  const refreshed = new WeakSet<Entry>();
  let refreshes = 0;

  function find({ group, name }: Wanted, nowMs: number): Entry | undefined {
    const entry = entries.get(group, name);
    if (entry === undefined) return undefined;
    if (entry.bornMs + entry.maxAgeMs > nowMs && !marks.changedSince(entry.goodAt, entry.tags)) {
      entry.goodAt = marks.now;
      return entry;
    }
    entries.delete(group, name);
    return undefined;
  }

  /** A reading in hand that began after everything that has changed; what is not known beforehand may have. */
  function joinable(wanted: Wanted, reading: Reading): Fill | undefined {
    const fill = fills.get(keyOf(wanted));
    if (fill === undefined) return undefined;
    const isFresh = reading.keep.isFlat
      ? !marks.changedSince(fill.readAt, filling.knownTags(wanted, reading))
      : fill.readAt === marks.now;
    return isFresh ? fill : undefined;
  }

  function isAging(entry: Entry, nowMs: number): boolean {
    return (
      nowMs - entry.bornMs > AGING * entry.maxAgeMs && !refreshed.has(entry) && refreshes < MOST_REFRESHES
    );
  }

  /** Reads anew what is still good. Nobody waits for it, and nobody is told when it fails. */
  function refresh(wanted: readonly Wanted[], reading: Reading): void {
    const idle = wanted.filter((one) => fills.get(keyOf(one)) === undefined);
    if (idle.length === 0) return;
    refreshes += 1;
    tallies.refreshed.add(idle.length);
    void filling
      .begin(idle, reading, AGING * reading.keep.maxAgeMs)
      .answer.catch((err: unknown) => logger.debug({ err, subgraph }, 'what is kept could not be read anew'))
      .finally(() => (refreshes -= 1));
  }

  return async function read(wanted: readonly Wanted[], reading: Reading): Promise<Read> {
    const { keep, scope } = reading;
    const nowMs = Date.now();
    const values: unknown[] = wanted.map(() => null);
    const waits = new Map<Fill, Placed[]>();
    const missing: Wanted[] = [];
    const missingHere: Placed[] = [];
    const aging: Wanted[] = [];
    let hits = 0;
    for (const [here, one] of wanted.entries()) {
      const entry = find(one, nowMs);
      if (entry !== undefined) {
        hits += 1;
        scope.freshness?.add(entry.bornMs + entry.maxAgeMs - nowMs, nowMs - entry.bornMs, keep.isPrivate);
        values[here] = copy(entry.value);
        if (isAging(entry, nowMs)) {
          refreshed.add(entry);
          aging.push(one);
        }
        continue;
      }
      const fill = joinable(one, reading);
      (fill ? tallies.joined : tallies.miss).add();
      if (fill === undefined) missingHere.push({ here, there: missing.push(one) - 1 });
      else waits.set(fill, [...(waits.get(fill) ?? []), { here, there: fill.places.get(keyOf(one)) ?? -1 }]);
    }
    tallies.hit.add(hits);
    if (aging.length > 0) refresh(aging, reading);
    if (missing.length > 0) waits.set(filling.begin(missing, reading, keep.maxAgeMs), missingHere);
    if (waits.size === 0) return { values, errors: [] };
    for (const fill of waits.keys()) fill.join(scope.cancellation);
    const outcomes = await Promise.allSettled([...waits.keys()].map(({ answer }) => answer));
    const errors: FillError[] = [];
    const isAllLost = [...waits.values()].flat().length === wanted.length;
    for (const [index, places] of [...waits.values()].entries()) {
      const outcome = outcomes[index];
      if (outcome?.status === 'fulfilled') errors.push(...place(outcome.value, places, values, reading));
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
    if (errors.length > 0) scope.freshness?.add(0, 0, keep.isPrivate);
    return { values, errors };
  };
}

/** Puts what a reading brought where it is wanted, and answers the errors of those places. */
function place(
  filled: Filled,
  places: readonly Placed[],
  values: unknown[],
  { keep, scope }: Reading,
): FillError[] {
  const nowMs = Date.now();
  const errors = filled.errors.filter((error) => error.place === undefined);
  for (const { here, there } of places) {
    values[here] = copy(filled.values[there] ?? null);
    // Headers count seconds: what was read just now, and not found in Redis, has no age yet.
    const sinceMs = nowMs - (filled.bornMs[there] ?? nowMs);
    const ageMs = sinceMs < 1_000 ? 0 : sinceMs;
    scope.freshness?.add(keep.maxAgeMs - ageMs, ageMs, keep.isPrivate);
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
