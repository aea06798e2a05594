import type { MetricsRegistry } from '@longbox/events';
import { Gauge } from 'prom-client';
import { createTallies, type Tally } from '../observation/tally.ts';
import type { BreakerState, ResilienceObserver } from './resilient-transport.ts';

const LEVELS: Readonly<Record<BreakerState, number>> = { closed: 0, 'half-open': 1, open: 2 };

/** Tells of requests to subgraphs and of their breakers at `/metrics`. */
export function createResilienceMetrics(registry: MetricsRegistry): ResilienceObserver {
  const registers = [registry];
  const watched = new Map<string, { readonly state: () => BreakerState; readonly inHand: () => number }>();
  const tallies = new Map<string, Tally>();
  const requests = createTallies({
    name: 'longbox_subgraph_requests_total',
    help: 'Requests to subgraphs over HTTP, by what became of them; again: tried a second time.',
    labelNames: ['subgraph', 'outcome'] as const,
    registers,
  });
  const gauge = (name: string, help: string, read: (subgraph: string) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['subgraph'] as const,
      registers,
      collect() {
        for (const subgraph of watched.keys()) this.set({ subgraph }, read(subgraph));
      },
    });
  gauge(
    'longbox_subgraph_breaker_state',
    'Whether a subgraph is asked: 0 it is, 1 one request tries it, 2 it is not.',
    (subgraph) => LEVELS[watched.get(subgraph)?.state() ?? 'closed'],
  );
  gauge(
    'longbox_subgraph_requests_in_hand',
    'Requests that wait for a subgraph.',
    (subgraph) => watched.get(subgraph)?.inHand() ?? 0,
  );
  return {
    count(subgraph, outcome) {
      const key = `${subgraph} ${outcome}`;
      let tally = tallies.get(key);
      if (!tally) tallies.set(key, (tally = requests({ subgraph, outcome })));
      tally.add();
    },
    watch: (subgraph, state, inHand) => watched.set(subgraph, { state, inHand }),
  };
}
