import type { MetricsRegistry } from '@longbox/events';
import { openOptionalRedis, openRedisBus, type Bus, type OptionalRedis } from '@longbox/gateway';
import type { Logger } from 'pino';
import type { Life } from './life.ts';
import { StartProblem } from './problem.ts';
import type { Settings } from './settings.ts';

/** What gateways share live events by, where there is a Redis. Throws `StartProblem` when it does not answer. */
export async function openLiveBus(
  life: Life,
  { redisUrl }: Settings,
  logger: Logger,
): Promise<Bus | undefined> {
  if (redisUrl === undefined) return undefined;
  return life.begin(
    'the connection to Redis',
    () =>
      openRedisBus(redisUrl, logger).catch((error: unknown) => {
        throw new StartProblem(
          `Redis (REDIS_URL) cannot be used, ${String(error)}: start it, or unset REDIS_URL.`,
        );
      }),
    (bus) => bus.close(),
  );
}

/** What gateways share answers and rates by, where there is a Redis. They go on without when it does not answer. */
export async function openSharedRedis(
  life: Life,
  { redisUrl }: Settings,
  { logger, registry }: { readonly logger: Logger; readonly registry: MetricsRegistry | undefined },
): Promise<OptionalRedis | undefined> {
  if (redisUrl === undefined) return undefined;
  return life.begin(
    'the connection to Redis for answers and rates',
    () => Promise.resolve(openOptionalRedis({ url: redisUrl, logger, registry })),
    (redis) => redis.close(),
  );
}
