import { MetricsRegistry } from '@longbox/events';
import type { MetricsSource } from '@longbox/subgraph';
import { collectDefaultMetrics } from 'prom-client';
import type { Settings } from './settings.ts';

/** Where the parts of this process tell of themselves, and what is served at `/metrics`. The process itself is told of from the start. */
export function openMetrics({ metricsToken }: Settings): {
  readonly registry: MetricsRegistry;
  readonly source: MetricsSource;
} {
  const registry = new MetricsRegistry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    source: { contentType: registry.contentType, text: () => registry.metrics(), token: metricsToken },
  };
}
