import type { InspectableLog } from '@longbox/events';
import {
  createRedisRates,
  shippedSupergraph,
  startGateway,
  type Authentication,
  type GatewayOptions,
  type Transport,
} from '@longbox/gateway';
import { shippedManifests } from '@longbox/gateway/persisted';
import type { SubgraphName } from '@longbox/subgraph';
import type { Logger } from 'pino';
import { openEntityCache } from './entity-cache.ts';
import { openFlags } from './flags/open-flags.ts';
import type { Life } from './life.ts';
import type { Metrics } from './metrics.ts';
import { withPartners } from './partners.ts';
import { listenProblem } from './problem.ts';
import { openLiveBus, openSharedRedis } from './redis.ts';
import type { Settings } from './settings.ts';
import { followSupergraph, readSupergraph } from './supergraph-file.ts';

export interface EdgeParts {
  readonly transports: ReadonlyMap<SubgraphName, Transport>;
  readonly authentication: Authentication;
  /** Where partners and their operations are kept. Without it the keys of the stores file are all there are. */
  readonly registryUrl: string | undefined;
  /** Who tells what changes. Without it no answer is kept. */
  readonly eventLog: InspectableLog | undefined;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** The gateway, with all that it has beside it by the settings, listening. Gives the graph's URL. */
export async function openEdge(life: Life, settings: Settings, parts: EdgeParts): Promise<string> {
  const { eventLog, metrics, logger } = parts;
  const { supergraphFile: file } = settings;
  const bus = await openLiveBus(life, settings, logger);
  const authentication = await withPartners(life, parts.authentication, parts.registryUrl, logger);
  const shared = { logger, registry: metrics.registry };
  const redis = await openSharedRedis(life, settings, shared);
  const flags = settings.edge.flags ? await openFlags(life, settings, { redis, logger }) : undefined;
  const entityCache = eventLog && (await openEntityCache(life, settings, { eventLog, redis, ...shared }));
  const [gateway] = await Promise.all([
    life.begin(
      'the gateway',
      () =>
        startGateway({
          supergraphSdl: file === undefined ? shippedSupergraph() : readSupergraph(file),
          transports: Object.fromEntries(parts.transports),
          authentication,
          manifests: shippedManifests(),
          host: settings.host,
          port: settings.port,
          origins: settings.origins,
          explorer: !settings.production,
          ...steps(settings, metrics),
          limits: settings.liveLimits,
          spending: { perMinute: settings.ratesPerMinute },
          rates: redis && createRedisRates(redis),
          bus,
          entityCache,
          flags,
          logger,
          metrics: metrics.source,
        }).catch((error: unknown) => {
          throw listenProblem(error, settings.host, settings.port);
        }),
      (started) => started.stop(),
    ),
    entityCache?.start(),
  ]);
  if (file !== undefined)
    await followSupergraph(life, file, gateway.replaceSupergraph, (refused) => {
      if (refused) logger.error({ err: refused }, 'a supergraph is not taken, and the old one is served on');
    });
  return gateway.url;
}

/** What the settings say of the steps before an operation is run. */
function steps(
  { edge }: Settings,
  { registry }: Metrics,
): Pick<
  GatewayOptions,
  | 'introspection'
  | 'protects'
  | 'takesIds'
  | 'preventsCsrf'
  | 'masksErrors'
  | 'connections'
  | 'operationTimeoutMs'
  | 'drainMs'
  | 'authorisation'
  | 'registry'
> {
  return {
    introspection: edge.introspection,
    protects: edge.limits,
    takesIds: edge.persisted,
    preventsCsrf: edge.csrf,
    masksErrors: edge.masking,
    connections: edge.connections,
    operationTimeoutMs: edge.operationTimeoutMs,
    drainMs: edge.drainMs,
    ...(edge.metrics ? { registry } : {}),
    ...(edge.permissions ? {} : { authorisation: 'left to subgraphs' }),
  };
}
