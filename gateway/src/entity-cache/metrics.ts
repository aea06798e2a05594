import { MetricsRegistry } from '@longbox/events';
import { Gauge } from 'prom-client';
import { createTallies } from '../observation/tally.ts';
import type { Entries } from './entries.ts';
import type { CacheParts, OutcomeTallies } from './parts.ts';

/** Counts what became of the answers that were wanted, and tells how much is kept; the hit ratio is `hit` by the sum of all. */
export function createCacheMetrics(
  registry: MetricsRegistry = new MetricsRegistry(),
  entries: Entries,
): CacheParts['tallies'] {
  const registers = [registry];
  const answers = createTallies({
    name: 'longbox_entity_cache_answers_total',
    help: 'Answers of subgraphs that were wanted: kept in this process (hit), not kept (miss), being read at that moment (joined). Beside them, shared: of those not kept here, found in Redis; refreshed: read before its time was over, while what is kept is given; overtaken: read, and not kept since something changed meanwhile.',
    labelNames: ['subgraph', 'outcome'] as const,
    registers,
  });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('longbox_entity_cache_entries', 'Answers that are kept.', () => entries.count);
  gauge('longbox_entity_cache_bytes', 'About what they take in memory.', () => entries.bytes);
  const known = new Map<string, OutcomeTallies>();
  return (subgraph) => {
    const found = known.get(subgraph);
    if (found) return found;
    const of = (outcome: keyof OutcomeTallies) => answers({ subgraph, outcome });
    const made = {
      hit: of('hit'),
      shared: of('shared'),
      miss: of('miss'),
      joined: of('joined'),
      refreshed: of('refreshed'),
      overtaken: of('overtaken'),
    };
    known.set(subgraph, made);
    return made;
  };
}
