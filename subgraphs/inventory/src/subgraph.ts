import {
  assembleSubgraph,
  openOwnDatabase,
  type Subgraph,
  type SubgraphEnvironment,
} from '@longbox/subgraph';
import { VARIANT_DIRECTORY_REBUILD, createVariantDirectory } from '@longbox/variant-directory';
import { readInventoryConfig, type InventoryConfig } from './config.ts';
import type { Context } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { resolvers } from './graphql/resolvers.ts';
import { createExpiryJob } from './jobs/expiry-job.ts';
import { catalogHandlers, fileHandlers, orderHandlers } from './messaging/handlers.ts';
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
  const database = await openOwnDatabase({
    name: 'inventory',
    url: databaseUrl,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    plans: 'generic',
    poolSize,
  });

  const parts = {
    database,
    clock,
    directory: createVariantDirectory({ database, peers, subgraph: 'inventory' }),
  };
  return assembleSubgraph({
    name: 'inventory',
    database,
    eventLog,
    relay: environment.relay,
    logger,
    resolvers,
    createContext: (caller): Context => ({ caller, parts, loaders: createLoaders(database, caller) }),
    consumers: {
      'inventory.catalog': catalogHandlers,
      'inventory.orders': orderHandlers({ clock, logger }),
      'inventory.files': fileHandlers({ clock }),
    },
    rebuilds: { 'inventory.catalog': VARIANT_DIRECTORY_REBUILD },
    workers: [createExpiryJob({ database, clock, logger, intervalSeconds: expiryIntervalSeconds })],
  });
}
