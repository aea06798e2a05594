import { AsyncLocalStorage } from 'node:async_hooks';
import { rateLimited } from '../../rates/rate-limited.ts';

/** Operations that wait for their turn; more are refused. Who waits longest has given up before: at 10 ms each, with the rest, it takes 6 s. */
const MOST_OF_CALLER = 200;
const MOST = 1_000;
/** After a planning everything else has the process for so many times as long: planning takes a third of it at most… */
const REST = 2;
/** …unless it took no longer than many a request does: then whatever came meanwhile goes first, and that is all. */
const SHORT_MS = 10;

interface Waiting {
  readonly isGivenUp: () => boolean;
  readonly begin: () => void;
}

/**
 * Planning never waits for anything, so nothing else is done meanwhile. Who sends many operations that are not planned yet would hold up
 * everybody: they are planned one at a time with a rest in between, and callers take turns.
 */
export interface Turns {
  /**
   * Does the task: now, when none was done lately, else in its turn; never when it is given up before. Throws `RATE_LIMITED` when too many
   * wait, and what the task throws.
   */
  take<T>(caller: string, isGivenUp: () => boolean, task: () => T): T | Promise<T>;
}

export function createTurns(): Turns {
  /** By caller; whose turn is next comes first. */
  const waiting = new Map<string, Waiting[]>();
  let count = 0;
  let isFree = true;

  function perform<T>(task: () => T): T {
    const began = process.threadCpuUsage();
    isFree = false;
    try {
      return task();
    } finally {
      // What it took of the processor: on a busy machine, that it waited says nothing about it.
      const { user, system } = process.threadCpuUsage(began);
      const ms = (user + system) / 1_000;
      if (ms < SHORT_MS) setImmediate(next);
      else setTimeout(next, REST * ms);
    }
  }

  function next(): void {
    isFree = true;
    for (const [caller, [first, ...others]] of waiting) {
      waiting.delete(caller);
      if (others.length > 0) waiting.set(caller, others);
      count -= 1;
      if (!first || first.isGivenUp()) continue;
      first.begin();
      return;
    }
  }

  return {
    take(caller, isGivenUp, task) {
      if (isFree) return perform(task);
      const own = waiting.get(caller) ?? [];
      if (own.length >= MOST_OF_CALLER || count >= MOST)
        throw rateLimited('Too many operations wait to be planned', 1_000);
      const { promise, resolve, reject } = Promise.withResolvers<ReturnType<typeof task>>();
      // In the trace of who waits.
      const inContext = AsyncLocalStorage.snapshot();
      const begin = () => {
        try {
          resolve(perform(() => inContext(task)));
        } catch (error) {
          reject(error);
        }
      };
      waiting.set(caller, [...own, { isGivenUp, begin }]);
      count += 1;
      return promise;
    },
  };
}
