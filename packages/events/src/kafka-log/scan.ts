import type { Consumer, Kafka } from 'kafkajs';
import { newId } from '@longbox/ids';
import type { Range, StoredEvent } from '../port.ts';
import { stored } from './consume-batches.ts';
import type { Ask } from './patient-admin.ts';

/** The groups that reading makes, by which they are known among the others. They are gone when it is done. */
export const READER = 'longbox.reader.';
/** The brokers have given nothing for so long although there is something. */
const SILENCE_MS = 30_000;
const FETCH_WAIT_MS = 250;

type Handle = (records: readonly StoredEvent[]) => Promise<'more' | 'enough'>;

/**
 * Reads ranges of a log on Kafka. The driver reads for groups only, so that a group is made for the time of it, which keeps no offsets.
 * Throws when the brokers are silent for 30 s, and what `handle` throws.
 */
export async function scanRanges(
  kafka: Kafka,
  ask: Ask,
  ranges: readonly Range[],
  handle: Handle,
  batchSize: number,
): Promise<void> {
  const left = await leftOf(ask, ranges);
  if (left.size === 0) return;
  const groupId = `${READER}${newId()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: FETCH_WAIT_MS });
  await consumer.connect();
  try {
    const topics = new Set([...left.values()].map(({ topic }) => topic));
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await readAll(consumer, left, handle, batchSize);
  } finally {
    await consumer.stop();
    await consumer.disconnect();
    // Emptied groups are forgotten by the brokers in the end; this only spares the lists until then.
    await ask((of) => of.deleteGroups([groupId])).catch(() => undefined);
  }
}

/** What is to be read of each partition, by its name: without what is not kept any more, and what is empty. */
async function leftOf(ask: Ask, ranges: readonly Range[]): Promise<Map<string, Range>> {
  const left = new Map<string, Range>();
  for (const topic of new Set(ranges.map((range) => range.topic))) {
    const offsets = await ask((of) => of.fetchTopicOffsets(topic));
    for (const range of ranges.filter((each) => each.topic === topic)) {
      const kept = offsets.find(({ partition }) => partition === range.partition);
      if (kept === undefined) throw new RangeError(`the event log has no ${topic}/${range.partition}`);
      const from = range.from < BigInt(kept.low) ? BigInt(kept.low) : range.from;
      const to = range.to > BigInt(kept.high) ? BigInt(kept.high) : range.to;
      if (from < to) left.set(`${topic}/${range.partition}`, { ...range, from, to });
    }
  }
  return left;
}

async function readAll(
  consumer: Consumer,
  left: Map<string, Range>,
  handle: Handle,
  batchSize: number,
): Promise<void> {
  const over = Promise.withResolvers<void>();
  const state = { ended: false };
  const end = (settle: () => void) => {
    state.ended = true;
    settle();
  };
  const silence = setTimeout(
    () => end(() => over.reject(new Error(`Kafka gave nothing to read for ${SILENCE_MS / 1_000} s`))),
    SILENCE_MS,
  );
  const ranges = [...left.values()];
  await consumer.run({
    autoCommit: false,
    partitionsConsumedConcurrently: 1,
    async eachBatch({ batch, heartbeat, pause }) {
      const { topic, partition } = batch;
      const range = left.get(`${topic}/${partition}`);
      if (range === undefined) pause();
      if (range === undefined || state.ended) return;
      try {
        // Until the place that was asked for is taken up, records from before it may come.
        const wanted = batch.messages
          .map((message) => stored(topic, partition, message))
          .filter(({ offset }) => offset >= range.from && offset < range.to);
        for (let at = 0; at < wanted.length && !state.ended; at += batchSize) {
          if ((await handle(wanted.slice(at, at + batchSize))) === 'enough') end(over.resolve);
          silence.refresh();
          await heartbeat();
        }
        const next = BigInt(batch.lastOffset()) + 1n;
        if (next < range.to)
          left.set(`${topic}/${partition}`, { ...range, from: next > range.from ? next : range.from });
        else left.delete(`${topic}/${partition}`);
        if (left.size === 0) end(over.resolve);
      } catch (error) {
        end(() => over.reject(error));
      }
    },
  });
  for (const { topic, partition, from } of ranges) consumer.seek({ topic, partition, offset: String(from) });
  await over.promise.finally(() => clearTimeout(silence));
}
