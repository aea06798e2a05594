import type { InspectableLog, MetricsRegistry } from '@longbox/events';
import { createEntityCache, type EntityCache, type OptionalRedis } from '@longbox/gateway';
import type { Logger } from 'pino';
import type { Life } from './life.ts';
import type { Settings } from './settings.ts';

export interface EntityCacheParts {
  readonly eventLog: InspectableLog;
  readonly redis: OptionalRedis | undefined;
  readonly registry: MetricsRegistry;
  readonly logger: Logger;
}

/** The gateway's cache of answers, unless it is switched off; to be started when there is time, as it keeps nothing before. */
export async function openEntityCache(
  life: Life,
  { cacheBytes }: Settings,
  { eventLog, redis, registry, logger }: EntityCacheParts,
): Promise<EntityCache | undefined> {
  if (cacheBytes === 0) return undefined;
  const options = { mostBytes: cacheBytes, changes: eventLog.inspection, redis, registry, logger };
  return life.begin(
    'the entity cache',
    () => Promise.resolve(createEntityCache(options)),
    (cache) => cache.stop(),
  );
}
