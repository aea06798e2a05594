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
 * breaker for each unless those are switched off.
 */
export function subgraphsElsewhere(
  { subgraphUrls, resilience, edge }: Settings,
  { secret, logger, registry }: ElsewhereParts,
): ReadonlyMap<SubgraphName, Transport> {
  const observer = registry && edge.breakers ? createResilienceMetrics(registry) : undefined;
  return new Map(
    (Object.entries(subgraphUrls) as [SubgraphName, string][]).map(([name, url]) => {
      const transport = httpTransport({ name, url, secret });
      const guarded = edge.breakers
        ? resilientTransport(name, transport, { ...resilience, logger, observer })
        : transport;
      return [name, joiningTransport(guarded)];
    }),
  );
}
