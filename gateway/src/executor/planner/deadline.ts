import { Script, createContext } from 'node:vm';
import { GraphQLError } from 'graphql';

/** Plans of large operations take some hundredths of a second. */
export const PLANNING_MS = 1_000;

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
 * What the work gives; it is ended when it takes too long, which nothing else in a process can do to work that never waits. The planner
 * has no end for some operations with `@defer`, whose fetches it merges into a circle. Throws `TooIntricate` then, and what the work throws.
 */
export function withinDeadline<T>(work: () => T, ms = PLANNING_MS): T {
  const results: T[] = [];
  context['work'] = () => void results.push(work());
  try {
    script.runInContext(context, { timeout: ms });
  } catch (error) {
    if ((error as NodeJS.ErrnoException | undefined)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new TooIntricate();
  }
  return results[0] as T;
}
