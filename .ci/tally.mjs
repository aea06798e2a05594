/**
 * The last line of a run of everything: `N passed, N failed`. Also when the tests could not begin: what is known then is the exit code.
 *
 *   node .ci/tally.mjs <jest's results> <failed checks> <exit code of the tests>
 */
import { readFileSync } from 'node:fs';

const [file, checks, exitCode] = process.argv.slice(2);
const NONE = {
  numPassedTests: 0,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 0,
  numTodoTests: 0,
};

/** Empty when the tests could not begin, and cut short when the machine stopped them; why stands above. */
function resultsIn(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return NONE;
  }
}

const results = resultsIn(file);
const told = results.numFailedTests + results.numRuntimeErrorTestSuites + Number(checks);
// What goes wrong before the first test or after the last one, such as a violated invariant, is in the exit code only.
const failed = told === 0 && exitCode !== '0' ? 1 : told;
const skipped = results.numPendingTests + results.numTodoTests;
console.log(`${results.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
