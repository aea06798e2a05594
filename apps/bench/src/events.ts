import { setTimeout as pause } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import pino from 'pino';
import {
  ALL_TOPICS,
  INBOX_MIGRATIONS,
  OUTBOX_MIGRATIONS,
  appendToOutbox,
  createConsumer,
  createRelay,
  openEmbeddedLog,
  openKafkaLog,
  type DomainEvent,
  type EventLog,
} from '@longbox/events';
import { newId } from '@longbox/ids';
import { startLocalPostgres } from '@longbox/local-postgres';
import { migrate, openDatabase, type Database } from '@longbox/postgres';
import { KafkaUnavailable, startLocalKafka } from '../../../infra/kafka/local/cluster.ts';
import { arrive } from './arrivals.ts';
import { startPollingRelay } from './polling-relay.ts';
import { quantile, type BenchmarkOptions, type Findings } from './report.ts';
import { waitUntil } from './waiting.ts';

const logger = pino({ level: 'silent' });
const store = newId();
const KEYS = 500;
const EVENTS_A_TRANSACTION = 100;
const DEADLINE_MS = 120_000;
/** A broker's virtual machine compiles itself as it runs; one in service has long done so. */
const WARM_SECONDS = 10;

/** Where an event took effect: at what time, by this process's clock. */
type Heard = (event: Pick<DomainEvent<'OrderCancelled'>, 'data'>) => void;

interface Way {
  readonly name: string;
  /** Commits events; the message of each says which it is. */
  commit(messages: readonly string[]): Promise<void>;
  /** Begins to move what was committed to where it takes effect. */
  start(heard: Heard): Promise<void>;
  stop(): Promise<void>;
}

/**
 * From the commit of an event to the commit of its effect: latency at a fixed rate, and how many a second in bulk; through the relay and
 * its consumer, on the embedded log and on Kafka, beside a relay that polls every 100 ms and beside a bare `kafkajs` producer. Options:
 * `rate` (events a second, 200), `seconds` (10), `bulk` (events, 20,000).
 */
