import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readStoreDirectory } from '@longbox/gateway/identity';
import { SUBGRAPH_NAMES } from '@longbox/subgraph';
import { databasesOfStore, openStoreLog } from '../events/open-log.ts';
import type { Life } from '../life.ts';
import { StartProblem } from '../problem.ts';
import type { Settings } from '../settings.ts';
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
  const wanted = settings.kafka ? SUBGRAPH_NAMES : ([...SUBGRAPH_NAMES, 'events'] as const);
  const known = await databasesOfStore(life, settings, wanted);
  // Where Kafka is the event log, an embedded one left from before says nothing any more.
  const urls = Object.fromEntries(wanted.map((name) => [name, known[name]])) as unknown as VerifiedUrls;
  const eventLog = await openStoreLog(life, settings, known);
  const report = await life.during(verify(urls, { ...options, eventLog }));
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
