import { openEmbeddedLog, openKafkaLog, type InspectableLog } from '@longbox/events';
import { runningLocalPostgres } from '@longbox/local-postgres';
import { startBacking, type DatabaseUrls } from '../backing.ts';
import type { Life } from '../life.ts';
import { loggerOf } from '../logging.ts';
import { StartProblem } from '../problem.ts';
import { databaseVariable, type DatabaseName, type Settings } from '../settings.ts';

const say = (line: string) => console.error(`  · ${line}`);

/**
 * The URLs of databases as the store has them: those that are given; those of the embedded PostgreSQL of the store that runs on this
 * machine; and when none runs, it is started for the time of the command. Throws `StartProblem`.
 */
export async function databasesOfStore(
  life: Life,
  settings: Settings,
  names: readonly DatabaseName[],
): Promise<Partial<DatabaseUrls>> {
  const missing = names.filter((name) => settings.databaseUrls[name] === undefined);
  if (missing.length === 0) return settings.databaseUrls;
  const running = settings.production ? 'stopped' : runningLocalPostgres(settings.dataDir, missing);
  if (running === 'absent')
    throw new StartProblem(
      `There is no store in ${settings.dataDir} yet: run \`npm start\` first, or set ${missing.map(databaseVariable).join(', ')}.`,
    );
  if (running === 'stopped') return startBacking(life, { ...settings, subgraphUrls: {} }, say);
  return { ...running, ...settings.databaseUrls };
}

/** The event log of the store, for looking at it and mending it. Throws `StartProblem` when it cannot be reached. */
export function openStoreLog(
  life: Life,
  settings: Settings,
  urls: Partial<DatabaseUrls>,
): Promise<InspectableLog> {
  const logger = loggerOf(settings);
  const { kafka } = settings;
  return life.begin(
    'the event log',
    async () => {
      if (kafka)
        return openKafkaLog({ ...kafka, logger }).catch((cause: unknown) => {
          throw new StartProblem(
            `The event log on Kafka (KAFKA_BROKERS=${kafka.brokers.join(',')}) cannot be used: ${String(cause)}`,
            { cause },
          );
        });
      const { events: url } = urls;
      if (url === undefined) throw new StartProblem('EVENTS_DATABASE_URL or KAFKA_BROKERS must be set.');
      return openEmbeddedLog({ url, logger }).catch((cause: unknown) => {
        throw new StartProblem(
          `The event log’s PostgreSQL does not answer: ${String(cause)}. Start the store, or mend EVENTS_DATABASE_URL.`,
          { cause },
        );
      });
    },
    (log) => log.close(),
  );
}
