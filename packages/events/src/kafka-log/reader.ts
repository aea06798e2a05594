import type { Kafka } from 'kafkajs';
import { newId } from '@longbox/ids';
import type { Place, Subscription, SubscriptionOptions } from '../port.ts';
import { keepConsuming } from './kept-consumer.ts';
import type { ConsumerOptions } from './open-consumer.ts';
import { placeOf } from './places.ts';

/** The groups that reading makes, by which they are known among the others. They are gone when it is done. */
export const READER = 'longbox.reader.';

/** How readers meet the brokers: what all consumers of a log have in common. */
export type ReaderSettings = Omit<ConsumerOptions, 'group' | 'topics' | 'handle' | 'reading'>;

export interface ReaderOptions {
  readonly handle: SubscriptionOptions['handle'];
  /** The offset that each partition is read from; partitions that are not named are not handed on. */
  readonly from: readonly (Place & { readonly offset: bigint })[];
  /** Everything before an offset of a partition was handed on, or is nothing to hand on. */
  readonly onRead?: (place: Place, next: bigint) => void;
  /** The brokers have answered, with or without records. */
  readonly onHeard?: () => void;
  /** A consumer is gone, or has to join anew: nothing is heard for a while, and nothing is missed. */
  readonly onDoubt?: () => void;
}

/**
 * Reads partitions from places that are given. The driver reads for groups only, so that a group is made for the time of it, which keeps no
 * offsets: how far it has come is known here. Throws when no broker answers.
 */
export async function openReader(
  kafka: Kafka,
  settings: ReaderSettings,
  { handle, from, onRead, onHeard, onDoubt }: ReaderOptions,
): Promise<Subscription> {
  const group = `${READER}${newId()}`;
  const next = new Map(from.map(({ offset, ...place }) => [placeOf(place), offset]));
  const consumer = await keepConsuming(kafka, {
    ...settings,
    group,
    topics: [...new Set(from.map(({ topic }) => topic))],
    handle: async (records) => {
      const [first] = records;
      if (first !== undefined && next.has(placeOf(first))) await handle(records);
    },
    reading: {
      next: (place) => next.get(placeOf(place)),
      moved(place, offset) {
        if (!next.has(placeOf(place))) return;
        next.set(placeOf(place), offset);
        onRead?.(place, offset);
      },
      heard: () => onHeard?.(),
      doubt: () => onDoubt?.(),
    },
  });
  return {
    async stop() {
      await consumer.stop();
      // Emptied groups are forgotten by the brokers in the end; this only spares the lists until then.
      await settings.ask((of) => of.deleteGroups([group])).catch(() => undefined);
    },
  };
}
