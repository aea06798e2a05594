import type { Admin, Consumer, Kafka } from 'kafkajs';
import type { Logger } from 'pino';
import type { Place, SubscriptionOptions } from '../port.ts';
import { consumeBatches } from './consume-batches.ts';
import type { Ask } from './patient-admin.ts';
import { placeOf } from './places.ts';
import { watchForStandstill, type Standing } from './standstill.ts';

/** Who reads from places of its own, and keeps them itself, instead of going on where the group has come to. */
export interface Reading {
  /** Where a partition is read on from; the first record kept where nothing is given. */
  next(place: Place): bigint | undefined;
  /** What comes before an offset is done. */
  moved(place: Place, next: bigint): void;
  /** The brokers have answered a fetch. */
  heard(): void;
  /** The consumer crashed, lost its connection, or has to join anew. */
  doubt(): void;
}

export interface ConsumerOptions extends SubscriptionOptions {
  readonly batchSize: number;
  readonly sideBySide: number;
  readonly sessionMs: number;
  readonly logger: Logger;
  readonly ask: Ask;
  readonly reading?: Reading;
}

/** One consumer of the driver's, from its connecting to its end. */
export interface OpenConsumer {
  /** Resolves, with the reason, when it works no more and another one must take its place; never when it was stopped. */
  readonly gone: Promise<string>;
  /** Finishes what is in hand, commits it and leaves the group, in bounded time also when no broker answers. */
  stop(): Promise<void>;
}

const HEARTBEAT_MS = 2_000;
/** The broker answers a fetch at once when there is something; without, after this, which is also what stopping waits for. */
const FETCH_WAIT_MS = 250;
const LOOK_MS = 5_000;
/** Longer than the driver needs for its own retries after a broker was lost, about 15 s. */
const STANDSTILL_MS = 20_000;
/** A handler that takes longer holds the partitions of the same broker up. */
const BUSY_MS = 2_000;
/** Of a consumer that no broker answers, so much is waited for at its end; what is in hand then is known when it comes again. */
const LONGEST_LEAVE_MS = 20_000;

/**
 * Connects a consumer, lets it join its group and read. The driver gives up on some errors for good, and can forget partitions when a broker
 * goes; so it is watched from outside, by what the brokers say of its group: `gone` tells when it crashed, was silent, or stands still.
 * Throws when it cannot connect.
 */
export async function openConsumer(kafka: Kafka, options: ConsumerOptions): Promise<OpenConsumer> {
  const { group, topics, handle, batchSize, sideBySide, sessionMs, logger, ask, reading } = options;
  const consumer: Consumer = kafka.consumer({
    groupId: group,
    sessionTimeout: sessionMs,
    heartbeatInterval: Math.min(HEARTBEAT_MS, sessionMs / 5),
    rebalanceTimeout: 4 * sessionMs,
    maxWaitTimeInMs: FETCH_WAIT_MS,
    // Who follows on a consumer that crashed is decided in one place, `kept-consumer.ts`.
    retry: {
      initialRetryTime: 100,
      maxRetryTime: 5_000,
      retries: 8,
      restartOnFailure: () => Promise.resolve(false),
    },
  });
  const batches = consumeBatches(consumer, {
    handle,
    batchSize,
    logger,
    ...(reading === undefined ? {} : { moved: reading.moved }),
  });
  const { promise: gone, resolve: goneFor } = Promise.withResolvers<string>();

  /** The partitions that are this consumer's, by topic. */
  let assigned: Readonly<Record<string, readonly number[]>> = {};
  let lastSign = performance.now();
  consumer.on(consumer.events.CRASH, ({ payload }) => goneFor(`it crashed: ${payload.error.message}`));
  consumer.on(consumer.events.HEARTBEAT, () => void (lastSign = performance.now()));
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    lastSign = performance.now();
    assigned = payload.memberAssignment;
    batches.keepOnly(assigned);
    // Before the first fetch: the driver takes a place only from a consumer that has joined.
    if (reading) for (const place of placesOf(assigned)) seek(place, reading.next(place));
  });
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => batches.passed(payload));
  if (reading) {
    const { CRASH, DISCONNECT, REBALANCING, FETCH } = consumer.events;
    for (const event of [CRASH, DISCONNECT, REBALANCING] as const) consumer.on(event, () => reading.doubt());
    consumer.on(FETCH, () => reading.heard());
  }
  function seek({ topic, partition }: Place, offset: bigint | undefined): void {
    if (offset !== undefined) consumer.seek({ topic, partition, offset: String(offset) });
  }

  const standstill = watchForStandstill(STANDSTILL_MS);
  // A rebalance waits for the slowest member, and nobody beats meanwhile.
  const longestSilenceMs = 6 * sessionMs;
  async function look(): Promise<void> {
    const now = performance.now();
    if (now - lastSign > longestSilenceMs)
      goneFor(`it gave no sign for ${Math.round((now - lastSign) / 1_000)} s`);
    const mine = assigned;
    const standings = await ask((admin) => standingsOf(admin, group, mine, reading));
    const busy = batches.busyForMs() > BUSY_MS || batches.inHand() >= sideBySide;
    const reads = standings.filter(({ place }) => !batches.fails(place));
    const still = standstill.look(reads, performance.now(), busy);
    if (still !== undefined) goneFor(`${still} has records that it does not read`);
  }
  let looking: Promise<void> | undefined;
  const watch = setInterval(() => {
    looking ??= look()
      .catch((err: unknown) => logger.debug({ err }, 'the brokers could not say how far the group is'))
      .finally(() => (looking = undefined));
  }, LOOK_MS);
  watch.unref();

  async function stop(): Promise<void> {
    clearInterval(watch);
    const leave = async () => {
      await batches.stop();
      await consumer.stop();
      await consumer.disconnect();
    };
    await within(
      LONGEST_LEAVE_MS,
      leave().catch((err: unknown) => logger.debug({ err }, 'a consumer did not leave in order')),
    );
  }

  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: sideBySide,
      eachBatch: batches.each,
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { gone, stop };
}

/** Where the group stands in its partitions, as the brokers have it, or as who reads for itself has it. */
async function standingsOf(
  admin: Admin,
  groupId: string,
  assigned: Readonly<Record<string, readonly number[]>>,
  reading: Reading | undefined,
): Promise<readonly Standing[]> {
  const topics = Object.keys(assigned);
  if (topics.length === 0) return [];
  const committed = reading === undefined ? await admin.fetchOffsets({ groupId, topics }) : [];
  const extents = await Promise.all(
    topics.map(async (topic) => ({ topic, partitions: await admin.fetchTopicOffsets(topic) })),
  );
  return extents.flatMap(({ topic, partitions }) => {
    const places = committed.find((each) => each.topic === topic)?.partitions ?? [];
    return partitions
      .filter(({ partition }) => assigned[topic]?.includes(partition))
      .map(({ partition, low, high }) => {
        const place = { topic, partition };
        // -1: the group has not finished anything there.
        const at =
          reading?.next(place) ?? BigInt(places.find((each) => each.partition === partition)?.offset ?? -1);
        const next = at < BigInt(low) ? BigInt(low) : at;
        return { place: placeOf(place), next, behind: BigInt(high) > next };
      });
  });
}

function placesOf(assigned: Readonly<Record<string, readonly number[]>>): Place[] {
  return Object.entries(assigned).flatMap(([topic, partitions]) =>
    partitions.map((partition) => ({ topic, partition })),
  );
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}
