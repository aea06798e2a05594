import type {
  Consumer,
  ConsumerEndBatchProcessEvent,
  EachBatchHandler,
  EachBatchPayload,
  IHeaders,
  KafkaMessage,
  TopicPartitionOffset,
} from 'kafkajs';
import type { Logger } from 'pino';
import type { Place, StoredEvent, SubscriptionOptions } from '../port.ts';
import { placeOf } from './places.ts';

type BatchProcessed = Pick<
  ConsumerEndBatchProcessEvent['payload'],
  'topic' | 'partition' | 'batchSize' | 'lastOffset'
>;

interface BatchOptions {
  readonly handle: SubscriptionOptions['handle'];
  readonly batchSize: number;
  readonly logger: Logger;
  /** Hears how far a partition has come, instead of the brokers. */
  readonly moved?: (place: Place, next: bigint) => void;
}

const HEARTBEAT_MS = 1_000;
const COMMIT_EVERY_MS = 250;
/** How long a partition rests before records that failed come again: doubled each time, 0.1 to 5 s. */
const FIRST_REST_MS = 100;
const LONGEST_REST_MS = 5_000;

/**
 * Hands the records of a partition on in bounded batches, and commits how far it has come after the effects, a few times a second for
 * all partitions together: a commit for each batch would be a round trip in front of every one. A batch whose handler throws comes again after
 * a rest; the partition's later records wait, and other partitions go on. Long handlers are kept in the group by heartbeats.
 */
export function consumeBatches(consumer: Consumer, { handle, batchSize, logger, moved }: BatchOptions) {
  const failures = new Map<string, number>();
  /** Where each partition stands that has come further since the last commit. */
  const done = new Map<string, TopicPartitionOffset>();
  /** What is handled, and since when. */
  const inHand = new Map<Promise<void>, number>();
  let stopped = false;

  /** Commits what is done. What is not committed comes again, and its effects are known. */
  async function commit(): Promise<void> {
    const offsets = [...done.values()];
    done.clear();
    if (offsets.length === 0) return;
    await consumer.commitOffsets(offsets).catch((err: unknown) => {
      logger.debug({ err }, 'offsets were not committed');
      // A partition that gets nothing more would never be committed otherwise.
      for (const offset of offsets) {
        const place = placeOf(offset);
        if (!done.has(place)) done.set(place, offset);
      }
    });
  }
  const move =
    moved ??
    (({ topic, partition }: Place, next: bigint) =>
      void done.set(placeOf({ topic, partition }), { topic, partition, offset: String(next) }));
  const committing = setInterval(() => void commit(), COMMIT_EVERY_MS);
  committing.unref();

  const each: EachBatchHandler = async ({ batch, resolveOffset, heartbeat, isRunning, isStale }) => {
    const { topic, partition, messages } = batch;
    for (let from = 0; from < messages.length; from += batchSize) {
      if (stopped || !isRunning() || isStale()) return;
      const some = messages.slice(from, from + batchSize);
      const beating = setInterval(() => void heartbeat().catch(() => undefined), HEARTBEAT_MS);
      try {
        await handle(some.map((message) => stored(topic, partition, message)));
      } catch (err) {
        rest(topic, partition, some[0]?.offset ?? '0', err);
        return;
      } finally {
        clearInterval(beating);
      }
      failures.delete(placeOf(batch));
      const last = some.at(-1)?.offset ?? '0';
      resolveOffset(last);
      // Behind the last record there may be some that are not for readers, such as the end of a transaction.
      const done = from + batchSize < messages.length ? last : batch.lastOffset();
      move({ topic, partition }, BigInt(done) + 1n);
      await heartbeat();
    }
  };

  function rest(topic: string, partition: number, offset: string, err: unknown): void {
    const key = placeOf({ topic, partition });
    const failed = (failures.get(key) ?? 0) + 1;
    failures.set(key, failed);
    logger.warn({ err, topic, partition, offset }, 'records were handed back and come again');
    const place = [{ topic, partitions: [partition] }];
    consumer.seek({ topic, partition, offset });
    consumer.pause(place);
    setTimeout(
      () => stopped || resume(place),
      Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (failed - 1)),
    ).unref();
  }

  /** The driver throws for a consumer that is gone, which nobody waits for here. */
  function resume(place: Parameters<Consumer['resume']>[0]): void {
    try {
      consumer.resume(place);
    } catch (err) {
      logger.debug({ err }, 'a consumer that is gone was not resumed');
    }
  }

  return {
    each: (payload: EachBatchPayload): Promise<void> => {
      const work = each(payload).finally(() => inHand.delete(work));
      inHand.set(work, performance.now());
      return work;
    },
    /** How many partitions are handled. */
    inHand: () => inHand.size,
    /** Whether the handler throws at what is next in a partition (`topic/partition`), which comes again and again until it does not. */
    fails: (place: string) => failures.has(place),
    /** For how long the one that takes longest has been, in milliseconds. */
    busyForMs: () => performance.now() - Math.min(performance.now(), ...inHand.values()),
    /** The driver has gone through records of which none is for readers. */
    passed({ topic, partition, batchSize: records, lastOffset }: BatchProcessed) {
      if (records === 0) move({ topic, partition }, BigInt(lastOffset) + 1n);
    },
    /** Forgets what others commit now, as the group has shared its partitions out. */
    keepOnly(assigned: Readonly<Record<string, readonly number[]>>) {
      for (const [place, { topic, partition }] of done)
        if (!assigned[topic]?.includes(partition)) done.delete(place);
    },
    /** Hands nothing more on, waits for what is in hand, and commits it; the consumer must still run, since a stopping one commits nothing. */
    async stop() {
      stopped = true;
      clearInterval(committing);
      await Promise.allSettled(inHand.keys());
      await commit();
    },
  };
}

/** A message as the port has it. */
export function stored(
  topic: string,
  partition: number,
  { key, value, headers, offset }: KafkaMessage,
): StoredEvent {
  return {
    topic,
    partition,
    offset: BigInt(offset),
    key: key?.toString() ?? '',
    headers: headersOf(headers),
    payload: value ?? new Uint8Array(),
  };
}

/** Headers as the port has them: text. */
function headersOf(headers: IHeaders | undefined): StoredEvent['headers'] {
  return Object.fromEntries(
    Object.entries(headers ?? {}).flatMap(([name, value]) => {
      const one = Array.isArray(value) ? value[0] : value;
      // Other producers send a header without a value; it says as much as none.
      return one === undefined || one === null ? [] : [[name, one.toString()]];
    }),
  );
}
