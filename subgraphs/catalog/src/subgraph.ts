import { createConsumer, createRelay } from '@longbox/events';
import { migrate, openDatabase } from '@longbox/postgres';
import { executableSchema, type Subgraph, type SubgraphEnvironment } from '@longbox/subgraph';
import { createImportQueue } from './application/import-queue.ts';
import { createImportWorker } from './application/import-worker.ts';
import { readCatalogConfig, type CatalogConfig } from './config.ts';
import type { Context } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { resolvers } from './graphql/resolvers.ts';
import { HANDLERS } from './messaging/handlers.ts';
import { ENTITIES, MIGRATIONS } from './persistence/schema.ts';

/**
 * The catalog subgraph over its own database, which is brought to its newest migration first. What `config` leaves out is read from the
 * environment. Throws `InvalidEnvironment`, `DatabaseUnavailable` and `MigrationFailed`.
 */
export async function createCatalogSubgraph(
  environment: SubgraphEnvironment,
  config: Partial<CatalogConfig> = {},
): Promise<Subgraph> {
  const { databaseUrl, eventLog } = environment;
  const { importFolder, importLeaseSeconds, poolSize } = { ...readCatalogConfig(), ...config };
  const now = environment.clock ?? (() => new Date());
  const logger = environment.logger.child({ subgraph: 'catalog' });
  const database = await openDatabase({
    name: 'catalog',
    url: databaseUrl,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    poolSize,
  });
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }

  const imports = createImportQueue(database, importFolder, now);
  const relay = createRelay({ database, eventLog, logger });
  const workers = [
    createConsumer({ name: 'catalog.offers', database, eventLog, handlers: HANDLERS, logger }),
    createImportWorker({ database, folder: importFolder, leaseSeconds: importLeaseSeconds, now, logger }),
  ];

  return {
    name: 'catalog',
    schema: executableSchema('catalog', resolvers),
    createContext: (caller): Context => ({
      caller,
      database,
      imports,
      now,
      loaders: createLoaders(database, caller.store.id),
    }),
    async start() {
      for (const part of [relay, ...workers]) await part.start();
    },
    async stop() {
      // The relay last: it publishes what the others have just written.
      await Promise.all(workers.map((worker) => worker.stop()));
      await relay.stop();
      await database.close();
    },
    async ready() {
      const answers = await Promise.all([database.ping(), eventLog.ping()]);
      return answers.every(Boolean);
    },
    onStatement: (observe) => database.onStatement(observe),
  };
}
