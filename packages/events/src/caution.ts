import type { Database } from '@longbox/postgres';
import { noteBegun, noteEnded } from './inbox.ts';
import type { StoredEvent } from './port.ts';

/**
 * How a message that kills the process is found. After a crash the message that caused it is the first one of its partition that was not
 * handled before. So after a start, the first events of each partition that are new are handled with care: that the handling begins is
 * kept in the database before, and taken back after. What began too often and never ended is the culprit. In steady state this costs
 * nothing.
 */
export interface Caution {
  /** Whether events of the record's partition are still to be handled with care. */
  isDue(record: StoredEvent): boolean;
  /**
   * Runs the handling of one new event with care; answers 0 when it ran, or the number of times that the process died of it, when that
   * is too many and it was not run. Throws what the handling throws.
   */
  run(record: StoredEvent, eventId: string, handling: () => Promise<void>): Promise<number>;
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

  return {
    isDue: (record) => (handled.get(placeOf(record)) ?? 0) < events,
    async run(record, eventId, handling) {
      const begun = await noteBegun(database, consumer, eventId);
      if (begun > mostDeaths) return begun - 1;
      try {
        await handling();
      } finally {
        // Whatever came of it, the process lives. When even this fails the event counts as a death, of which it takes several.
        await noteEnded(database, consumer, eventId).catch(() => undefined);
      }
      handled.set(placeOf(record), (handled.get(placeOf(record)) ?? 0) + 1);
      return 0;
    },
  };
}
