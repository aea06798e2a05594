import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { lookEvery } from '../look-every.ts';
import { redisConnection, type Redis } from '../redis/connect.ts';
import type { OptionalRedis } from '../redis/optional-redis.ts';
import { readFlagSet, type FlagSet } from './flag-set.ts';
import type { FlagChange, FlagEditor, Flags } from './flags.ts';

/** A hash: `flags/<name>` and `experiments/<name>`, each the JSON that a file would have. */
const KEY = 'longbox:flags';
/** What is changed is seen everywhere within a second, the reading included. */
const LOOK_MS = 400;
/** A gateway that begins waits so long for Redis, so that what is switched off there is off from its first request on. */
const FIRST_MS = 1_000;
const FIRST_LOOK_MS = 25;
const COMMAND_MS = 2_000;

/**
 * Flags in Redis, for all gateways on it: what stands there counts before what `file` says of the same name. While Redis is away everything
 * stays as it was last, and so does what cannot be read.
 */
export async function followRedisFlags(redis: OptionalRedis, file: Flags, logger: Logger): Promise<Flags> {
  const reader = createReader((problem) => logger.error(`${problem} It stays as it was.`));
  let there = reader.read({});
  let merged: { readonly of: readonly [FlagSet, FlagSet]; readonly set: FlagSet } | undefined;

  async function look(): Promise<boolean> {
    const found = await redis.ask((connection) => connection.hgetall(KEY));
    if (found) there = reader.read(found);
    return found !== undefined;
  }

  const began = performance.now();
  while (!(await look()) && performance.now() - began < FIRST_MS) await pause(FIRST_LOOK_MS);
  const end = lookEvery(LOOK_MS, look);

  return {
    get current() {
      const base = file.current;
      if (merged?.of[0] !== base || merged.of[1] !== there)
        merged = { of: [base, there], set: over(base, there) };
      return merged.set;
    },
    close() {
      end();
      return file.close();
    },
  };
}

/** For whoever changes flags in Redis. Rejects when Redis does not answer. */
export async function openRedisEditor(url: string, logger: Logger): Promise<FlagEditor> {
  const redis: Redis = redisConnection(url, COMMAND_MS, logger);
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw error;
  }
  return {
    async read() {
      const problems: string[] = [];
      const set = createReader((problem) => problems.push(problem)).read(await redis.hgetall(KEY));
      if (problems.length > 0) throw new RangeError(problems.join('\n').replace(/\.$/, ''));
      return set;
    },
    async write(change) {
      const field = fieldOf(change);
      if (change.value === undefined) return void (await redis.hdel(KEY, field));
      const text = JSON.stringify(change.value);
      entryOf(field, text);
      // One of the two it is: what the other section has of this name is gone with it.
      const other = fieldOf({ ...change, section: change.section === 'flags' ? 'experiments' : 'flags' });
      await redis.multi().hset(KEY, field, text).hdel(KEY, other).exec();
    },
    close() {
      redis.disconnect();
      return Promise.resolve();
    },
  };
}

const fieldOf = ({ section, name }: Pick<FlagChange, 'section' | 'name'>) => `${section}/${name}`;

/** Reads what stands in Redis. What cannot be read is told once, and is what it was before. */
function createReader(onProblem: (problem: string) => void) {
  const known = new Map<string, { readonly text: string; readonly set: FlagSet | undefined }>();
  let last: FlagSet | undefined;

  function isAsBefore(fields: Readonly<Record<string, string>>): boolean {
    const entries = Object.entries(fields);
    return entries.length === known.size && entries.every(([field, text]) => known.get(field)?.text === text);
  }

  return {
    read(fields: Readonly<Record<string, string>>): FlagSet {
      if (last && isAsBefore(fields)) return last;
      for (const field of known.keys()) if (!Object.hasOwn(fields, field)) known.delete(field);
      for (const [field, text] of Object.entries(fields)) {
        const before = known.get(field);
        if (before?.text === text) continue;
        try {
          known.set(field, { text, set: entryOf(field, text) });
        } catch (error) {
          onProblem((error as Error).message);
          known.set(field, { text, set: before?.set });
        }
      }
      const sets = [...known.values()].flatMap(({ set }) => (set ? [set] : []));
      last = {
        flags: new Map(sets.flatMap(({ flags }) => [...flags])),
        experiments: new Map(sets.flatMap(({ experiments }) => [...experiments])),
      };
      return last;
    },
  };
}

/** One field of the hash. Throws `InvalidEnvironment`. */
function entryOf(field: string, text: string): FlagSet {
  const [section = '', ...name] = field.split('/');
  const entry = `{ ${JSON.stringify(section)}: { ${JSON.stringify(name.join('/'))}: ${text} } }`;
  return readFlagSet({ name: `${field} in Redis`, text: entry });
}

/** What `there` says before what `base` says. */
function over(base: FlagSet, there: FlagSet): FlagSet {
  const isThere = (name: string) => there.flags.has(name) || there.experiments.has(name);
  const left = <T>(all: ReadonlyMap<string, T>) => [...all].filter(([name]) => !isThere(name));
  return {
    flags: new Map([...left(base.flags), ...there.flags]),
    experiments: new Map([...left(base.experiments), ...there.experiments]),
  };
}
