import type { Database } from '@longbox/postgres';
import type { Handlers } from '../domain-event.ts';
import type { Place, LogInspection, Range } from '../port.ts';
import { EVENT_TYPES } from '../schemas.ts';
import { topicOf } from '../topics.ts';
import { createFollower, type Follower } from './follower.ts';
import { elected } from './elected.ts';
import {
  closeCopies,
  copyToShadow,
  dropShadow,
  guardShadow,
  holdWriters,
  makeShadow,
  shadowSchema,
  swap,
} from './shadow.ts';

/**
 * How what a consumer keeps is made again from the events. Only for consumers that project: their handlers write the tables named here and
 * nothing else that lasts, and an event that was applied, applied again, changes nothing.
 */
export interface Rebuild {
  /** The tables that are made anew and swapped. */
  readonly tables: readonly string[];
  /** What writes those tables and nothing else; the consumer's own handlers when left out. */
  readonly handlers?: Handlers;
  /** By table, the rows that did not come by events (an SQL condition): they stay where the events tell nothing of their key. */
  readonly keep?: Readonly<Record<string, string>>;
  /** Brings up to date what is made from the tables, after the swap, in bounded transactions. It may be run again. */
  readonly after?: (database: Database, stores: readonly string[]) => Promise<void>;
}

export interface RebuildProgress {
  readonly phase: 'copying' | 'replaying' | 'swapping' | 'refreshing';
  /** Records gone through, of how many as far as is known. */
  readonly done: bigint;
  readonly of: bigint;
}

export interface RebuildOptions {
  readonly consumer: string;
  readonly database: Database;
  readonly inspection: LogInspection;
  readonly handlers: Handlers;
  readonly rebuild: Rebuild;
  /** `start`: from nothing. A time: what the consumer keeps now, and over it all events since then. */
  readonly from: 'start' | Date;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

export type RebuildOutcome =
  | { readonly kind: 'rebuilt'; readonly events: number; readonly skipped: Follower['skipped'] }
  | {
      readonly kind: 'refused';
      readonly code: 'NOT_REBUILDABLE' | 'NEVER_READ' | 'START_IS_GONE' | 'BEING_REBUILT';
      readonly message: string;
    };

const refused = (
  code: Extract<RebuildOutcome, { kind: 'refused' }>['code'],
  message: string,
): RebuildOutcome => ({
  kind: 'refused',
  code,
  message,
});

/** The live consumer is followed until no more than so many records are left, which are taken while it is held. */
const CLOSE = 500n;
/** A consumer that is fed as fast as it is followed is held in the end with what is left. */
const MOST_ROUNDS = 50;
/** Who reads the tables, or writes them, for longer is let go first; writers wait meanwhile, and give up after eight seconds. */
const HELD_MS = 2_000;
const MOST_SWAPS = 10;

/**
 * Makes the tables of a consumer again from the events, beside the live ones, and swaps. The live consumer goes on meanwhile.
 *
 * Why nothing is lost, and nothing applied twice: the shadow follows the live group, taking what that one has finished. At the end writers
 * of the live tables are held. What the live consumer has committed by then is marked in its inbox; of the records behind its place exactly
 * those are taken. A transaction of it that is held has no mark that can be seen, and goes on, after the swap, on the new table.
 *
 * Throws `NotSwappable`, `RebuildFailed`, and the errors of the database and the log; the live tables are untouched then.
 */
export async function rebuildReadModel(options: RebuildOptions): Promise<RebuildOutcome> {
  const { consumer, database, inspection, rebuild, from } = options;
  const handlers = rebuild.handlers ?? options.handlers;
  const topics = [...new Set(EVENT_TYPES.filter((type) => handlers[type]).map((type) => topicOf(type).name))];
  const resign = await elected(database, `rebuild ${consumer}`);
  if (resign === undefined)
    return refused('BEING_REBUILT', `${consumer} is being rebuilt by another process.`);
  const schema = shadowSchema(consumer);
  try {
    const live = await livePlaces(inspection, consumer, topics);
    if (live.size === 0)
      return refused('NEVER_READ', `${consumer} has read nothing yet: there is nothing to rebuild.`);
    const starts = await startOf(inspection, topics, from);
    if (starts === 'gone')
      return refused(
        'START_IS_GONE',
        `The event log does not keep the beginning of ${topics.join(', ')} any more: from the start, ${consumer} would end with less than it has. Give a time instead, since which all events are applied again.`,
      );
    const shadow = { schema, tables: rebuild.tables };
    await database.systemTransaction(closeCopies);
    await database.systemTransaction((tx) => makeShadow(tx, schema, rebuild.tables));
    if (from !== 'start') {
      options.onProgress?.({ phase: 'copying', done: 0n, of: 0n });
      await copyToShadow(database, schema, rebuild.tables);
    }
    await database.systemTransaction((tx) => guardShadow(tx, schema, rebuild.tables));
    const follower = createFollower({ consumer, database, handlers, schema });
    // The copy has what the live consumer had finished before it; from there on nothing may be left out.
    const at = new Map(
      [...starts].map(([key, start]) => [key, from === 'start' ? start : earlier(start, live.get(key))]),
    );
    await follow({ ...options, topics, follower, at });
    const stores = await swapWhenFree({ ...options, topics, follower, at, shadow });
    if (rebuild.after) {
      options.onProgress?.({ phase: 'refreshing', done: 0n, of: 0n });
      await rebuild.after(database, stores);
    }
    return { kind: 'rebuilt', events: follower.applied, skipped: follower.skipped };
  } finally {
    try {
      await database.systemTransaction((tx) => dropShadow(tx, schema));
    } finally {
      await resign();
    }
  }
}

interface Following extends RebuildOptions {
  readonly topics: readonly string[];
  readonly follower: Follower;
  /** How far each partition was taken; goes on with the work. */
  readonly at: Map<string, bigint>;
}

const keyOf = ({ topic, partition }: Place) => `${topic}/${partition}`;
const earlier = (one: bigint, other: bigint | undefined) =>
  other !== undefined && other < one ? other : one;

/** Follows the live consumer until it is nearly reached. */
async function follow(following: Following): Promise<void> {
  const { inspection, consumer, topics, follower, at, onProgress } = following;
  const begin = new Map(at);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const live = await livePlaces(inspection, consumer, topics);
    const ranges = rangesOf(at, live);
    const left = ranges.reduce((sum, { from, to }) => sum + to - from, 0n);
    if (left <= CLOSE) return;
    const of = rangesOf(begin, live).reduce((sum, { from, to }) => sum + to - from, 0n);
    await inspection.scan(ranges, async (records) => {
      await follower.apply(records, false);
      note(at, records);
      const done = [...at].reduce((sum, [key, offset]) => sum + offset - (begin.get(key) ?? offset), 0n);
      onProgress?.({ phase: 'replaying', done, of });
      return 'more';
    });
    for (const range of ranges) at.set(keyOf(range), range.to);
  }
}

