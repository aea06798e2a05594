import { MetricsRegistry, createEventMetrics, type EventMetrics, type InspectableLog } from '@longbox/events';
import type { MetricsSource } from '@longbox/subgraph';
import type { Logger } from 'pino';
import type { Settings } from './settings.ts';

/** The metrics of this process: where its parts tell, and what is served at `/metrics`. */
export function openMetrics(
  { metricsToken }: Settings,
  { inspection }: InspectableLog,
  logger: Logger,
): {
  readonly registry: MetricsRegistry;
  readonly events: EventMetrics;
  readonly source: MetricsSource;
} {
  const registry = new MetricsRegistry();
  return {
    registry,
    events: createEventMetrics({ registry, inspection, logger }),
    source: { contentType: registry.contentType, text: () => registry.metrics(), token: metricsToken },
  };
}
