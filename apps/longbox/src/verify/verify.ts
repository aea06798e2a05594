import { setTimeout as pause } from 'node:timers/promises';
import type { InspectableLog } from '@longbox/events';
import {
  checkInvariants,
  storesIn,
  type BrokenRow,
  type CheckOptions,
  type Database,
  type Invariant,
} from '@longbox/postgres';
import { SUBGRAPH_NAMES } from '@longbox/subgraph';
import { checkEventLog } from './event-log.ts';
import { Findings, type CrossInvariant, type Finding } from './findings.ts';
import { CROSS_CHECKS, EVENT_LOG_INVARIANTS, MESSAGING_INVARIANTS, OWN_INVARIANTS } from './invariants.ts';
import { untilQuiet } from './quiet.ts';
import {
  openDatabases,
  type OpenDatabases,
  type StoreDatabases,
  type VerifiedUrls,
} from './stores-databases.ts';

export interface VerifyOptions {
  /** Ids of stores. Checked beside them are those that the databases name where no store's rows are needed for it. */
  readonly stores?: readonly string[];
  /** Seconds after which something that waits (an event, a timer, a cancellation) is late; 60 when left out. */
  readonly lateSeconds?: number;
  /**
   * Seconds after which a difference between two databases is looked at again, since what is on its way from one to the other looks like
   * one; only what is the same then counts. 5 when left out; 0 believes the first look, for databases that are at rest.
   */
  readonly settleSeconds?: number;
  /** Seconds to wait at most until nothing is on its way, before anything is checked; 0 when left out. */
  readonly waitSeconds?: number;
  /** The event log; left out, the embedded one whose database is given. */
  readonly eventLog?: InspectableLog;
  /** Broken rows that are named for each invariant; 5 when left out. */
  readonly examples?: number;
}

export interface VerifiedInvariant {
  /** The database, or the databases between which it holds. */
  readonly where: string;
  readonly name: string;
  readonly sentence: string;
  /** Rows that were held to it. */
  readonly checked: number;
  readonly violations: number;
  readonly examples: readonly BrokenRow[];
}

export interface Report {
  /** How many rows break an invariant, of all invariants together. */
  readonly violations: number;
  /** Ids of the stores that were checked. */
  readonly stores: readonly string[];
  /** What was still on its way when the wait was over; null when nothing was, or nobody asked to wait. */
  readonly busy: string | null;
  /** What there was no way to look at, in sentences. */
  readonly notChecked: readonly string[];
  /** How long the checks took. */
  readonly seconds: number;
  readonly invariants: readonly VerifiedInvariant[];
}

const NO_LOG = 'Dead letters and consumers that are behind were not looked for: no event log was given.';

/**
 * Holds the databases of a running or stopped store to every invariant. Reads only, a page at a time; each database by itself is looked at
 * on one snapshot. Throws `DatabaseUnavailable`, and `StartProblem` for a database that no store has ever used.
 */
export async function verify(urls: VerifiedUrls, options: VerifyOptions = {}): Promise<Report> {
  const { lateSeconds = 60, settleSeconds = 5, waitSeconds = 0, examples = 5 } = options;
  const limits: CheckOptions = { lateSeconds, examples };
  const databases = await openDatabases(urls, options.eventLog);
  try {
    const stores = await knownStores(databases, options.stores ?? []);
    const busy = waitSeconds > 0 ? await untilQuiet(databases, stores, waitSeconds) : undefined;
    const began = performance.now();
    const invariants = [
      ...(await checkEachDatabase(databases.stores, stores, limits)),
      ...(await checkBetween(databases.stores, stores, settleSeconds, examples)),
      ...(await checkMessaging(databases, limits)),
    ];
    return {
      violations: invariants.reduce((sum, { violations }) => sum + violations, 0),
      stores,
      busy: busy ?? null,
      notChecked: databases.eventLog ? [] : [NO_LOG],
      seconds: (performance.now() - began) / 1_000,
      invariants,
    };
  } finally {
    await databases.close();
  }
}

