import { Partitioners, type Kafka, type Producer, type TopicMessages } from 'kafkajs';
import type { Logger } from 'pino';

export interface Publisher {
  /** Resolves when every in-sync replica has the messages. Throws the driver's error when it has given up; they may be there even so. */
  send(topicMessages: TopicMessages[]): Promise<void>;
  close(): Promise<void>;
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
 * own; what the old one had brought over comes again, which consumers know by its id. Throws the driver's error when no broker answers.
 */
export async function openPublisher(kafka: Kafka, logger: Logger): Promise<Publisher> {
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
    async send(topicMessages) {
      const from = (current ??= connect());
      const numbered = await from;
      numbered.pending += 1;
      try {
        await numbered.producer.sendBatch({ acks: -1, topicMessages });
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
