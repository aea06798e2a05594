import { openRedisBus, type Bus } from '@longbox/gateway';
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