async function knownStores(
  { stores, events }: OpenDatabases,
  given: readonly string[],
): Promise<readonly string[]> {
  const named = await Promise.all(Object.values(stores).map(storesIn));
  const logged =
    (await events?.systemTransaction((tx) =>
      tx.query<{ id: string }[]>(
        "SELECT DISTINCT headers ->> 'ce_tenantid' AS id FROM log_records WHERE headers ? 'ce_tenantid'",
      ),
    )) ?? [];
  const all = [...given, ...named.flat(), ...logged.map(({ id }) => id)];
  return [...new Set(all.map((id) => id.toLowerCase()))].sort();
}

async function checkEachDatabase(
  databases: StoreDatabases,
  storeIds: readonly string[],
  limits: CheckOptions,
): Promise<VerifiedInvariant[]> {
  const checked = await Promise.all(
    SUBGRAPH_NAMES.map((name) => {
      const invariants = OWN_INVARIANTS[name];
      return checkOne(name, databases[name], storeIds, invariants, limits);
    }),
  );
  return checked.flat();
}

/** Checks one database for each of the stores, or with null for what belongs to none, and adds up. */
async function checkOne(
  where: string,
  database: Database,
  storeIds: readonly (string | null)[],
  invariants: readonly Invariant[],
  limits: CheckOptions,
): Promise<VerifiedInvariant[]> {
  const totals = invariants.map(({ name, sentence }) => ({
    where,
    name,
    sentence,
    checked: 0,
    violations: 0,
    examples: [] as BrokenRow[],
  }));
  for (const storeId of storeIds) {
    const checks = await checkInvariants(database, storeId, invariants, limits);
    for (const [index, { checked, count, examples }] of checks.entries()) {
      const total = totals[index];
      if (!total) throw new Error('there is a check for each invariant');
      total.checked += checked;
      total.violations += count;
      total.examples.push(...examples.slice(0, limits.examples - total.examples.length));
    }
  }
  return totals;
}

async function checkBetween(
  databases: StoreDatabases,
  storeIds: readonly string[],
  settleSeconds: number,
  examples: number,
): Promise<VerifiedInvariant[]> {
  const walk = async (checks: typeof CROSS_CHECKS) => {
    const findings = new Findings();
    for (const check of checks)
      for (const storeId of storeIds) await check.walk(databases, storeId, findings);
    return findings;
  };
  const first = await walk(CROSS_CHECKS);
  const suspected = CROSS_CHECKS.filter((check) => check.invariants.some((each) => !first.of(each).isClean));
  let second: Findings | undefined;
  if (settleSeconds > 0 && suspected.length > 0) {
    await pause(settleSeconds * 1_000);
    second = await walk(suspected);
  }
  const findingOf = (invariant: CrossInvariant) =>
    second === undefined || first.of(invariant).isClean
      ? first.of(invariant)
      : second.of(invariant).since(first.of(invariant));
  return CROSS_CHECKS.flatMap(({ invariants }) => invariants).map((invariant) => {
    return verified(invariant, findingOf(invariant), examples);
  });
}

function verified(
  { between: where, name, sentence }: CrossInvariant,
  finding: Finding,
  examples: number,
): VerifiedInvariant {
  const { count, examples: named } = finding.rows(examples);
  return { where, name, sentence, checked: finding.checked, violations: count, examples: named };
}

async function checkMessaging(
  { stores, eventLog }: OpenDatabases,
  limits: CheckOptions,
): Promise<VerifiedInvariant[]> {
  const own = await Promise.all(
    SUBGRAPH_NAMES.map((name) => checkOne(name, stores[name], [null], MESSAGING_INVARIANTS, limits)),
  );
  if (!eventLog) return own.flat();
  const findings = new Findings();
  await checkEventLog(eventLog, limits.lateSeconds, findings);
  const log = EVENT_LOG_INVARIANTS.map((each) => verified(each, findings.of(each), limits.examples));
  return [...own.flat(), ...log];
}
