import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Logger } from 'pino';
import type { ConsumerCounters } from './consumer.ts';
import { inTime } from './in-time.ts';
import type { GroupPlace, LogInspection } from './port.ts';
import type { RelayCounters } from './relay.ts';

/** What a process tells of its part in the events, as Prometheus metrics. */
export interface EventMetrics {
  /** Tells of a consumer of this process: throughput, failures, dead letters, and its lag. */
  addConsumer(name: string, counters: Readonly<ConsumerCounters>): void;
  /** Tells of the relay of a database: what it published, failures, and whether this process leads. */
  addRelay(database: string, counters: Readonly<RelayCounters>): void;
  /** An event that happened at a time has taken effect in a consumer now. */
  tookEffect(consumer: string, happenedAt: Date): void;
}

export interface EventMetricsOptions {
  /** Where the metrics are kept; one `EventMetrics` for each registry. */
  readonly registry: Registry;
  /** How lag is looked up. */
  readonly inspection: Pick<LogInspection, 'groups'>;
  readonly logger: Logger;
  /** For how long a lag that was looked up is told again; 5,000 when left out, so that many scrapers cost what one does. */
  readonly lagAgeMs?: number;
}

/** From the aim of 50 ms at the 99th percentile downwards and upwards to what a subgraph that was away for minutes brings. Seconds. */
const EFFECT_SECONDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5, 30, 120, 600];
/** A scraper waits ten seconds by default; what else it wants is not held up by a log that does not answer. */
const LAG_DEADLINE_MS = 2_000;

/** Makes the metrics of the events in a registry. They are read from the counters when they are scraped; only latency is measured as it goes. */
export function createEventMetrics(options: EventMetricsOptions): EventMetrics {
  const { registry, inspection, logger, lagAgeMs = 5_000 } = options;
  const consumers = new Map<string, Readonly<ConsumerCounters>>();
  const relays = new Map<string, Readonly<RelayCounters>>();
  const registers = [registry];

  /** A counter whose value is kept elsewhere. */
  function mirrored<T>(
    name: string,
    help: string,
    label: string,
    of: ReadonlyMap<string, T>,
    value: (counters: T) => number,
  ): Counter {
    return new Counter({
      name,
      help,
      labelNames: [label],
      registers,
      collect() {
        this.reset();
        for (const [key, counters] of of) this.inc({ [label]: key }, value(counters));
      },
    });
  }

  const byConsumer = (name: string, help: string, of: keyof ConsumerCounters) =>
    mirrored(`longbox_events_${name}_total`, help, 'consumer', consumers, (counters) => counters[of]);
  byConsumer('handled', 'Events that took effect.', 'handled');
  byConsumer('duplicates', 'Events that had been handled before and were dropped.', 'duplicates');
  byConsumer('failed_attempts', 'Attempts at handling an event that failed.', 'failed');
  byConsumer('dead_letters', 'Events given up and parked.', 'dead');
  mirrored(
    'longbox_events_published_total',
    'Events of the outbox that the log has acknowledged.',
    'database',
    relays,
    ({ published }) => published,
  );
  mirrored(
    'longbox_events_publish_failures_total',
    'Batches of the outbox that could not be published and were tried again.',
    'database',
    relays,
    ({ failures }) => failures,
  );
  // Made for its place in the registry: it looks the values up itself.
  void new Gauge({
    name: 'longbox_events_relay_leading',
    help: 'Whether this process publishes the outbox: 1 in one process for each database.',
    labelNames: ['database'],
    registers,
    collect() {
      for (const [database, { leading }] of relays) this.set({ database }, leading ? 1 : 0);
    },
  });
  const places = remembered(lagAgeMs, () =>
    inTime(inspection.groups(), LAG_DEADLINE_MS, 'the event log did not tell the lag'),
  );
  void new Gauge({
    name: 'longbox_events_lag',
    help: 'Events of a topic that a consumer has yet to finish, of all its processes together.',
    labelNames: ['consumer', 'topic'],
    registers,
    async collect() {
      // What is not known is not told: an old number would look like a consumer that stands still.
      this.reset();
      if (consumers.size === 0) return;
      try {
        for (const { group, topic, lag } of await places())
          if (consumers.has(group)) this.inc({ consumer: group, topic }, Number(lag));
      } catch (error) {
        logger.warn({ err: error }, 'the lag of the consumers is not known');
      }
    },
  });
  const effect = new Histogram({
    name: 'longbox_events_commit_to_effect_seconds',
    help: 'From the time of an event, set as its transaction commits, to the commit of its effect.',
    labelNames: ['consumer'],
    buckets: EFFECT_SECONDS,
    registers,
  });

  return {
    addConsumer: (name, counters) => void consumers.set(name, counters),
    addRelay: (database, counters) => void relays.set(database, counters),
    tookEffect(consumer, happenedAt) {
      // Clocks of two machines may differ by more than an event takes.
      effect.observe({ consumer }, Math.max(0, Date.now() - happenedAt.getTime()) / 1_000);
    },
  };
}

/** The answer of a look-up for so long; those who ask meanwhile wait for the same one, and a failure is not kept. */
function remembered(
  ms: number,
  lookUp: () => Promise<readonly GroupPlace[]>,
): () => Promise<readonly GroupPlace[]> {
  let kept: { readonly answer: Promise<readonly GroupPlace[]>; readonly until: number } | undefined;
  return () => {
    if (kept !== undefined && Date.now() < kept.until) return kept.answer;
    const answer = lookUp();
    kept = { answer, until: Date.now() + ms };
    answer.catch(() => (kept = undefined));
    return answer;
  };
}
