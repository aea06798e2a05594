import { createRedisRates, shippedSupergraph, startGateway } from '@longbox/gateway';
import { shippedManifests } from '@longbox/gateway/persisted';
import { SUBGRAPH_NAMES } from '@longbox/subgraph';
import { openEventLog } from '../backing.ts';
import { edgeOptions } from '../edge-options.ts';
import { openEntityCache } from '../entity-cache.ts';
import { openIdentity } from '../identity.ts';
import type { Life } from '../life.ts';
import { withPartners } from '../partners.ts';
import { openLiveBus, openSharedRedis } from '../redis.ts';
import { loggerOf } from '../logging.ts';
import { openMetrics } from '../metrics.ts';
import { StartProblem, listenProblem } from '../problem.ts';
import { callerSecret } from '../secrets.ts';
import type { Settings } from '../settings.ts';
import { subgraphsElsewhere } from '../subgraphs-elsewhere.ts';
import { openTraces } from '../traces.ts';

/** `gateway`: the edge alone, over subgraphs elsewhere, until it is told to stop. */
export async function gateway(life: Life, settings: Settings): Promise<void> {
  const secret = callerSecret(settings);
  const missing = SUBGRAPH_NAMES.filter((name) => settings.subgraphUrls[name] === undefined);
  if (missing.length > 0)
    throw new StartProblem(
      `${missing.map((name) => `${name.toUpperCase()}_URL`).join(', ')} must be set: a gateway in a process of its own needs to know where the subgraphs answer.`,
    );
  const identity = await openIdentity(settings);
  const logger = loggerOf(settings);
  await openTraces(life, 'longbox-gateway', logger);
  const authentication = await withPartners(
    life,
    identity.authentication,
    settings.databaseUrls.gateway,
    logger,
  );
  const bus = await openLiveBus(life, settings, logger);
  // Without an event log nobody tells what changes: then nothing is kept.
  const hasLog = settings.kafka !== undefined || settings.databaseUrls.events !== undefined;
  const eventLog = hasLog ? await openEventLog(life, settings, settings.databaseUrls, logger) : undefined;
  const { registry, source } = openMetrics(settings);
  const transports = Object.fromEntries(subgraphsElsewhere(settings, { secret, logger, registry }));
  const redis = await openSharedRedis(life, settings, { logger, registry });
  const entityCache =
    eventLog && (await openEntityCache(life, settings, { eventLog, redis, registry, logger }));
  const { url } = await life.begin(
    'the gateway',
    () =>
      startGateway({
        supergraphSdl: shippedSupergraph(),
        transports,
        authentication,
        manifests: shippedManifests(),
        host: settings.host,
        port: settings.port,
        origins: settings.origins,
        explorer: !settings.production,
        ...edgeOptions(settings, registry),
        limits: settings.liveLimits,
        spending: { perMinute: settings.ratesPerMinute },
        rates: redis && createRedisRates(redis),
        bus,
        entityCache,
        logger,
        metrics: source,
      }).catch((error: unknown) => {
        throw listenProblem(error, settings.host, settings.port);
      }),
    (started) => started.stop(),
  );
  await entityCache?.start();
  console.log(`The gateway is ready at ${url}`);
  await life.untilOver();
}
