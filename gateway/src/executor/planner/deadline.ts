import { Script, createContext } from 'node:vm';
import { GraphQLError } from 'graphql';

/** Plans of large operations take some hundredths of a second. */
export const PLANNING_MS = 1_000;
/** What had less than half of the processor for all its time stood still: on a busy machine that says nothing about the operation. */
const LEAST_SHARE = 0.5;
/** A machine that is as busy three times over plans nothing now. */
const MOST_TRIES = 3;

/** An operation that the planner did not come to an end with in time. */
export class TooIntricate extends GraphQLError {
  constructor() {
    super('The operation is too intricate to be planned: ask for less at once.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
}

const context = createContext({ work: () => {} });
const script = new Script('work()');

/**
 * What the work gives; it is ended when it takes too long, which nothing else in a process can do to work that never waits, and begun again
 * when that was because the process stood still. The planner has no end for some operations with `@defer`, whose fetches it merges into a
 * circle. Throws `TooIntricate` then, and what the work throws.
 */
export function withinDeadline<T>(work: () => T, ms = PLANNING_MS): T {
  const results: T[] = [];
  context['work'] = () => void results.push(work());
  for (let tries = 1; ; tries += 1) {
    const began = process.threadCpuUsage();
    try {
      script.runInContext(context, { timeout: ms });
      return results[0] as T;
    } catch (error) {
      if ((error as NodeJS.ErrnoException | undefined)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      const { user, system } = process.threadCpuUsage(began);
      if (tries === MOST_TRIES || (user + system) / 1_000 >= ms * LEAST_SHARE) throw new TooIntricate();
    }
  }
}
