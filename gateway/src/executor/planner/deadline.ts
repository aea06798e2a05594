import { Script, createContext } from 'node:vm';
import { edgeError } from '../../errors.ts';

/** Plans of large operations take some hundredths of a second. */
export const PLANNING_MS = 1_000;

const context = createContext({ work: () => {} });
const script = new Script('work()');

/**
 * What the work gives; it is ended when it takes too long, which nothing else in a process can do to work that never waits. The planner
 * has no end for some operations with `@defer`, whose fetches it merges into a circle. Throws `BAD_USER_INPUT` then, and what the work throws.
 */
export function withinDeadline<T>(work: () => T, ms = PLANNING_MS): T {
  const results: T[] = [];
  context['work'] = () => void results.push(work());
  try {
    script.runInContext(context, { timeout: ms });
  } catch (error) {
    if ((error as NodeJS.ErrnoException | undefined)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw edgeError('BAD_USER_INPUT', 'The operation is too intricate to be planned: ask for less at once.');
  }
  return results[0] as T;
}
