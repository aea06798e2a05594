import { createHash } from 'node:crypto';
import type { OptionalRedis } from '../redis/optional-redis.ts';
import { ChangeStamps } from './change-stamps.ts';
import type { Marks } from './marks.ts';

/** An answer that some process has read for all of them. */
export interface SharedEntry {
  readonly value: object;
  readonly tags: readonly string[];
  readonly bornMs: number;
  /** Where the clock of changes of this process stood when it was found good. */
  readonly goodAt: number;
}

export interface SharedAnswers {
  /** What is there and good by all that this process has heard. */
  readonly found: ReadonlyMap<string, SharedEntry>;
  /** Where the shared clock stood: for what is read from now on. Undefined when nothing may be shared. */
  readonly stamp: number | undefined;
}

/** An answer as it is handed to Redis: its text, and how long it is good from now on. */
export interface SharedText {
  readonly text: string;
  readonly tags: readonly string[];
  readonly bornMs: number;
  readonly stamp: number;
  readonly leftMs: number;
}

/** The second tier of the cache: answers in Redis, for all processes of the gateway. */
export interface SharedEntries {
  find(keys: readonly string[]): Promise<SharedAnswers>;
  /** Keeps what was read after the shared clock stood at its stamp. It is not waited for. */
  keep(key: string, entry: SharedText): void;
  /** The clock of changes has moved. */
  changed(): void;
  stop(): void;
}

/** Names the form of what is kept: raised when that changes, so that two releases do not read each other's. */
const PREFIX = 'longbox:cache:1:';
const CLOCK = `${PREFIX}clock`;
/** A page of the feed has some hundreds; larger reads go to the subgraph as one. */
const MOST_KEYS = 1_000;
const MOST_TEXT = 256 * 1024;
const NOTHING: SharedAnswers = { found: new Map(), stamp: undefined };

/**
 * The clock that all processes share: the time of Redis in microseconds, made to go forward with every call, so that it also does when
 * another Redis takes over.
 */
const ADVANCE = `
  local time = redis.call('TIME')
  local now = time[1] * 1000000 + time[2]
  local last = tonumber(redis.call('GET', KEYS[1]) or '0')
  if now <= last then now = last + 1 end
  local text = string.format('%.0f', now)
  redis.call('SET', KEYS[1], text)
  return text`;

/** Answers in Redis, good as long as nothing that they speak of is marked as changed since their reading began. */
export function createSharedEntries(redis: OptionalRedis, marks: Marks): SharedEntries {
  const stamps = new ChangeStamps(marks, async () => {
    const stamp = await redis.ask((connection) => connection.eval(ADVANCE, 1, CLOCK));
    return stamp === undefined ? undefined : Number(stamp);
  });

  /** What a text keeps, unless something that it speaks of has changed since it was read. */
  function good(text: string): SharedEntry | undefined {
    const kept = keptIn(text);
    if (!kept) return undefined;
    const [stamp, bornMs, tags, value] = kept;
    const tick = stamps.tickAt(stamp);
    if (tick === undefined || marks.changedSince(tick, tags)) return undefined;
    // Clocks of other machines may be ahead; Redis forgets in time whatever they say.
    return { value, tags, bornMs: Math.min(bornMs, Date.now()), goodAt: marks.now };
  }

  return {
    changed: () => stamps.noteChange(),
    stop: () => stamps.stop(),
    async find(keys) {
      if (keys.length > MOST_KEYS) return NOTHING;
      const texts = await redis.ask((connection) => connection.mget(CLOCK, ...keys.map(nameOf)));
      if (texts === undefined) return NOTHING;
      const [clock, ...kept] = texts;
      const found = new Map<string, SharedEntry>();
      for (const [index, key] of keys.entries()) {
        const text = kept[index];
        const entry = typeof text === 'string' ? good(text) : undefined;
        if (entry) found.set(key, entry);
      }
      // Redis was emptied: the clock begins again with the next stamp.
      if (typeof clock !== 'string') stamps.noteChange();
      return { found, stamp: typeof clock === 'string' ? Number(clock) : undefined };
    },
    keep(key, { text, tags, bornMs, stamp, leftMs }) {
      if (leftMs < 1 || text.length > MOST_TEXT) return;
      const kept = `[${stamp},${bornMs},${JSON.stringify(tags)},${text}]`;
      void redis.ask((connection) => connection.set(nameOf(key), kept, 'PX', Math.floor(leftMs)));
    },
  };
}

type Kept = readonly [stamp: number, bornMs: number, tags: readonly string[], value: object];

/** Undefined for what is none: nobody else should write there, and a page must not fail when somebody does. */
function keptIn(text: string): Kept | undefined {
  try {
    const [stamp, bornMs, tags, value] = JSON.parse(text) as Kept;
    const isKept = typeof stamp === 'number' && typeof bornMs === 'number' && Array.isArray(tags);
    return isKept && typeof value === 'object' && value !== null ? [stamp, bornMs, tags, value] : undefined;
  } catch {
    return undefined;
  }
}

/** Keys say who is asking: they are not for those to read who look into Redis. */
function nameOf(key: string): string {
  return PREFIX + createHash('sha256').update(key).digest('base64url');
}
