import {
  assembleSubgraph,
  openOwnDatabase,
  type Subgraph,
  type SubgraphEnvironment,
  type Worker,
} from '@longbox/subgraph';
import {
  VARIANT_DIRECTORY_REBUILD,
  createVariantDirectory,
  onProductChanged,
} from '@longbox/variant-directory';
import { createAdvance } from './application/advance-order.ts';
import { createPlacing } from './application/place-order.ts';
import type { PaymentProvider } from './application/payment-provider.ts';
import type { Services } from './application/services.ts';
import { DEFAULT_CONFIG, readOrderConfig, type OrderConfig } from './config.ts';
import type { Context } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { resolvers } from './graphql/resolvers.ts';
import { paymentRunner, timerRunner } from './jobs/order-jobs.ts';
import { createCartFeed } from './live/cart-feed.ts';
import { createOrderFeed } from './live/order-feed.ts';
import { sagaHandlers } from './messaging/handlers.ts';
import { settledByChannels } from './payments/channel-settlement.ts';
import { createTestProvider } from './payments/test-provider.ts';
import { inventoryPeer } from './peers/inventory.ts';
import { pricingPeer } from './peers/pricing.ts';
import { ENTITIES } from './persistence/entities.ts';
import { MIGRATIONS } from './persistence/migrations.ts';
import { PAYMENT_JOBS_CHANNEL } from './persistence/payment-jobs.ts';

export interface OrderSubgraph extends Subgraph {
  readonly services: Services;
}

/** What can be put in the place of what is built in. */
export interface OrderParts {
  /** Left out: the deterministic test provider. */
  readonly provider?: PaymentProvider;
}

/**
 * The order subgraph over its own database, which is brought to its newest migration first. Left out, the configuration is the environment's.
 * Throws `InvalidEnvironment`, `DatabaseUnavailable` and `MigrationFailed`.
 */
export async function createOrderSubgraph(
  env: SubgraphEnvironment,
  given: Partial<OrderConfig> = readOrderConfig(),
  parts: OrderParts = {},
): Promise<OrderSubgraph> {
  const config: OrderConfig = Object.freeze({ ...DEFAULT_CONFIG, ...given });
  const logger = env.logger.child({ subgraph: 'order' });
  const { eventLog, peers, clock = () => new Date() } = env;
  const database = await openOwnDatabase({
    name: 'order',
    url: env.databaseUrl,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    plans: 'generic',
    poolSize: config.poolSize,
  });

  const services: Services = {
    database,
    variants: createVariantDirectory({ database, peers, subgraph: 'order' }),
    pricing: pricingPeer(peers),
    stock: inventoryPeer(peers, logger),
    provider: settledByChannels(parts.provider ?? createTestProvider()),
    config,
    advance: (tenantId, advance) => advances(tenantId, advance),
    place: (tenantId, command) => placing(tenantId, command),
    timerSet: (dueAt) => timers.wake(dueAt),
    clock,
    logger,
  };
  const advances = createAdvance(services);
  const placing = createPlacing(services);
  const timers = timerRunner(services);
  const payments = paymentRunner(services);
  const feed = createOrderFeed(database, logger);
  const cartFeed = createCartFeed(database);
  const live: Worker = {
    // The database ends this listener when it is closed.
    start: async () => void (await database.listen(PAYMENT_JOBS_CHANNEL, () => payments.wake())),
    stop: async () => void (await Promise.all([feed.close(), cartFeed.close()])),
  };

  return {
    services,
    ...assembleSubgraph({
      name: 'order',
      database,
      eventLog,
      relay: env.relay,
      logger,
      resolvers,
      createContext: (caller): Context => ({
        caller,
        services,
        feed,
        cartFeed,
        loaders: createLoaders(services, caller),
      }),
      consumers: {
        'order.saga': sagaHandlers(services),
        'order.variants': { ProductChanged: onProductChanged },
      },
      rebuilds: { 'order.variants': VARIANT_DIRECTORY_REBUILD },
      workers: [live, timers, payments],
    }),
  };
}