export async function run({ given, say }: BenchmarkOptions): Promise<Findings> {
  const rate = Number(given['rate'] ?? 200);
  const seconds = Number(given['seconds'] ?? 10);
  const bulk = Number(given['bulk'] ?? 20_000);
  const folder = mkdtempSync(join(tmpdir(), 'longbox-bench-'));
  const kafka = await kafkaBrokers(join(folder, 'kafka'), say);
  const postgres = await startLocalPostgres({ dataDir: folder, databases: ['told', 'heard', 'events'] });
  const told = await opened('told', postgres.urls['told'] ?? '', [...OUTBOX_MIGRATIONS]);
  const heard = await opened('heard', postgres.urls['heard'] ?? '', [...INBOX_MIGRATIONS]);
  const figures: Record<string, number> = {};
  try {
    const logs: [string, () => Promise<EventLog>][] = [
      ['', () => openEmbeddedLog({ url: postgres.urls['events'] ?? '', logger })],
      ...(kafka
        ? [
            ['kafka', () => openKafkaLog({ brokers: kafka.brokers, logger })] as [
              string,
              () => Promise<EventLog>,
            ],
          ]
        : []),
    ];
    for (const [log, open] of logs)
      for (const polling of [false, true]) {
        const name = nameOf(log, polling ? 'Polling' : '');
        say(`${log || 'embedded'} log, ${polling ? 'a relay that polls' : 'the relay'}`);
        Object.assign(
          figures,
          await measured(name, throughOutbox(name, told, heard, open, polling), { rate, seconds, bulk }),
        );
      }
    if (kafka) {
      say('a bare producer');
      Object.assign(
        figures,
        await measured('bareKafkajs', bareKafka(kafka.brokers), { rate, seconds, bulk }),
      );
    }
    return {
      data: `${rate} events/s for ${seconds} s over ${KEYS} keys, then ${bulk} in transactions of ${EVENTS_A_TRANSACTION}; effect: one row each`,
      figures,
      ratios: ratiosOf(figures),
    };
  } finally {
    await Promise.all([told.close(), heard.close()]);
    await postgres.stop();
    await kafka?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const nameOf = (log: string, way: string) => {
  const name = `${log}${way}`;
  return name.charAt(0).toLowerCase() + name.slice(1);
};
const figure = (name: string, what: string) =>
  name === '' ? what : `${name}${what.charAt(0).toUpperCase()}${what.slice(1)}`;

async function measured(
  name: string,
  way: Way,
  { rate, seconds, bulk }: { readonly rate: number; readonly seconds: number; readonly bulk: number },
): Promise<Record<string, number>> {
  const at = new Map<string, number>();
  await way.start(({ data }) => void at.set(data.message, performance.now()));
  const settle = (count: number) =>
    waitUntil(`${count} events to take effect`, DEADLINE_MS, async () => at.size === count);
  try {
    // Connections, plans and partitions are warm, and so is the broker, before anything is measured.
    await way.commit(messages(name, 'first', 0, KEYS));
    await arrive(rate * WARM_SECONDS, rate, (index) => way.commit(messages(name, 'warm', index, 1)));
    await settle(KEYS + rate * WARM_SECONDS);
    at.clear();

    const committed = new Map<string, number>();
    const count = rate * seconds;
    await arrive(count, rate, async (index) => {
      const [message = ''] = messages(name, 'paced', index, 1);
      await way.commit([message]);
      committed.set(message, performance.now());
    });
    await settle(count);
    const latencies = [...committed].map(([message, from]) =>
      Math.max(0, (at.get(message) ?? Number.NaN) - from),
    );
    at.clear();

    await way.stop();
    for (let from = 0; from < bulk; from += EVENTS_A_TRANSACTION)
      await way.commit(messages(name, 'bulk', from, EVENTS_A_TRANSACTION));
    const start = performance.now();
    await way.start(({ data }) => void at.set(data.message, performance.now()));
    await settle(bulk);
    const eventsPerSecond = (bulk * 1_000) / (performance.now() - start);
    return {
      [figure(name, 'latencyP50Ms')]: quantile(latencies, 0.5),
      [figure(name, 'latencyP99Ms')]: quantile(latencies, 0.99),
      [figure(name, 'eventsPerSecond')]: eventsPerSecond,
    };
  } finally {
    await way.stop();
  }
}

const messages = (name: string, what: string, from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `${name} ${what} ${from + i}`);

/** The outbox and a relay, the log, a consumer with its inbox. */
function throughOutbox(
  name: string,
  told: Database,
  heard: Database,
  open: () => Promise<EventLog>,
  polling: boolean,
): Way {
  let stops: (() => Promise<void>)[] = [];
  return {
    name,
    commit: (some) =>
      told.transaction(store, (tx) =>
        appendToOutbox(
          tx,
          some.map((message, i) => {
            const orderId = `order-${(Number(/\d+$/.exec(message)?.[0] ?? 0) + i) % KEYS}`;
            return {
              type: 'OrderCancelled' as const,
              key: orderId,
              data: { orderId, reason: 'REQUESTED' as const, message },
              cause: { tenantId: store, correlationId: 'bench' },
            };
          }),
        ),
      ),
    async start(hear) {
      const eventLog = await open();
      const relay = polling
        ? startPollingRelay(told, eventLog)
        : createRelay({ database: told, eventLog, logger });
      const consumer = createConsumer({
        name: `bench.${name || 'embedded'}`,
        database: heard,
        eventLog,
        logger,
        handlers: {
          OrderCancelled: {
            batch: (tx, events) =>
              tx.query('INSERT INTO effects SELECT * FROM unnest($1::text[])', [
                events.map(({ data }) => data.message),
              ]),
          },
        },
        onEffect: (event) => {
          // A new group reads the topic from its start, what the ways before have told included.
          if (event.type === 'OrderCancelled' && event.data.message.startsWith(`${name} `)) hear(event);
        },
      });
      await consumer.start();
      await relay.start();
      stops = [() => relay.stop(), () => consumer.stop(), () => eventLog.close()];
    },
    async stop() {
      for (const stop of stops.splice(0)) await stop();
    },
  };
}

/** What Kafka alone does: no outbox, no inbox, no transaction; sent and received. */
function bareKafka(brokers: readonly string[]): Way {
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
  const topic = ALL_TOPICS.find(({ name }) => name === 'orders.orders')?.name ?? '';
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  let consumer = kafka.consumer({ groupId: newId() });
  let waiting: string[] = [];
  let running = false;
  const send = (some: readonly string[]) =>
    producer.send({
      topic,
      acks: -1,
      messages: some.map((message) => ({ key: message.slice(-2), value: message })),
    });
  return {
    name: 'bareKafkajs',
    async commit(some) {
      if (running) await send(some);
      else waiting.push(...some);
    },
    async start(hear) {
      await producer.connect();
      consumer = kafka.consumer({ groupId: newId(), maxWaitTimeInMs: 250 });
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: false });
      const joined = new Promise<void>((resolve) => {
        consumer.on(consumer.events.GROUP_JOIN, () => resolve());
      });
      await consumer.run({
        eachBatch: ({ batch }) => {
          for (const { value } of batch.messages) {
            const message = value?.toString() ?? '';
            if (message.startsWith('bareKafkajs'))
              hear({ data: { orderId: '', reason: 'REQUESTED', message } });
          }
          return Promise.resolve();
        },
      });
      await joined;
      // The group begins at the end of the topic, which it has looked up by then.
      await pause(1_000);
      running = true;
      for (let from = 0; from < waiting.length; from += 500) await send(waiting.slice(from, from + 500));
      waiting = [];
    },
    async stop() {
      running = false;
      await consumer.disconnect();
      await producer.disconnect();
    },
  };
}

async function opened(
  name: string,
  url: string,
  migrations: Parameters<typeof openDatabase>[0]['migrations'],
) {
  const database = await openDatabase({ name, url, migrations: [...(migrations ?? [])] });
  await migrate(database);
  await database.system((connection) =>
    connection.query('CREATE TABLE IF NOT EXISTS effects (message text)'),
  );
  return database;
}

async function kafkaBrokers(dataDir: string, say: BenchmarkOptions['say']) {
  try {
    return await startLocalKafka({
      folder: join(import.meta.dirname, '../../../infra/kafka/local'),
      dataDir,
      nodes: 1,
      say,
    });
  } catch (error) {
    if (!(error instanceof KafkaUnavailable)) throw error;
    say(`without Kafka: ${error.message}`);
    return undefined;
  }
}

function ratiosOf(figures: Readonly<Record<string, number>>): Record<string, number> {
  const ratio = (a: string, b: string) => (figures[a] ?? Number.NaN) / (figures[b] ?? Number.NaN);
  const all = {
    latencyP99VsPolling: ratio('latencyP99Ms', 'pollingLatencyP99Ms'),
    eventsVsPolling: ratio('eventsPerSecond', 'pollingEventsPerSecond'),
    kafkaLatencyP99VsPolling: ratio('kafkaLatencyP99Ms', 'kafkaPollingLatencyP99Ms'),
    kafkaEventsVsBareKafkajs: ratio('kafkaEventsPerSecond', 'bareKafkajsEventsPerSecond'),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => !Number.isNaN(value)));
}
