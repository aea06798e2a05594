import pino from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { emptyDatabase, testDatabase, waitFor, type TestDatabase } from '@longbox/testing';
import { createConsumer } from './consumer.ts';
import type { NewEvent } from './domain-event.ts';
import { openEmbeddedLog } from './embedded-log/embedded-log.ts';
import { INBOX_MIGRATIONS } from './inbox.ts';
import { createEventMetrics, type EventMetrics } from './metrics.ts';
import { OUTBOX_MIGRATIONS, appendToOutbox } from './outbox.ts';
import type { InspectableLog } from './port.ts';
import { createRelay } from './relay.ts';

const logger = pino({ level: 'silent' });

describe('the metrics of the events', () => {
  let test: TestDatabase;
  let log: InspectableLog;
  let drop: () => Promise<void>;
  let registry: Registry;
  let metrics: EventMetrics;

  beforeEach(async () => {
    test = await testDatabase('metrics', { migrations: [...OUTBOX_MIGRATIONS, ...INBOX_MIGRATIONS] });
    const events = await emptyDatabase('events');
    drop = events.drop;
    log = await openEmbeddedLog({ url: events.url, logger });
    registry = new Registry();
    metrics = createEventMetrics({ registry, inspection: log.inspection, logger, lagAgeMs: 0 });
  });

  afterEach(async () => {
    await log.close();
    await Promise.all([test.dispose(), drop()]);
  });

  const cancelled = (message: string): NewEvent => ({
    type: 'OrderCancelled',
    key: 'order-1',
    data: { orderId: 'order-1', reason: 'REQUESTED', message },
    cause: { tenantId: newId(), correlationId: 'c' },
  });
  const append = (...messages: string[]) =>
    test.database.systemTransaction((tx) => appendToOutbox(tx, messages.map(cancelled)));

  /** The value that a line of the scraped text has. */
  async function valueOf(line: string): Promise<number | undefined> {
    const found = (await registry.metrics()).split('\n').find((each) => each.startsWith(`${line} `));
    return found === undefined ? undefined : Number(found.split(' ').at(-1));
  }

  it('count what was published, handled, dropped, failed and parked, and how long it took', async () => {
    const relay = createRelay({ database: test.database, eventLog: log, logger });
    const consumer = createConsumer({
      name: 'test.orders',
      database: test.database,
      eventLog: log,
      logger,
      attempts: 2,
      handlers: {
        OrderCancelled: async (_, event) => {
          if (event.data.message === 'poison') throw new Error('never');
        },
      },
      onEffect: ({ time }) => metrics.tookEffect('test.orders', time),
    });
    metrics.addRelay('order', relay.counters);
    metrics.addConsumer('test.orders', consumer.counters);
    expect(await valueOf('longbox_events_relay_leading{database="order"}')).toBe(0);
    await relay.start();
    await consumer.start();
    await append('one', 'poison', 'two');
    await waitFor(() => consumer.counters.handled === 2 && relay.counters.published === 3, {
      what: 'the events to be handled and marked',
    });
    expect(await valueOf('longbox_events_relay_leading{database="order"}')).toBe(1);
    expect(await valueOf('longbox_events_published_total{database="order"}')).toBe(3);
    expect(await valueOf('longbox_events_publish_failures_total{database="order"}')).toBe(0);
    expect(await valueOf('longbox_events_handled_total{consumer="test.orders"}')).toBe(2);
    expect(await valueOf('longbox_events_duplicates_total{consumer="test.orders"}')).toBe(0);
    expect(await valueOf('longbox_events_failed_attempts_total{consumer="test.orders"}')).toBe(2);
    expect(await valueOf('longbox_events_dead_letters_total{consumer="test.orders"}')).toBe(1);
    const seconds = 'longbox_events_commit_to_effect_seconds';
    expect(await valueOf(`${seconds}_count{consumer="test.orders"}`)).toBe(2);
    expect(await valueOf(`${seconds}_bucket{le="600",consumer="test.orders"}`)).toBe(2);
    expect(await valueOf(`${seconds}_sum{consumer="test.orders"}`)).toBeLessThan(30);
    await consumer.stop();
    await relay.stop();
  });

  it('tell the lag of a consumer that stands still, of this process’s consumers only', async () => {
    const consume = (name: string) =>
      createConsumer({
        name,
        database: test.database,
        eventLog: log,
        logger,
        handlers: { OrderCancelled: async () => undefined },
      });
    const [consumer, other] = [consume('test.orders'), consume('elsewhere.orders')];
    metrics.addConsumer('test.orders', consumer.counters);
    await consumer.start();
    await other.start();
    const relay = createRelay({ database: test.database, eventLog: log, logger });
    await relay.start();
    await append('one');
    const lag = 'longbox_events_lag{consumer="test.orders",topic="orders.orders"}';
    await waitFor(async () => consumer.counters.handled === 1 && (await valueOf(lag)) === 0, {
      what: 'the consumer to be up to date',
    });
    await consumer.stop();
    await append('two', 'three');
    await waitFor(async () => (await valueOf(lag)) === 2, { what: 'the lag' });
    await consumer.start();
    await waitFor(async () => (await valueOf(lag)) === 0, { what: 'the consumer to have caught up' });
    expect(await registry.metrics()).not.toContain('elsewhere.orders');
    await Promise.all([consumer.stop(), other.stop()]);
    await relay.stop();
  });

  it('tell no lag when the log does not, and everything else all the same', async () => {
    metrics = createEventMetrics({
      registry: (registry = new Registry()),
      inspection: { groups: () => Promise.reject(new Error('the log is away')) },
      logger,
    });
    metrics.addConsumer('test.orders', { handled: 3, duplicates: 0, failed: 0, dead: 0 });
    const text = await registry.metrics();
    expect(text).toContain('longbox_events_handled_total{consumer="test.orders"} 3');
    expect(text).not.toContain('longbox_events_lag{');
  });
});
