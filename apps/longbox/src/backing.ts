import { createEmbeddedEventLog, type EventLog } from '@longbox/events';
import { startLocalPostgres } from '@longbox/local-postgres';
import { SUBGRAPH_NAMES, type SubgraphName } from '@longbox/subgraph';
import type { Logger } from 'pino';
import { StartProblem } from './problem.ts';
import type { DatabaseName, Settings } from './settings.ts';

/** The services under the subgraphs: each one embedded, or where a URL says. */
export interface Backing {
  readonly databaseUrls: Readonly<Record<DatabaseName, string>>;
  stop(): Promise<void>;
}

const DATABASES: readonly DatabaseName[] = [...SUBGRAPH_NAMES, 'events'];

/** Starts the embedded PostgreSQL for the databases that have no URL; none is started when all have. */
export async function startBacking(settings: Settings, say: (line: string) => void): Promise<Backing> {
  const missing = DATABASES.filter((name) => settings.databaseUrls[name] === undefined);
  if (missing.length === 0)
    return {
      databaseUrls: settings.databaseUrls as Record<DatabaseName, string>,
      stop: () => Promise.resolve(),
    };
  if (settings.production)
    throw new StartProblem(
      `${missing.map((name) => `${name.toUpperCase()}_DATABASE_URL`).join(', ')} must be set in production: the embedded PostgreSQL is for one machine.`,
    );
  say('PostgreSQL starts');
  const server = await startLocalPostgres({ dataDir: settings.dataDir, databases: missing, onProgress: say });
  return {
    databaseUrls: { ...server.urls, ...settings.databaseUrls } as Record<DatabaseName, string>,
    stop: () => server.stop(),
  };
}

/** The event log that the subgraphs of this process share. */
export function openEventLog(url: string, logger: Logger): Promise<EventLog> {
  return createEmbeddedEventLog({ url, logger });
}

/** The URL of one subgraph's database. Throws `StartProblem` when a process of its own is not given one. */
export function requiredUrl(settings: Settings, name: SubgraphName | 'events'): string {
  const url = settings.databaseUrls[name];
  if (url === undefined)
    throw new StartProblem(
      `${name.toUpperCase()}_DATABASE_URL must be set: a subgraph in a process of its own needs its database.`,
    );
  return url;
}