type Swapping = Following & {
  readonly shadow: { readonly schema: string; readonly tables: readonly string[] };
};

/** Tries again when somebody holds a table for long, such as a report that reads all of it. */
async function swapWhenFree(swapping: Swapping): Promise<string[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await swapOver(swapping);
    } catch (error) {
      if (tries >= MOST_SWAPS || !isLockTimeout(error)) throw error;
      await follow(swapping);
    }
  }
}

/** SQLSTATE 55P03, lock_not_available. */
function isLockTimeout(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === '55P03';
}

/** Holds the writers, takes what is left, and swaps, in one transaction; answers the stores that have rows. */
async function swapOver(swapping: Swapping): Promise<string[]> {
  const { database, inspection, consumer, topics, follower, at, rebuild, shadow, onProgress } = swapping;
  onProgress?.({ phase: 'swapping', done: 0n, of: 0n });
  const live = await livePlaces(inspection, consumer, topics);
  await inspection.scan(rangesOf(at, live), async (records) => {
    await follower.apply(records, false);
    note(at, records);
    return 'more';
  });
  // Where the group's place stood by now everything was taken; behind it, what is marked.
  for (const range of rangesOf(at, live)) at.set(keyOf(range), range.to);
  return database.systemTransaction(async (tx) => {
    await tx.query(`SELECT set_config('lock_timeout', $1, true)`, [`${HELD_MS}`]);
    await holdWriters(tx, shadow.tables);
    const ends = new Map((await inspection.extents(topics)).map((extent) => [keyOf(extent), extent.end]));
    await inspection.scan(rangesOf(at, ends), async (records) => {
      await follower.apply(records, true);
      return 'more';
    });
    return swap(tx, shadow.schema, shadow.tables, rebuild.keep ?? {});
  });
}

/** The offsets that the live group goes on from, by partition. */
async function livePlaces(
  inspection: LogInspection,
  consumer: string,
  topics: readonly string[],
): Promise<Map<string, bigint>> {
  const places = await inspection.groups();
  return new Map(
    places
      .filter(({ group, topic }) => group === consumer && topics.includes(topic))
      .map((place) => [keyOf(place), place.next]),
  );
}

async function startOf(
  inspection: LogInspection,
  topics: readonly string[],
  from: 'start' | Date,
): Promise<Map<string, bigint> | 'gone'> {
  if (from !== 'start')
    return new Map((await inspection.startsAt(topics, from)).map((place) => [keyOf(place), place.offset]));
  const extents = await inspection.extents(topics);
  if (extents.some(({ first }) => first > 0n)) return 'gone';
  return new Map(extents.map((extent) => [keyOf(extent), 0n]));
}

function rangesOf(from: ReadonlyMap<string, bigint>, to: ReadonlyMap<string, bigint>): Range[] {
  return [...from].flatMap(([key, offset]): Range[] => {
    const end = to.get(key) ?? 0n;
    const slash = key.lastIndexOf('/');
    if (end <= offset) return [];
    return [{ topic: key.slice(0, slash), partition: Number(key.slice(slash + 1)), from: offset, to: end }];
  });
}

function note(at: Map<string, bigint>, records: readonly (Place & { offset: bigint })[]): void {
  const last = records.at(-1);
  if (last !== undefined) at.set(keyOf(last), last.offset + 1n);
}
