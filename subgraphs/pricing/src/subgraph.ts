import {
  assembleSubgraph,
  openOwnDatabase,
  type Subgraph,
  type SubgraphEnvironment,
} from '@longbox/subgraph';
import { VARIANT_DIRECTORY_REBUILD, createVariantDirectory } from '@longbox/variant-directory';
import { createQuoteKeeping } from './application/make-quote.ts';
import { readPricingConfig, type PricingConfig } from './config.ts';
import type { Context } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { resolvers } from './graphql/resolvers.ts';
import { catalogHandlers, fileHandlers, marketHandlers } from './messaging/handlers.ts';
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
  const database = await openOwnDatabase({
    name: 'pricing',
    url: databaseUrl,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    plans: 'generic',
    poolSize,
    logger,
  });

  const parts = {
    database,
    clock,
    keepQuote: createQuoteKeeping(database),
    directory: createVariantDirectory({ database, peers, subgraph: 'pricing' }),
  };
  return assembleSubgraph({
    name: 'pricing',
    database,
    eventLog,
    relay: environment.relay,
    logger,
    resolvers,
    createContext: (caller): Context => ({ caller, parts, loaders: createLoaders(database, caller, clock) }),
    consumers: {
      'pricing.catalog': catalogHandlers,
      'pricing.market': marketHandlers,
      'pricing.files': fileHandlers(clock),
    },
    rebuilds: {
      'pricing.catalog': VARIANT_DIRECTORY_REBUILD,
      'pricing.market': { tables: ['market_prices'] },
    },
  });
}
