import type { Database } from '@longbox/postgres';
import { begunAmong, noteBegun, noteEnded } from './inbox.ts';
import type { StoredEvent } from './port.ts';
import type { Delivery } from './runs.ts';

/**
 * How a message that kills the process is found. After a crash the message that caused it is among the first ones of its partition that
 * were not handled before. So after a start, the first events of each partition that are new are handled with care: that the handling
 * begins is kept in the database before, and taken back after. What has begun before is handled alone from then on, so that the number of
 * deaths is its own; what began too often and never ended is the culprit. In steady state this costs nothing.
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

export function createCaution({ consumer, database, mostDeaths, events }: CautionOptions): Caution {
  const handled = new Map<string, number>();
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
    isDue: (record) => (handled.get(placeOf(record)) ?? 0) < events,
    async run(deliveries, handling) {
      const ids = deliveries.map(({ event }) => event.id);
      const suspects = await begunAmong(database, consumer, ids);
      for (const some of segmentsOf(deliveries, suspects)) {
        const [first] = some;
        if (first === undefined) continue;
        const begun = await noteBegun(
          database,
          consumer,
          some.map(({ event }) => event.id),
        );
        await noted(some, () => {
          if (begun > mostDeaths) return handling.giveUp(first, begun - 1);
          return suspects.has(first.event.id) ? handling.alone(first) : handling.together(some);
        });
        const place = placeOf(first.record);
        handled.set(place, (handled.get(place) ?? 0) + some.length);
      }
    },
  };
}

/** Each suspect alone, and what stands between them together. */
function segmentsOf(deliveries: readonly Delivery[], suspects: ReadonlySet<string>): Delivery[][] {
  const segments: Delivery[][] = [];
  let together = false;
  for (const delivery of deliveries) {
    const suspect = suspects.has(delivery.event.id);
    const last = segments.at(-1);
    if (!suspect && together && last !== undefined) last.push(delivery);
    else segments.push([delivery]);
    together = !suspect;
  }
  return segments;
}
