import type { MetricsRegistry } from '@longbox/events';
import { createTallies, type Tally } from '../observation/tally.ts';
import type { AdmissionOptions, CallerKind, CostReport } from './admission.ts';

interface Tallies {
  readonly operations: Tally;
  readonly cost: Tally;
}

/** Counts what callers ask for and what of it is refused, by kind of caller. */
export function createCostMetrics(registry: MetricsRegistry): NonNullable<AdmissionOptions['onReport']> {
  const labelNames = ['kind', 'outcome'] as const;
  const registers = [registry];
  const operations = createTallies({
    name: 'longbox_edge_operations_total',
    help: 'Operations by kind of caller: admitted, too expensive, rate limited.',
    labelNames,
    registers,
  });
  const cost = createTallies({
    name: 'longbox_edge_cost_total',
    help: 'What operations would cost, by the estimate, by kind of caller and what became of them.',
    labelNames,
    registers,
  });
  const known = new Map<CostReport['outcome'], Map<CallerKind, Tallies>>();
  function talliesOf(kind: CallerKind, outcome: CostReport['outcome']): Tallies {
    let byKind = known.get(outcome);
    if (!byKind) known.set(outcome, (byKind = new Map()));
    let found = byKind.get(kind);
    if (!found) {
      const labels = { kind, outcome };
      byKind.set(kind, (found = { operations: operations(labels), cost: cost(labels) }));
    }
    return found;
  }
  return ({ kind, estimated, outcome }) => {
    const tallies = talliesOf(kind, outcome);
    tallies.operations.add();
    tallies.cost.add(estimated);
  };
}
