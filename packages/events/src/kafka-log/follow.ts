import type { Kafka } from 'kafkajs';
import type { Extent, FollowOptions, Subscription } from '../port.ts';
import { createVigil } from '../vigil.ts';
import { placeOf } from './places.ts';
import { openReader, type ReaderSettings } from './reader.ts';

/** Follows topics on Kafka from the ends that are given. Records that the brokers dropped before they were read are told as doubt. */
export async function followTopics(
  kafka: Kafka,
  settings: ReaderSettings,
  ends: readonly Extent[],
  { handle, onState }: Omit<FollowOptions, 'topics'>,
): Promise<Subscription> {
  const vigil = createVigil(onState);
  const next = new Map(ends.map((extent) => [placeOf(extent), extent.end]));
  const reader = await openReader(kafka, settings, {
    from: ends.map(({ topic, partition, end }) => ({ topic, partition, offset: end })),
    async handle(records) {
      const [first] = records;
      if (first !== undefined && first.offset > (next.get(placeOf(first)) ?? 0n)) vigil.doubt();
      await handle(records);
    },
    onRead: (place, offset) => next.set(placeOf(place), offset),
    onHeard: () => vigil.heard(),
    onDoubt: () => vigil.doubt(),
  }).catch((error: unknown) => {
    vigil.end();
    throw error;
  });
  return {
    async stop() {
      vigil.end();
      await reader.stop();
    },
  };
}
