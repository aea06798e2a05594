import { openEmbeddedLog, type InspectableLog } from '@longbox/events';
import { openDatabase, type Database } from '@longbox/postgres';
import { SUBGRAPH_NAMES, type SubgraphName } from '@longbox/subgraph';
import { pino } from 'pino';
import { StartProblem } from '../problem.ts';

/** The databases of a store, by the name of their subgraph. */
export type StoreDatabases = Readonly<Record<SubgraphName, Database>>;

/** Where they are; that of the embedded event log is left out where events travel through another one. */
export type VerifiedUrls = Readonly<Record<SubgraphName, string>> & { readonly events?: string };

/** One that reads the pages of a check, one that checks the database itself. */
const CONNECTIONS = 2;
/** A check reads whole tables: a hundred million rows take some minutes. */
const LONGEST_STATEMENT_MS = 10 * 60_000;

export interface OpenDatabases {
  readonly stores: StoreDatabases;
  /** That of the embedded event log. */
  readonly events: Database | undefined;
  readonly eventLog: InspectableLog | undefined;
  close(): Promise<void>;
}

/** Opens the databases for reading, and the embedded event log when none is given. Throws `DatabaseUnavailable`, and `StartProblem` for one that no store has ever used. */
export async function openDatabases(
  urls: VerifiedUrls,
  givenLog: InspectableLog | undefined,
): Promise<OpenDatabases> {
  const opened: Database[] = [];
  const open = async (name: string, url: string, table: string) => {
    const database = await openDatabase({
      name,
      url,
      poolSize: CONNECTIONS,
      statementTimeoutMs: LONGEST_STATEMENT_MS,
    });
    opened.push(database);
    await assertUsed(database, table);
    return database;
  };
  let ownLog: InspectableLog | undefined;
  const close = async () => {
    await Promise.all([...opened.map((database) => database.close()), ownLog?.close()]);
  };
  try {
    const wanted: (readonly [string, string, string])[] = SUBGRAPH_NAMES.map((name) => [
      name,
      urls[name],
      'inbox',
    ]);
    if (urls.events !== undefined) wanted.push(['events', urls.events, 'log_records']);
    // All are waited for when one of them fails, so that the others can be closed.
    const outcomes = await Promise.allSettled(wanted.map((each) => open(...each)));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    const { events, ...stores } = Object.fromEntries(opened.map((each) => [each.name, each]));
    if (urls.events !== undefined && !givenLog)
      ownLog = await openEmbeddedLog({ url: urls.events, logger: pino({ level: 'silent' }) });
    return { stores: stores as StoreDatabases, events, eventLog: givenLog ?? ownLog, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function assertUsed(database: Database, table: string): Promise<void> {
  const [found] = await database.systemTransaction((tx) =>
    tx.query<{ there: boolean }[]>('SELECT to_regclass($1) IS NOT NULL AS there', [table]),
  );
  if (!found?.there)
    throw new StartProblem(
      `The ${database.name} database has no tables: start the store once (\`npm start\`), which makes them, or set another address.`,
    );
}
