import type { MetricsRegistry } from '@longbox/events';
import { Counter } from 'prom-client';
import type { AssignedVariant, OnSeen } from './decisions.ts';

/** Each is a time series at whoever scrapes; names come and go with the files of flags. */
const MOST_SERIES = 1_000;
const OTHER: AssignedVariant = { name: 'other', variant: 'other' };

/** Counts which variants callers were given, in a registry that takes the counts of one gateway. */
export function createFlagMetrics(registry: MetricsRegistry): OnSeen {
  const seen = new Counter({
    name: 'longbox_flag_seen_total',
    help: 'Requests that were given a variant of a flag or experiment, once for each of them.',
    labelNames: ['name', 'variant'] as const,
    registers: [registry],
  });
  const series = new Set<string>();
  return (given) => {
    const key = JSON.stringify([given.name, given.variant]);
    if (!series.has(key) && series.size >= MOST_SERIES) return seen.inc({ ...OTHER });
    series.add(key);
    seen.inc({ ...given });
  };
}
