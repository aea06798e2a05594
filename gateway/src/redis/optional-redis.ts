import { MetricsRegistry } from '@longbox/events';
import type { Logger } from 'pino';
import { Counter, Gauge } from 'prom-client';
import { redisConnection, type Redis } from './connect.ts';

/** An answer takes less than a millisecond. Who waits for it is a shopper, and what Redis spares them takes some tens of milliseconds. */
const COMMAND_MS = 100;
/** After a failure it is left alone for so long, so that a Redis that hangs holds up one request in a second and not each. */
const REST_MS = 1_000;

/** A Redis that the edge is better with, and works without. */
export interface OptionalRedis {
  /** What was asked of it; undefined when it does not answer, or is left alone since it lately did not. Does not reject. */
  ask<T>(work: (redis: Redis) => Promise<T>): Promise<T | undefined>;
  close(): Promise<void>;
}

export interface OptionalRedisOptions {
  readonly url: string;
  readonly logger: Logger;
  readonly registry?: MetricsRegistry | undefined;
  /** For tests with little patience. */
  readonly restMs?: number;
}

/** Begins to connect, and goes on trying as long as it is open. */
export function openOptionalRedis({
  url,
  logger,
  registry = new MetricsRegistry(),
  restMs = REST_MS,
}: OptionalRedisOptions): OptionalRedis {
  const redis = redisConnection(url, COMMAND_MS, logger, { enableAutoPipelining: true });
  const first = redis.connect().catch(() => undefined);
  let restUntil = 0;
  /** Whether it answered when it was asked last. */
  let isWell = true;
  const failures = new Counter({
    name: 'longbox_edge_redis_failures_total',
    help: 'What was asked of the Redis of cache and rates and not answered in time; the gateway did without.',
    registers: [registry],
  });
  const up: Gauge = new Gauge({
    name: 'longbox_edge_redis_up',
    help: 'Whether the Redis of cache and rates answers: 1, or 0 while the gateway does without.',
    registers: [registry],
    collect() {
      up.set(redis.status === 'ready' && isWell ? 1 : 0);
    },
  });

  return {
    async ask(work) {
      if (redis.status !== 'ready' || Date.now() < restUntil) return undefined;
      try {
        const answer = await work(redis);
        isWell = true;
        return answer;
      } catch (err) {
        isWell = false;
        restUntil = Date.now() + restMs;
        failures.inc();
        logger.warn({ err }, 'Redis did not answer: the gateway goes on without it');
        return undefined;
      }
    },
    async close() {
      await first;
      redis.disconnect();
    },
  };
}
