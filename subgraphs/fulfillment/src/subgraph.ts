import { createConsumer, createRelay } from '@longbox/events';
import { migrate, openDatabase } from '@longbox/postgres';
import { executableSchema, type Subgraph, type SubgraphEnvironment } from '@longbox/subgraph';
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
  const database = await openDatabase({
    name: 'fulfillment',
    url: databaseUrl,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    poolSize,
    logger,
  });
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }

  const parts = { database, carrier, clock, logger };
  const relay = createRelay({ database, eventLog, logger });
  const consumer = createConsumer({
    name: 'fulfillment.orders',
    database,
    eventLog,
    handlers: orderHandlers({ clock, logger }),
    logger,
  });

  return {
    name: 'fulfillment',
    schema: executableSchema('fulfillment', resolvers),
    createContext: (caller): Context => ({ caller, parts, loaders: createLoaders(database, caller) }),
    async start() {
      await relay.start();
      await consumer.start();
    },
    async stop() {
      await consumer.stop();
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
