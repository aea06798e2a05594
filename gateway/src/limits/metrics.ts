import type { MetricsRegistry } from '@longbox/events';
import { Counter } from 'prom-client';
import type { AdmissionOptions } from './admission.ts';

/** Counts what callers ask for and what of it is refused, by kind of caller. */
export function createCostMetrics(registry: MetricsRegistry): NonNullable<AdmissionOptions['onReport']> {
  const labelNames = ['kind', 'outcome'] as const;
  const registers = [registry];
  const operations = new Counter({
    name: 'longbox_edge_operations_total',
    help: 'Operations by kind of caller: admitted, too expensive, rate limited.',
    labelNames,
    registers,
  });
  const cost = new Counter({
    name: 'longbox_edge_cost_total',
    help: 'What operations would cost, by the estimate, by kind of caller and what became of them.',
    labelNames,
    registers,
  });
  return ({ kind, estimated, outcome }) => {
    operations.inc({ kind, outcome });
    cost.inc({ kind, outcome }, estimated);
  };
}
