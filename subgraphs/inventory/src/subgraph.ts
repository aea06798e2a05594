import { createConsumer, createRelay } from '@longbox/events';
import { migrate, openDatabase } from '@longbox/postgres';
import { executableSchema, type Subgraph, type SubgraphEnvironment } from '@longbox/subgraph';
import { createVariantDirectory } from '@longbox/variant-directory';
import { readInventoryConfig, type InventoryConfig } from './config.ts';
import type { Context } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { resolvers } from './graphql/resolvers.ts';
import { createExpiryJob } from './jobs/expiry-job.ts';
import { catalogHandlers, orderHandlers } from './messaging/handlers.ts';
import { ENTITIES, MIGRATIONS } from './persistence/schema.ts';

/**
 * The inventory subgraph over its own database, which is brought to its newest migration first. What `config` leaves out comes
 * from the environment. Throws `InvalidEnvironment`, `DatabaseUnavailable` and `MigrationFailed`.
 */
export async function createInventorySubgraph(
  environment: SubgraphEnvironment,
  config: Partial<InventoryConfig> = {},
): Promise<Subgraph> {
  const { databaseUrl, eventLog, peers } = environment;
  const { expiryIntervalSeconds, poolSize } = { ...readInventoryConfig(), ...config };
  const clock = environment.clock ?? (() => new Date());
  const logger = environment.logger.child({ subgraph: 'inventory' });
  const database = await openDatabase({
    name: 'inventory',
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

  const parts = {
    database,
    clock,
    directory: createVariantDirectory({ database, peers, subgraph: 'inventory' }),
  };
  const consume = (name: string, handlers: typeof catalogHandlers) =>
    createConsumer({ name, database, eventLog, handlers, logger });
  const relay = createRelay({ database, eventLog, logger });
  const workers = [
    consume('inventory.catalog', catalogHandlers),
    consume('inventory.orders', orderHandlers({ clock, logger })),
    createExpiryJob({ database, clock, logger, intervalSeconds: expiryIntervalSeconds }),
  ];

  return {
    name: 'inventory',
    schema: executableSchema('inventory', resolvers),
    createContext: (caller): Context => ({ caller, parts, loaders: createLoaders(database, caller) }),
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
