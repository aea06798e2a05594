import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readStoreDirectory } from '@longbox/gateway/identity';
import { runningLocalPostgres } from '@longbox/local-postgres';
import { SUBGRAPH_NAMES } from '@longbox/subgraph';
import { startBacking } from '../backing.ts';
import type { Life } from '../life.ts';
import { StartProblem } from '../problem.ts';
import { databaseVariable, type DatabaseName, type Settings } from '../settings.ts';
import type { VerifiedUrls } from '../verify/stores-databases.ts';
import { reportTable } from '../verify/table.ts';
import { verify } from '../verify/verify.ts';

export interface VerifyArguments {
  readonly json: boolean;
  readonly wait?: string | undefined;
  readonly late?: string | undefined;
}

const LONGEST_SECONDS = 86_400;

/**
 * `verify`: prints each invariant with the number of rows that break it, and answers the exit code, 1 when there is one. The store may run
 * or be stopped; of a stopped one the embedded PostgreSQL is started for it. Throws `StartProblem`.
 */
export async function verifyStore(
  life: Life,
  settings: Settings,
  { json, wait, late }: VerifyArguments,
): Promise<number> {
  const options = {
    ...secondsOf('wait', wait, 'waitSeconds'),
    ...secondsOf('late', late, 'lateSeconds'),
    stores: storesOf(settings),
  };
  const urls = await databasesOf(life, settings);
  const report = await life.during(verify(urls, options));
  console.log(json ? JSON.stringify(report) : reportTable(report));
  return report.violations > 0 ? 1 : 0;
}

function secondsOf<Name extends string>(
  flag: string,
  given: string | undefined,
  name: Name,
): Partial<Record<Name, number>> {
  if (given === undefined) return {};
  const seconds = Number(given);
  if (given.trim() === '' || !(seconds >= 0 && seconds <= LONGEST_SECONDS))
    throw new StartProblem(`--${flag} takes seconds from 0 to ${LONGEST_SECONDS}, not ${given}.`);
  return { [name]: seconds } as Record<Name, number>;
}

/** The stores that are written down; others are found in the databases. */
function storesOf({ storesFile, dataDir }: Settings): readonly string[] {
  const file = storesFile ?? join(dataDir, 'stores.json');
  if (storesFile === undefined && !existsSync(file)) return [];
  return readStoreDirectory(file).stores.map(({ id }) => id);
}

/** The databases that the settings name, and for the others those of the data folder, whoever runs its server. */
async function databasesOf(life: Life, settings: Settings): Promise<VerifiedUrls> {
  const { dataDir, production, kafka } = settings;
  // Where Kafka is the event log, an embedded one left from before says nothing any more.
  const wanted: readonly DatabaseName[] = kafka ? SUBGRAPH_NAMES : [...SUBGRAPH_NAMES, 'events'];
  const given = Object.entries(settings.databaseUrls).filter(([name]) =>
    wanted.some((each) => each === name),
  );
  const databaseUrls: Settings['databaseUrls'] = Object.fromEntries(given);
  const missing = wanted.filter((name) => databaseUrls[name] === undefined);
  if (missing.length === 0) return databaseUrls as VerifiedUrls;
  const nowhere = `${missing.map(databaseVariable).join(', ')} must be set to the databases that are to be verified`;
  if (production) throw new StartProblem(`${nowhere}.`);
  const running = runningLocalPostgres(dataDir, missing);
  if (running === 'absent')
    throw new StartProblem(`There is no store in ${dataDir} yet: run \`npm start\` first, or ${nowhere}.`);
  const found =
    running === 'stopped'
      ? await startBacking(life, { ...settings, subgraphUrls: {} }, (line) => console.error(`  · ${line}`))
      : { ...running, ...databaseUrls };
  return found as VerifiedUrls;
}
