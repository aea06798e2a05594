import type { Database } from '@longbox/postgres';
import { begunAmong, noteBegun, noteEnded } from './inbox.ts';
import { PROCESS_QUARANTINE } from './quarantine.ts';
import type { StoredEvent } from './port.ts';
import type { Delivery } from './runs.ts';

/**
 * How a message that kills the process is found. After a crash the message that caused it is among the first ones of its partition that
 * were not handled before. So after a start, the first events of each partition that are new are handled with care: that the handling
 * begins is kept in the database before, and taken back after. A process dies of one event, of something else, or from outside, and takes
 * down everything that was in hand; so what was in hand is not condemned for that but handled again while nothing else in the process is,
 * the events of a partition together, and after a second death one by one. What was alone in the process when it died is the culprit. In
 * steady state this costs nothing.
 */
export interface Caution {
  /** Whether events of the record's partition are still to be handled with care. */
  isDue(record: StoredEvent): boolean;
  /** Runs the handling of new events of one partition with care, in their order. Throws what the handling throws. */
  run(deliveries: readonly Delivery[], handling: CarefulHandling): Promise<void>;
}

export interface CarefulHandling {
  together(deliveries: readonly Delivery[]): Promise<void>;
  alone(delivery: Delivery): Promise<void>;
  /** The process has died of it so often that it is not tried again. */
  giveUp(delivery: Delivery, deaths: number): Promise<void>;
}

export interface CautionOptions {
  readonly consumer: string;
  readonly database: Database;
  /** Deaths after which an event is not tried again. */
  readonly mostDeaths: number;
  /** How many new events of each partition: as many as one transaction takes, since any of them may have been the one. */
  readonly events: number;
}

/** The clocks of the machines agree so far; the event's is that of who told it. */
const CLOCKS_DIFFER_MS = 5_000;

export function createCaution({ consumer, database, mostDeaths, events }: CautionOptions): Caution {
  const handled = new Map<string, number>();
  const startedAt = Date.now();
  const placeOf = ({ topic, partition }: StoredEvent) => `${topic}/${partition}`;

  /** Whatever comes of it, the process lives. When even the note of that fails it counts as a death, of which it takes several. */
  async function noted(some: readonly Delivery[], handling: () => Promise<void>): Promise<void> {
    try {
      await handling();
    } finally {
      await noteEnded(
        database,
        consumer,
        some.map(({ event }) => event.id),
      ).catch(() => undefined);
    }
  }

  return {
    isDue: (record) =>
      (handled.get(placeOf(record)) ?? 0) < events &&
      // An event without a readable time is taken with care.
      !(Date.parse(record.headers['ce_time'] ?? '') > startedAt + CLOCKS_DIFFER_MS),
    async run(deliveries, handling) {
      const ids = deliveries.map(({ event }) => event.id);
      const deaths = await begunAmong(database, consumer, ids);
      for (const some of segmentsOf(deliveries, deaths)) {
        const [first] = some;
        if (first === undefined) continue;
        const suspected = deaths.get(first.event.id) ?? 0;
        const work = async () => {
          const begun = await noteBegun(
            database,
            consumer,
            some.map(({ event }) => event.id),
          );
          await noted(some, () => {
            if (begun > mostDeaths) return handling.giveUp(first, begun - 1);
            return suspected > 1 ? handling.alone(first) : handling.together(some);
          });
        };
        await (suspected === 0 ? PROCESS_QUARANTINE.beside(work) : PROCESS_QUARANTINE.alone(work));
        const place = placeOf(first.record);
        handled.set(place, (handled.get(place) ?? 0) + some.length);
      }
    },
  };
}

/** In their order: those that the process has never died beside, those that were there once, and alone each that was there again. */
function segmentsOf(deliveries: readonly Delivery[], deaths: ReadonlyMap<string, number>): Delivery[][] {
  const segments: Delivery[][] = [];
  let before: number | undefined;
  for (const delivery of deliveries) {
    const suspected = deaths.get(delivery.event.id) ?? 0;
    const last = segments.at(-1);
    if (suspected === before && suspected < 2 && last !== undefined) last.push(delivery);
    else segments.push([delivery]);
    before = suspected;
  }
  return segments;
}
