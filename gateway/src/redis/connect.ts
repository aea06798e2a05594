import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from 'pino';

export type { Redis } from 'ioredis';

const CONNECT_MS = 5_000;
const LONGEST_PAUSE_MS = 2_000;

/**
 * A connection to Redis that is not made yet (`connect()` makes it), and that mends itself when it breaks. Nothing waits for it: what is asked
 * while it is away, or takes longer than `commandMs`, is rejected.
 */
export function redisConnection(
  url: string,
  commandMs: number,
  logger: Logger,
  more: RedisOptions = {},
): Redis {
  const connection = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    commandTimeout: commandMs,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (times) => Math.min(LONGEST_PAUSE_MS, times * 100),
    ...more,
  });
  connection.on('error', (err) => logger.warn({ err }, 'Redis does not answer'));
  return connection;
}
