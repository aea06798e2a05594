import type { MetricsRegistry } from '@longbox/events';
import {
  createResilienceMetrics,
  httpTransport,
  joiningTransport,
  resilientTransport,
  type Transport,
} from '@longbox/gateway';
import type { SubgraphName } from '@longbox/subgraph';
import type { Logger } from 'pino';
import type { Settings } from './settings.ts';

export interface ElsewhereParts {
  /** What statements of who is calling are signed with. */
  readonly secret: Uint8Array;
  readonly logger: Logger;
  /** Where requests and breakers are told of; nowhere when left out. */
  readonly registry?: MetricsRegistry | undefined;
}

/**
 * How the gateway reaches the subgraphs that have a URL: over HTTP, what is wanted together in one request, with time limits, a bulkhead and a
 * breaker for each.
 */
export function subgraphsElsewhere(
  { subgraphUrls, resilience }: Settings,
  { secret, logger, registry }: ElsewhereParts,
): ReadonlyMap<SubgraphName, Transport> {
  const observer = registry && createResilienceMetrics(registry);
  return new Map(
    (Object.entries(subgraphUrls) as [SubgraphName, string][]).map(([name, url]) => {
      const transport = httpTransport({ name, url, secret });
      return [
        name,
        joiningTransport(resilientTransport(name, transport, { ...resilience, logger, observer })),
      ];
    }),
  );
}
