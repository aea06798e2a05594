import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CRASH_POINTS, type CrashPoint } from './faults.ts';
import type { LogUnderTest } from './event-logs.ts';
import { openStage, type Stage } from './stage.ts';

/** So often the process is killed at each point. */
const CRASHES = 5;
/** A point is passed some hundred times in a second of load: the kill comes at once, while the store catches up, or later. */
const LATEST_PASSAGE = {
  BEFORE_PUBLISH: 40,
  AFTER_PUBLISH: 40,
  INSIDE_HANDLER: 400,
  AFTER_EFFECT: 60,
} as const;
const CRASH_MS = 40_000;
const SCENARIO_MS = 240_000;

/** Everything that dies while buyers come, on one event log. */
export function crashMatrix(name: string, eventLog: () => Promise<LogUnderTest>): void {
  describe(`a store on ${name}`, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await openStage(await eventLog());
    }, SCENARIO_MS);
    afterAll(() => stage?.close(), SCENARIO_MS);

    it.each(Object.entries(CRASH_POINTS) as [CrashPoint, string][])(
      'loses nothing and does nothing twice when it is killed %s: %s',
      async (at) => {
        const problems = await stage.underLoad(async () => {
          for (let crash = 0; crash < CRASHES; crash += 1) {
            const passage = stage.random.between(1, LATEST_PASSAGE[at]);
            await stage.store.crash({ at, passage }, CRASH_MS);
          }
          await stage.store.ready();
        });
        expect(problems).toEqual([]);
      },
      SCENARIO_MS,
    );
  });
}
