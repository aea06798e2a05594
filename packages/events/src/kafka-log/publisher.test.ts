import { describe, expect, it } from '@jest/globals';
import { Kafka, logLevel, type Producer, type RecordMetadata } from 'kafkajs';
import { pino } from 'pino';
import type { EventRecord } from '../port.ts';
import type { Topic } from '../topics.ts';
import { openPublisher } from './publisher.ts';

const logger = pino({ level: 'silent' });
const topics: Topic[] = ['a', 'b', 'late', 'lost'].map((name) => ({
  name,
  owner: 'order',
  key: 'order id',
  partitions: 12,
  retentionDays: 7,
  types: [],
}));
const messages = (topic: string, keys: readonly string[] = ['one']): EventRecord[] =>
  keys.map((key) => ({ topic, key, headers: {}, payload: Buffer.from('x') }));

/** Producers that take what they are told to take: a broker that loses an answer at the right moment cannot be had. */
function brokerOf(
  answer: (producer: number, topic: string) => Promise<void>,
  acknowledged: (all: RecordMetadata[]) => RecordMetadata[] = (all) => all,
) {
  const life: string[] = [];
  const kafka = new Kafka({ brokers: ['nowhere:1'], logLevel: logLevel.NOTHING });
  let made = 0;
  kafka.producer = (options) => {
    expect(options).toMatchObject({ idempotent: true, maxInFlightRequests: 1 });
    const number = (made += 1);
    return {
      connect: async () => void life.push(`${number} connects`),
      sendBatch: async ({ topicMessages }) => {
        const topic = topicMessages?.[0]?.topic ?? '';
        life.push(`${number} sends ${topic}`);
        await answer(number, topic);
        return acknowledged(
          (topicMessages ?? []).flatMap(({ topic: topicName, messages: some }) =>
            some.map(({ partition = -1 }) => ({ topicName, partition, errorCode: 0 })),
          ),
        );
      },
      disconnect: async () => void life.push(`${number} ends`),
    } satisfies Partial<Producer> as unknown as Producer;
  };
  return { kafka, life };
}

describe('the producer of the log on Kafka', () => {
  it('is replaced after a sending that failed, since its numbers may be used up', async () => {
    const { kafka, life } = brokerOf((producer) =>
      producer === 1 ? Promise.reject(new Error('no answer')) : Promise.resolve(),
    );
    const publisher = await openPublisher(kafka, topics, logger);
    await expect(publisher.send(messages('a'))).rejects.toThrow('no answer');
    await publisher.send(messages('a'));
    await publisher.send(messages('b'));
    await publisher.close();
    expect(life).toEqual([
      '1 connects',
      '1 sends a',
      '1 ends',
      '2 connects',
      '2 sends a',
      '2 sends b',
      '2 ends',
    ]);
  });

  it('is kept until everybody who waits for it has an answer', async () => {
    const late = Promise.withResolvers<void>();
    const { kafka, life } = brokerOf((_, topic) =>
      topic === 'lost' ? Promise.reject(new Error('no answer')) : late.promise,
    );
    const publisher = await openPublisher(kafka, topics, logger);
    const waiting = publisher.send(messages('late'));
    await expect(publisher.send(messages('lost'))).rejects.toThrow('no answer');
    expect(life).not.toContain('1 ends');
    late.resolve();
    await waiting;
    expect(life).toContain('1 ends');
    await publisher.close();
  });

  it('has not sent what no broker has acknowledged, although the driver reports success', async () => {
    const keys = Array.from({ length: 20 }, (_, n) => `order-${n}`);
    let losing = true;
    const { kafka } = brokerOf(
      () => Promise.resolve(),
      (all) => (losing ? all.filter(({ partition }) => partition !== all[0]?.partition) : all),
    );
    const publisher = await openPublisher(kafka, topics, logger);
    await expect(publisher.send(messages('a', keys))).rejects.toThrow(/acknowledged what goes to a\/\d+$/);
    losing = false;
    await publisher.send(messages('a', keys));
    await publisher.close();
  });

  it('is asked for again when it could not be had', async () => {
    const { kafka, life } = brokerOf((producer) =>
      producer === 1 ? Promise.reject(new Error('no answer')) : Promise.resolve(),
    );
    const publisher = await openPublisher(kafka, topics, logger);
    await expect(publisher.send(messages('a'))).rejects.toThrow('no answer');
    const make = kafka.producer.bind(kafka);
    kafka.producer = (options) => ({
      ...make(options),
      connect: () => Promise.reject(new Error('nobody there')),
    });
    await expect(publisher.send(messages('a'))).rejects.toThrow('nobody there');
    kafka.producer = make;
    await publisher.send(messages('a'));
    expect(life.at(-1)).toMatch(/ sends a$/);
    await publisher.close();
  });
});
