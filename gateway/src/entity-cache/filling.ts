import type { RequestScope, Transport } from '../transport/transport.ts';
import { ask, keyOf, type Reading, type Wanted } from './ask.ts';
import { bytesOf } from './entries.ts';
import type { Fill, Filled } from './fills.ts';
import type { CacheParts } from './parts.ts';
import type { Keepable } from './selection.ts';
import type { SharedAnswers, SharedEntry } from './shared-entries.ts';
import { tagsIn, tagsOfEntity } from './tags.ts';

export interface Filling {
  /**
   * Begins to read what is wanted: what all processes keep, where it is younger than `youngerThanMs`, and the rest from the subgraph. What it
   * brings is kept.
   */
  begin(wanted: readonly Wanted[], reading: Reading, youngerThanMs: number): Fill;
  /** What an answer depends on, as far as that is known beforehand. */
  knownTags(wanted: Wanted, reading: Reading): readonly string[];
}

const NOTHING_SHARED: SharedAnswers = { found: new Map(), stamp: undefined };

/** Reads answers of one subgraph for the cache. */
export function createFilling(subgraph: string, inner: Transport, parts: CacheParts): Filling {
  const { marks, entries, fills, shared } = parts;
  const tallies = parts.tallies(subgraph);

  function knownTags({ representation }: Wanted, { keep, scope }: Reading): readonly string[] {
    if (representation === undefined) return [];
    return tagsOfEntity(scope.caller.store.id, subgraph, representation.id, keep.shape);
  }

  async function sharedAnswers(keys: readonly string[], youngerThanMs: number): Promise<SharedAnswers> {
    if (!shared || !parts.isTrusted()) return NOTHING_SHARED;
    const { found, stamp } = await shared.find(keys);
    const oldest = Date.now() - youngerThanMs;
    return { stamp, found: new Map([...found].filter(([, { bornMs }]) => bornMs > oldest)) };
  }

  function keepShared({ group, name }: Wanted, shared: SharedEntry, { maxAgeMs }: Keepable): void {
    entries.set(group, name, { ...shared, maxAgeMs, bytes: bytesOf(JSON.stringify(shared.value), name) });
  }

  /** Keeps what was read here, in this process and for the others. */
  function keepRead(wanted: Wanted, value: unknown, reading: Reading, read: ReadFrom): void {
    const { group, name } = wanted;
    const { keep, scope } = reading;
    const { maxAgeMs } = keep;
    const { readAt, bornMs, stamp } = read;
    if (!isWhole(value, keep)) return;
    const about = { store: scope.caller.store.id, subgraph, isEntity: parts.isEntity };
    const tags = [...new Set([...knownTags(wanted, reading), ...tagsIn(value, keep.shape, about)])];
    if (marks.changedSince(readAt, tags)) {
      tallies.overtaken.add();
      return;
    }
    const text = JSON.stringify(value);
    entries.set(group, name, { value, tags, goodAt: readAt, bornMs, maxAgeMs, bytes: bytesOf(text, name) });
    if (stamp !== undefined)
      shared?.keep(keyOf(wanted), { text, tags, bornMs, stamp, leftMs: bornMs + maxAgeMs - Date.now() });
  }

  /** What is wanted, from the subgraph. */
  async function readHere(
    wanted: readonly Wanted[],
    reading: Reading,
    scope: RequestScope,
    from: Omit<ReadFrom, 'bornMs'>,
  ): Promise<Filled> {
    const bornMs = Date.now();
    const { values, errors } = await ask(inner, wanted, reading, scope);
    const failed = new Set(errors.map(({ place }) => place));
    if (parts.isTrusted() && !failed.has(undefined))
      for (const [place, one] of wanted.entries())
        if (!failed.has(place)) keepRead(one, values[place], reading, { ...from, bornMs });
    return { values, errors, bornMs: wanted.map(() => bornMs) };
  }

  return {
    knownTags,
    begin(wanted, reading, youngerThanMs) {
      const readAt = marks.now;
      const keys = wanted.map(keyOf);
      return fills.begin(keys, readAt, async (cancellation) => {
        // A scope of its own: what was loaded for this client before is older than this reading.
        const scope = { caller: reading.scope.caller, cancellation };
        const { found, stamp } = await sharedAnswers(keys, youngerThanMs);
        if (found.size === 0) return readHere(wanted, reading, scope, { readAt, stamp });
        tallies.shared.add(found.size);
        const places = wanted.map((one, place) => ({ one, entry: found.get(keys[place] ?? '') }));
        for (const { one, entry } of places) if (entry) keepShared(one, entry, reading.keep);
        const missing = places.flatMap(({ one, entry }) => (entry ? [] : [one]));
        const read =
          missing.length > 0 ? await readHere(missing, reading, scope, { readAt, stamp }) : NOTHING_READ;
        return together(
          places.map(({ entry }) => entry),
          read,
        );
      });
    },
  };
}

interface ReadFrom {
  /** Where the clock of changes stood. */
  readonly readAt: number;
  readonly bornMs: number;
  /** Where the clock of all processes stood; undefined when what is read is not for them. */
  readonly stamp: number | undefined;
}

const NOTHING_READ: Filled = { values: [], errors: [], bornMs: [] };

/** What was found and what was read, in the order in which it is wanted. */
function together(found: readonly (SharedEntry | undefined)[], read: Filled): Filled {
  const values: unknown[] = [];
  const bornMs: number[] = [];
  /** For each place in what was read, its place here. */
  const places: number[] = [];
  for (const [place, entry] of found.entries()) {
    values.push(entry ? entry.value : read.values[places.length]);
    bornMs.push(entry?.bornMs ?? read.bornMs[places.length] ?? 0);
    if (!entry) places.push(place);
  }
  const errors = read.errors.map((error) => ({
    ...error,
    place: error.place === undefined ? undefined : places[error.place],
  }));
  return { values, errors, bornMs };
}

/** Only what is all there is kept: nothing says when there will be something where there is nothing. */
function isWhole(value: unknown, { kind }: Keepable): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return kind === 'entities' || !Object.values(value).includes(null);
}
