import { MetricsRegistry } from '@longbox/events';
import { Counter, Gauge } from 'prom-client';
import type { CallerKind } from '../limits/admission.ts';
import { createTallies, createTimings, type Tally, type Timings } from './tally.ts';

/** Who sent which operation; the same object for the same ones. */
export interface Labels {
  readonly operation: string;
  readonly client: string;
}

/** Counts what the edge is asked for. */
export interface OperationMetrics {
  answered(labels: Labels, seconds: number): void;
  failed(labels: Labels, code: string): void;
  /** What an operation came to, and not what was expected of it. */
  cost(kind: CallerKind, actual: number): void;
  planLookedUp(outcome: 'hit' | 'miss'): void;
}

/** From an answer out of the cache to the deadline of an operation. Seconds. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.5, 1, 2.5, 5, 10, 20];

/** Makes the metrics of operations in a registry, which takes those of one gateway. `plans` tells how many are kept. */
export function createOperationMetrics(
  registry: MetricsRegistry = new MetricsRegistry(),
  plans: () => number,
): OperationMetrics {
  const registers = [registry];
  const seconds = createTimings({
    name: 'longbox_operation_seconds',
    help: 'From a request to its answer, by operation and client; live operations are left out.',
    labelNames: ['operation', 'client'] as const,
    buckets: SECONDS,
    registers,
  });
  const errors = new Counter({
    name: 'longbox_operation_errors_total',
    help: 'Errors in answers, by code; of what was refused before it was looked at, the operation is other.',
    labelNames: ['operation', 'client', 'code'] as const,
    registers,
  });
  const actual = createTallies({
    name: 'longbox_edge_cost_actual_total',
    help: 'What operations came to, by kind of caller; what was expected of them is longbox_edge_cost_total.',
    labelNames: ['kind'] as const,
    registers,
  });
  const lookUps = createTallies({
    name: 'longbox_plan_cache_lookups_total',
    help: 'Operations that were found planned (hit) or had to be (miss).',
    labelNames: ['outcome'] as const,
    registers,
  });
  void new Gauge({
    name: 'longbox_plan_cache_operations',
    help: 'Operations that are kept planned.',
    registers,
    collect() {
      this.set(plans());
    },
  });
  const series = new WeakMap<Labels, Timings>();
  const costs = new Map<CallerKind, Tally>();
  const plansFound = { hit: lookUps({ outcome: 'hit' }), miss: lookUps({ outcome: 'miss' }) };
  return {
    answered(labels, taken) {
      let known = series.get(labels);
      if (!known) series.set(labels, (known = seconds(labels)));
      known.add(taken);
    },
    failed: (labels, code) => errors.inc({ ...labels, code }),
    cost(kind, value) {
      let known = costs.get(kind);
      if (!known) costs.set(kind, (known = actual({ kind })));
      known.add(value);
    },
    planLookedUp: (outcome) => plansFound[outcome].add(),
  };
}
