import { openEmbeddedLog, openKafkaLog, type InspectableLog } from '@longbox/events';
import { startLocalPostgres } from '@longbox/local-postgres';
import { SUBGRAPH_NAMES } from '@longbox/subgraph';
import type { Logger } from 'pino';
import type { Life } from './life.ts';
import { StartProblem } from './problem.ts';
import { databaseVariable, type DatabaseName, type Settings } from './settings.ts';

export type DatabaseUrls = Readonly<Record<DatabaseName, string>>;

const DATABASES: readonly Exclude<DatabaseName, 'gateway'>[] = [...SUBGRAPH_NAMES, 'events'];

/**
 * The URLs of the databases: those that are given, and for the others an embedded PostgreSQL, which is started. A subgraph that runs
 * elsewhere has its database there. Throws `StartProblem` in production.
 */
export async function startBacking(
  life: Life,
  settings: Settings,
  say: (line: string) => void,
): Promise<Partial<DatabaseUrls>> {
  const needed = DATABASES.filter((name) =>
    name === 'events' ? settings.kafka === undefined : settings.subgraphUrls[name] === undefined,
  );
  const missing = needed.filter((name) => settings.databaseUrls[name] === undefined);
  if (missing.length === 0) return settings.databaseUrls;
  if (settings.production)
    throw new StartProblem(
      `${missing.map(databaseVariable).join(', ')} must be set in production: the embedded PostgreSQL is for one machine.`,
    );
  say('PostgreSQL starts');
  const server = await life.begin(
    'PostgreSQL',
    () =>
      startLocalPostgres({
        dataDir: settings.dataDir,
        // The gateway's is no reason to start a PostgreSQL: without it, only the stores file has partners' keys.
        databases: settings.databaseUrls.gateway === undefined ? [...missing, 'gateway'] : missing,
        onProgress: say,
        onLost: (sentence) => life.fail(new StartProblem(sentence)),
      }),
    (started) => started.stop(),
  );
  return { ...server.urls, ...settings.databaseUrls };
}

/** The event log that the subgraphs of this process share: Kafka's when there is one. Throws `StartProblem` when it does not answer. */
export function openEventLog(
  life: Life,
  settings: Settings,
  urls: Partial<DatabaseUrls>,
  logger: Logger,
): Promise<InspectableLog> {
  const { kafka } = settings;
  return life.begin(
    'the event log',
    () =>
      kafka === undefined
        ? openEmbeddedLog({ url: requiredUrl(urls, 'events'), logger })
        : openKafkaLog({ ...kafka, logger }).catch((error: unknown) => {
            throw new StartProblem(
              `The event log on Kafka (KAFKA_BROKERS=${kafka.brokers.join(',')}) cannot be used: ${String(error)}`,
            );
          }),
    (log) => log.close(),
  );
}

/** The URL of one database. Throws `StartProblem` when a process of its own is not given one. */
export function requiredUrl(urls: Partial<DatabaseUrls>, name: DatabaseName): string {
  const url = urls[name];
  if (url === undefined)
    throw new StartProblem(
      `${databaseVariable(name)} must be set: a subgraph in a process of its own needs its database and the event log’s.`,
    );
  return url;
}
