import { MetricsRegistry } from '@longbox/events';
import type { MetricsSource } from '@longbox/subgraph';
import { collectDefaultMetrics } from 'prom-client';
import type { Settings } from './settings.ts';

export interface Metrics {
  /** Where the parts of this process tell of themselves. */
  readonly registry: MetricsRegistry;
  /** What is served at `/metrics`. */
  readonly source: MetricsSource;
}

/** Metrics of this process; the process itself is told of from the start. */
export function openMetrics({ metricsToken }: Settings): Metrics {
  const registry = new MetricsRegistry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    source: { contentType: registry.contentType, text: () => registry.metrics(), token: metricsToken },
  };
}
