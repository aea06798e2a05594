import { createConsumer, createRelay, type Handlers } from '@longbox/events';
import { migrate, openDatabase } from '@longbox/postgres';
import { executableSchema, type Subgraph, type SubgraphEnvironment } from '@longbox/subgraph';
import { createVariantDirectory } from '@longbox/variant-directory';
import { readPricingConfig, type PricingConfig } from './config.ts';
import type { Context } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { resolvers } from './graphql/resolvers.ts';
import { catalogHandlers, marketHandlers } from './messaging/handlers.ts';
import { ENTITIES, MIGRATIONS } from './persistence/schema.ts';

/**
 * The pricing subgraph over its own database, which is brought to its newest migration first. What `config` leaves out comes from the
 * environment. Throws `InvalidEnvironment`, `DatabaseUnavailable` and `MigrationFailed`.
 */
export async function createPricingSubgraph(
  environment: SubgraphEnvironment,
  config: Partial<PricingConfig> = {},
): Promise<Subgraph> {
  const { databaseUrl, eventLog, peers } = environment;
  const { poolSize } = { ...readPricingConfig(), ...config };
  const clock = environment.clock ?? (() => new Date());
  const logger = environment.logger.child({ subgraph: 'pricing' });
  const database = await openDatabase({
    name: 'pricing',
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

  const parts = {
    database,
    clock,
    directory: createVariantDirectory({ database, peers, subgraph: 'pricing' }),
  };
  const consume = (name: string, handlers: Handlers) =>
    createConsumer({ name, database, eventLog, handlers, logger });
  const relay = createRelay({ database, eventLog, logger });
  const consumers = [consume('pricing.catalog', catalogHandlers), consume('pricing.market', marketHandlers)];

  return {
    name: 'pricing',
    schema: executableSchema('pricing', resolvers),
    createContext: (caller): Context => ({ caller, parts, loaders: createLoaders(database, caller, clock) }),
    async start() {
      for (const part of [relay, ...consumers]) await part.start();
    },
    async stop() {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
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
