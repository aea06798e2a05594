import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CRASH_POINTS, type CrashPoint } from './faults.ts';
import type { LogUnderTest } from './event-logs.ts';
import { openStage, type Stage } from './stage.ts';
import { superviseStore } from './supervised-store.ts';

/** So often the process is killed at each point. */
const CRASHES = 2;
/** A point is passed some hundred times in a second of load: the kill comes at once, while the store catches up, or later. */
const LATEST_PASSAGE = {
  BEFORE_PUBLISH: 40,
  AFTER_PUBLISH: 40,
  INSIDE_HANDLER: 200,
  AFTER_EFFECT: 60,
} as const;
const CRASH_MS = 60_000;
const SCENARIO_MS = 240_000;

/** So many are served before and after something dies: two seconds of load. */
const BUYERS = 40;
const SERVER_AWAY_MS = 2_000;
const BROKER_AWAY_MS = 30_000;
const CHURN_MS = 1_000;

/** Everything that dies while buyers come, on one event log. */
export function crashMatrix(name: string, eventLog: () => Promise<LogUnderTest>, brokers: 0 | 1): void {
  describe(`a store on ${name}`, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await openStage(await eventLog());
    }, SCENARIO_MS);
    afterAll(() => stage?.close(), SCENARIO_MS);

    it.each(Object.entries(CRASH_POINTS).map(([at, where]) => [where, at as CrashPoint] as const))(
      'loses nothing and does nothing twice when it is killed %s',
      async (_, at) => {
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

    it.each(['SIGQUIT', 'SIGKILL'] as const)(
      'goes on by itself, and loses nothing, when PostgreSQL ends by %s and is started again',
      async (how) => {
        const deaths = stage.store.deaths;
        const problems = await stage.underLoad(async (load) => {
          await load.served(BUYERS);
          await stage.server.restart(how, () => outage(SERVER_AWAY_MS));
          await load.served(BUYERS);
        });
        expect(problems).toEqual([]);
        expectAlive(stage, deaths);
      },
      SCENARIO_MS,
    );

    it(
      'loses nothing and does nothing twice while consumers join and leave every second, and another process comes and is killed',
      async () => {
        const problems = await stage.underLoad(async (load) => {
          stage.store.order({ churnMs: CHURN_MS });
          const other = superviseStore({ ...stage.environment, PORT: '0' });
          try {
            await other.ready();
            await load.served(4 * BUYERS);
            other.kill('SIGKILL');
            await load.served(2 * BUYERS);
          } finally {
            await other.stop();
            stage.store.order({ churnMs: 0 });
          }
        });
        expect(problems).toEqual([]);
      },
      SCENARIO_MS,
    );

    if (brokers > 0) survivesBrokers(() => stage, brokers);
  });
}

/** A broker that is killed, and started again; with one broker there is none meanwhile, of three the others go on. */
function survivesBrokers(stageOf: () => Stage, brokers: number): void {
  it(
    `goes on by itself, and loses nothing, when ${brokers === 1 ? 'the broker is away for 30 s' : 'one of three brokers is killed'}`,
    async () => {
      const stage = stageOf();
      const { store, eventLog, random, underLoad } = stage;
      const deaths = store.deaths;
      const problems = await underLoad(async (load) => {
        await load.served(BUYERS);
        const broker = random.between(0, brokers - 1);
        await eventLog.stopBroker?.(broker);
        await (brokers === 1 ? outage(BROKER_AWAY_MS) : load.served(4 * BUYERS));
        await eventLog.startBroker?.(broker);
        await load.served(BUYERS);
      });
      expect(problems).toEqual([]);
      expectAlive(stage, deaths);
    },
    SCENARIO_MS,
  );
}

/** A store on a cluster of three, of which it can spare one. */
export function crashOfOneBroker(eventLog: () => Promise<LogUnderTest>): void {
  describe('a store on three brokers', () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await openStage(await eventLog(), { KAFKA_REPLICATION: '3' });
    }, SCENARIO_MS);
    afterAll(() => stage?.close(), SCENARIO_MS);
    survivesBrokers(() => stage, 3);
  });
}

/** The store's process has not died since; what it said is told when it has. */
function expectAlive({ store }: Stage, deaths: number): void {
  expect({ deaths: store.deaths, said: store.deaths === deaths ? '' : store.output() }).toEqual({
    deaths,
    said: '',
  });
}

/** How long something is away is what these tests are about: nothing happens meanwhile that could be waited for. */
function outage(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
