import { Partitioners, type Kafka, type Producer, type RecordMetadata, type TopicMessages } from 'kafkajs';
import type { Logger } from 'pino';
import type { EventRecord } from '../port.ts';
import type { Topic } from '../topics.ts';

export interface Publisher {
  /**
   * Resolves when every in-sync replica has the records. Throws `Unacknowledged`, or the driver's error when it has given up; they may be
   * there even so.
   */
  send(records: readonly EventRecord[]): Promise<void>;
  close(): Promise<void>;
}

/** The driver says that all is well, and no broker has said so of some of it. */
export class Unacknowledged extends Error {
  override readonly name = 'Unacknowledged';
}

interface Numbered {
  readonly producer: Producer;
  /** Sendings that have no answer yet. */
  pending: number;
  retired: boolean;
}

/**
 * An idempotent producer, by which the broker drops what the driver sends twice, and a new one after each sending that failed. A producer
 * numbers its messages, and after a failure nobody knows whether the broker has seen the last numbers: if it has, the broker refuses
 * whatever comes next under them, for ever, or takes a different message for the same one and drops it. A new producer has numbers of its
 * own; what the old one had brought over comes again, which consumers know by its id.
 *
 * Each sending is held against what the brokers have acknowledged, partition by partition: when a partition moves to another broker while
 * the driver tries again, and that broker has already answered for others, the driver leaves the partition out and reports success
 * (https://github.com/tulios/kafkajs/issues/1303). Throws the driver's error when no broker answers.
 */
export async function openPublisher(
  kafka: Kafka,
  topics: readonly Topic[],
  logger: Logger,
): Promise<Publisher> {
  const messagesOf = partitioned(topics);
  let current: Promise<Numbered> | undefined = connect();
  const retired = new Set<Promise<void>>();

  async function connect(): Promise<Numbered> {
    const producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    try {
      await producer.connect();
    } catch (error) {
      current = undefined;
      await producer.disconnect().catch(() => undefined);
      throw error;
    }
    return { producer, pending: 0, retired: false };
  }

  /** Others may still wait for its answers: it is ended by the last of them. */
  function retire(numbered: Numbered, from: Promise<Numbered>): void {
    numbered.retired = true;
    if (current === from) current = undefined;
  }

  function endIfDone({ producer, pending, retired: over }: Numbered): void {
    if (!over || pending > 0) return;
    const ending = producer
      .disconnect()
      .catch((err: unknown) => logger.debug({ err }, 'a producer of Kafka could not be ended in order'));
    retired.add(ending);
    void ending.finally(() => retired.delete(ending));
  }

  await current;
  return {
    async send(records) {
      const topicMessages = messagesOf(records);
      const from = (current ??= connect());
      const numbered = await from;
      numbered.pending += 1;
      try {
        assertAcknowledged(topicMessages, await numbered.producer.sendBatch({ acks: -1, topicMessages }));
      } catch (error) {
        retire(numbered, from);
        throw error;
      } finally {
        numbered.pending -= 1;
        endIfDone(numbered);
      }
    },
    async close() {
      const last = await current?.catch(() => undefined);
      await last?.producer.disconnect();
      await Promise.all(retired);
    },
  };
}

/** Records as messages that name their partition, by the hash of their key that all of Kafka's clients agree on (murmur2). */
function partitioned(topics: readonly Topic[]): (records: readonly EventRecord[]) => TopicMessages[] {
  const choose = Partitioners.DefaultPartitioner();
  const places = new Map(
    topics.map(({ name, partitions }) => [
      name,
      Array.from({ length: partitions }, (_, partitionId) => ({
        partitionId,
        partitionErrorCode: 0,
        leader: 0,
        replicas: [],
        isr: [],
      })),
    ]),
  );
  return (records) =>
    [...Map.groupBy(records, ({ topic }) => topic)].map(([topic, some]) => ({
      topic,
      messages: some.map(({ key, headers, payload }) => {
        const message = { key, headers: { ...headers }, value: Buffer.from(payload) };
        const partition = choose({ topic, partitionMetadata: places.get(topic) ?? [], message });
        return { ...message, partition };
      }),
    }));
}

function assertAcknowledged(
  topicMessages: readonly TopicMessages[],
  acknowledged: readonly RecordMetadata[],
): void {
  const kept = new Set(
    acknowledged.flatMap(({ topicName, partition, errorCode }) =>
      errorCode === 0 ? [`${topicName}/${partition}`] : [],
    ),
  );
  const missing = topicMessages.flatMap(({ topic, messages }) =>
    messages.map(({ partition }) => `${topic}/${partition}`).filter((place) => !kept.has(place)),
  );
  if (missing.length > 0)
    throw new Unacknowledged(`no broker has acknowledged what goes to ${[...new Set(missing)].join(', ')}`);
}
