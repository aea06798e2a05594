import {
  assembleSubgraph,
  openOwnDatabase,
  type Subgraph,
  type SubgraphEnvironment,
} from '@longbox/subgraph';
import type { Carrier } from './application/carrier.ts';
import { testCarrier } from './application/test-carrier.ts';
import { readFulfillmentConfig, type FulfillmentConfig } from './config.ts';
import type { Context } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { resolvers } from './graphql/resolvers.ts';
import { orderHandlers } from './messaging/handlers.ts';
import { ENTITIES, MIGRATIONS } from './persistence/schema.ts';

/**
 * The fulfillment subgraph over its own database, which is brought to its newest migration first. What `config` leaves out comes from the
 * environment; without another carrier it ships with the built-in one. Throws `InvalidEnvironment`, `DatabaseUnavailable` and
 * `MigrationFailed`.
 */
export async function createFulfillmentSubgraph(
  environment: SubgraphEnvironment,
  config: Partial<FulfillmentConfig> = {},
  carrier: Carrier = testCarrier(),
): Promise<Subgraph> {
  const { databaseUrl, eventLog } = environment;
  const { poolSize } = { ...readFulfillmentConfig(), ...config };
  const clock = environment.clock ?? (() => new Date());
  const logger = environment.logger.child({ subgraph: 'fulfillment' });
  const database = await openOwnDatabase({
    name: 'fulfillment',
    url: databaseUrl,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    plans: 'generic',
    poolSize,
    logger,
  });

  const parts = { database, carrier, clock, logger };
  return assembleSubgraph({
    name: 'fulfillment',
    database,
    eventLog,
    relay: environment.relay,
    logger,
    resolvers,
    createContext: (caller): Context => ({ caller, parts, loaders: createLoaders(database, caller) }),
    consumers: { 'fulfillment.orders': orderHandlers({ clock, logger }) },
  });
}
