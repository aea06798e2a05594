import { Kafka, logLevel, type KafkaConfig } from 'kafkajs';
import type { Logger } from 'pino';
import type { InspectableLog, Subscription, SubscriptionOptions } from '../port.ts';
import { ALL_TOPICS, type Topic } from '../topics.ts';
import { inspectBroker } from './inspection.ts';
import { keepConsuming } from './kept-consumer.ts';
import { patiently } from './patient-admin.ts';
import { prepareTopics } from './prepare-topics.ts';
import { openPublisher } from './publisher.ts';
import type { ReaderSettings } from './reader.ts';
import { openSocket } from './sockets.ts';

export interface KafkaLogOptions {
  /** `host:port` of some brokers; the others are found through them. */
  readonly brokers: readonly string[];
  readonly ssl?: KafkaConfig['ssl'];
  readonly sasl?: KafkaConfig['sasl'];
  /** A consumer that is silent for so long gives its partitions up; 10 when left out. The brokers allow 6 at least unless told otherwise. */
  readonly sessionSeconds?: number;
  /** On how many brokers a topic that is made is kept, two of which must have each record; the brokers' default when left out. */
  readonly replication?: number;
  readonly logger: Logger;
  /** The declared topics and their dead letters when left out. */
  readonly topics?: readonly Topic[];
  /** Records handed to a consumer at once at most; 200 when left out. */
  readonly batchSize?: number;
  /** Partitions that one subscription handles at the same time at most; 16 when left out, since a consumer puts them into one transaction. */
  readonly sideBySide?: number;
}

const PING_MS = 2_000;
const CONNECT_MS = 5_000;
const REQUEST_MS = 15_000;
const SESSION_SECONDS = 10;

/**
 * The event log on Kafka. The producer is idempotent and waits for every in-sync replica; consumers commit after the effect. Topics are
 * made as they are declared. Throws `TopicMismatch`, or the driver's error when no broker answers.
 */
export async function openKafkaLog(options: KafkaLogOptions): Promise<InspectableLog> {
  const { topics = ALL_TOPICS, batchSize = 200, sideBySide = 16 } = options;
  const sessionMs = (options.sessionSeconds ?? SESSION_SECONDS) * 1_000;
  const logger = options.logger.child({ log: 'kafka' });
  const kafka = new Kafka({
    clientId: 'longbox',
    brokers: [...options.brokers],
    ...(options.ssl === undefined ? {} : { ssl: options.ssl }),
    ...(options.sasl === undefined ? {} : { sasl: options.sasl }),
    socketFactory: openSocket,
    connectionTimeout: CONNECT_MS,
    requestTimeout: REQUEST_MS,
    retry: { initialRetryTime: 100, maxRetryTime: 5_000, retries: 8 },
    logLevel: logLevel.WARN,
    logCreator: () => (entry) =>
      logger.debug({ kafka: entry.log.message, error: entry.log['error'] as unknown }, 'kafka'),
  });
  const admin = kafka.admin();
  await admin.connect();
  // A broker that has not heard of a topic that was just made says that there is none.
  const ask = patiently(kafka, admin);
  await ask((asked) => prepareTopics(asked, topics, { replication: options.replication, logger })).catch(
    async (error: unknown) => {
      await admin.disconnect();
      throw error;
    },
  );
  const publisher = await openPublisher(kafka, topics, logger);
  const subscriptions = new Set<Subscription>();
  const known = new Set(topics.map(({ name }) => name));
  const consuming: ReaderSettings = { batchSize, sideBySide, sessionMs, logger, ask };
  let closed = false;

  function assertKnown(names: Iterable<string>): void {
    if (closed) throw new Error('the event log is closed');
    for (const name of names)
      if (!known.has(name)) throw new RangeError(`the event log has no topic ${name}`);
  }

  async function subscribe({ group, topics: names, handle }: SubscriptionOptions): Promise<Subscription> {
    assertKnown(names);
    const kept = await keepConsuming(kafka, {
      ...consuming,
      group,
      topics: names,
      handle,
      logger: logger.child({ group }),
    });
    const subscription: Subscription = {
      async stop() {
        subscriptions.delete(subscription);
        await kept.stop();
      },
    };
    subscriptions.add(subscription);
    return subscription;
  }

  return {
    inspection: inspectBroker(kafka, [...known], consuming),
    async publish(records) {
      assertKnown(new Set(records.map(({ topic }) => topic)));
      if (records.length > 0) await publisher.send(records);
    },
    subscribe,
    async ping() {
      const answer = admin.describeCluster().then(
        () => true,
        () => false,
      );
      return Promise.race([
        answer,
        new Promise<false>((resolve) => setTimeout(() => resolve(false), PING_MS).unref()),
      ]);
    },
    async close() {
      if (closed) return;
      closed = true;
      await Promise.all([...subscriptions].map((subscription) => subscription.stop()));
      await publisher.close();
      await admin.disconnect();
    },
  };
}
