import type { Kafka } from 'kafkajs';
import { newId } from '@longbox/ids';
import type { Extent, FollowOptions, Subscription } from '../port.ts';
import { createVigil } from '../vigil.ts';
import { stored } from './consume-batches.ts';
import type { Ask } from './patient-admin.ts';
import { READER } from './scan.ts';

/** The brokers answer a fetch at once when there is something, and after this when there is nothing. */
const FETCH_WAIT_MS = 250;

/**
 * Follows topics on Kafka from the ends that are given. The driver reads for groups only, so that a group is made for the time of it, which
 * keeps no offsets; when it had to be joined again, records may have been missed.
 */
export async function followTopics(
  kafka: Kafka,
  ask: Ask,
  ends: readonly Extent[],
  { topics, handle, onState }: FollowOptions,
): Promise<Subscription> {
  const groupId = `${READER}${newId()}`;
  const next = new Map(ends.map(({ topic, partition, end }) => [`${topic}/${partition}`, end]));
  const vigil = createVigil(onState);
  const consumer = kafka.consumer({
    groupId,
    maxWaitTimeInMs: FETCH_WAIT_MS,
    retry: {
      initialRetryTime: 100,
      maxRetryTime: 2_000,
      retries: 8,
      restartOnFailure: () => Promise.resolve(true),
    },
  });
  const { CRASH, DISCONNECT, FETCH, REBALANCING } = consumer.events;
  for (const event of [CRASH, DISCONNECT, REBALANCING] as const) consumer.on(event, () => vigil.doubt());
  consumer.on(FETCH, () => vigil.heard());
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: false });
  await consumer.run({
    autoCommit: false,
    async eachBatch({ batch }) {
      const { topic, partition } = batch;
      const place = `${topic}/${partition}`;
      const from = next.get(place) ?? 0n;
      // Until the place that was asked for is taken up, records from before it may come.
      const records = batch.messages
        .map((message) => stored(topic, partition, message))
        .filter(({ offset }) => offset >= from);
      const [first] = records;
      if (first !== undefined && first.offset > from) vigil.doubt();
      if (first !== undefined) await handle(records);
      const last = BigInt(batch.lastOffset()) + 1n;
      if (last > from) next.set(place, last);
    },
  });
  for (const { topic, partition, end } of ends) consumer.seek({ topic, partition, offset: String(end) });
  return {
    async stop() {
      vigil.end();
      await consumer.stop();
      await consumer.disconnect();
      // Emptied groups are forgotten by the brokers in the end; this only spares the lists until then.
      await ask((of) => of.deleteGroups([groupId])).catch(() => undefined);
    },
  };
}
