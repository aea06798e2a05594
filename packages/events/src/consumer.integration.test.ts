import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { newId } from '@longbox/ids';
import type { Database } from '@longbox/postgres';
import { emptyDatabase, testDatabase, waitFor, type TestDatabase } from '@longbox/testing';
import { createConsumer, type Consumer, type ConsumerOptions } from './consumer.ts';
import { deadLettersOf } from './dead-letters.ts';
import { causedBy, type DomainEvent, type Handlers, type NewEvent } from './domain-event.ts';
import { openEmbeddedLog } from './embedded-log/embedded-log.ts';
import { seal, toHeaders } from './envelope.ts';
import { INBOX_MIGRATIONS, begunAmong, markHandled, noteBegun, pruneInbox } from './inbox.ts';
import type { EventLog, EventRecord, InspectableLog, StoredEvent } from './port.ts';

const logger = pino({ level: 'silent' });
const store = newId();

class Effects1790000000000 {
  readonly name = 'Effects1790000000000';
  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query('CREATE TABLE effects (place serial, tenant text, message text)');
  }
  async down(): Promise<void> {
    throw new Error('not needed');
  }
}

function cancelled(key: string, message: string, tenantId: string = store): EventRecord {
  const event: NewEvent = {
    type: 'OrderCancelled',
    key,
    data: { orderId: key, reason: 'REQUESTED', message },
    cause: { tenantId, correlationId: 'c-1' },
  };
  const sealed = seal(event, newId(), new Date());
  return { topic: sealed.topic, key, headers: toHeaders(sealed), payload: sealed.payload };
}

/** A handler's effect: a row that says for which store the transaction was, and what the event said. */
const note = (tx: EntityManager, event: DomainEvent<'OrderCancelled'>): Promise<void> =>
  tx.query(`INSERT INTO effects (tenant, message) VALUES (current_setting('longbox.tenant_id'), $1)`, [
    event.data.message,
  ]);

describe('a consumer', () => {
  let test: TestDatabase;
  let database: Database;
  let eventLog: InspectableLog;
  let dropLog: () => Promise<void>;
  const running: Consumer[] = [];

  beforeEach(async () => {
    test = await testDatabase('consumer', { migrations: [...INBOX_MIGRATIONS, Effects1790000000000] });
    database = test.database;
    const log = await emptyDatabase('events');
    dropLog = log.drop;
    eventLog = await openEmbeddedLog({ url: log.url, logger });
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((consumer) => consumer.stop()));
    await eventLog.close();
    await Promise.all([test.dispose(), dropLog()]);
  });

  async function consume(handlers: Handlers, options: Partial<ConsumerOptions> = {}): Promise<Consumer> {
    const consumer = createConsumer({
      name: 'test.orders',
      database,
      eventLog,
      handlers,
      logger,
      ...options,
    });
    running.push(consumer);
    await consumer.start();
    return consumer;
  }

  const effects = () =>
    database.systemTransaction(async (tx): Promise<string[]> => {
      const rows: { message: string }[] = await tx.query('SELECT message FROM effects ORDER BY place');
      return rows.map((row) => row.message);
    });

  async function deadLetters(): Promise<StoredEvent[]> {
    const seen: StoredEvent[] = [];
    const subscription = await eventLog.subscribe({
      group: newId(),
      topics: ['orders.orders.dead-letters'],
      handle: async (records) => void seen.push(...records),
    });
    await waitFor(() => seen.length > 0, { what: 'a dead letter' });
    await subscription.stop();
    return seen;
  }

  it('handles an event in one transaction of its store', async () => {
    const seen: DomainEvent[] = [];
    const consumer = await consume({
      OrderCancelled: async (tx, event) => {
        seen.push(event);
        await note(tx, event);
      },
    });
    const record = cancelled('order-1', 'first');
    await eventLog.publish([record]);
    await waitFor(() => consumer.counters.handled === 1, { what: 'the event to be handled' });
    const rows: unknown = await database.systemTransaction((tx) =>
      tx.query('SELECT tenant, message FROM effects'),
    );
    expect(rows).toEqual([{ tenant: store, message: 'first' }]);
    expect(seen[0]).toMatchObject({
      id: record.headers['ce_id'],
      type: 'OrderCancelled',
      key: 'order-1',
      tenantId: store,
    });
    expect(seen[0] && causedBy(seen[0])).toEqual({
      tenantId: store,
      correlationId: 'c-1',
      causationId: record.headers['ce_id'],
    });
  });

  it('handles an event that came through Kafka Connect, which takes the version of CloudEvents for a number', async () => {
    const consumer = await consume({ OrderCancelled: note });
    const record = cancelled('order-1', 'captured');
    const other = cancelled('order-1', 'of another version');
    await eventLog.publish([
      { ...record, headers: { ...record.headers, ce_specversion: '1' } },
      { ...other, headers: { ...other.headers, ce_specversion: '2.0' } },
    ]);
    await waitFor(() => consumer.counters.dead === 1, { what: 'the event of another version to be parked' });
    expect(await effects()).toEqual(['captured']);
  });

  it('takes effect once, however often the event comes', async () => {
    const consumer = await consume({ OrderCancelled: note });
    const record = cancelled('order-1', 'once');
    await eventLog.publish([record, record]);
    await eventLog.publish([record]);
    await waitFor(() => consumer.counters.duplicates === 2, { what: 'the repetitions to be dropped' });
    expect(await effects()).toEqual(['once']);
    expect(consumer.counters).toEqual({ handled: 1, duplicates: 2, failed: 0, dead: 0 });
  });

  it('takes a replayed dead letter up where it was given up, and nowhere else, though others forgot it', async () => {
    let broken = true;
    const mended = await consume(
      {
        OrderCancelled: async (tx, event) => {
          if (broken) throw new Error('not yet');
          await note(tx, event);
        },
      },
      { attempts: 1 },
    );
    const other = await consume({ OrderCancelled: note }, { name: 'test.others' });
    await eventLog.publish([cancelled('order-1', 'parked')]);
    await waitFor(() => mended.counters.dead === 1 && other.counters.handled === 1, {
      what: 'the dead letter',
    });
    expect(await effects()).toEqual(['parked']);
    // As after the days that an inbox is kept, which are fewer than those of a dead letter.
    await database.systemTransaction((tx) => tx.query('TRUNCATE inbox'));
    broken = false;
    const letters = deadLettersOf(eventLog);
    const [letter] = (await letters.list({ limit: 5 })).letters;
    expect(await letters.replay(letter?.id ?? '')).toBe('settled');
    await waitFor(() => mended.counters.handled === 1, { what: 'the replayed event' });
    await eventLog.publish([cancelled('order-1', 'next')]);
    await waitFor(() => other.counters.handled === 2 && mended.counters.handled === 2, {
      what: 'the next event at both',
    });
    expect((await effects()).toSorted()).toEqual(['next', 'next', 'parked', 'parked']);
    expect((await letters.list({ limit: 5 })).letters).toEqual([]);
  });

  it('takes effect once when two consumers of one name get the event at the same time', async () => {
    const record = cancelled('order-1', 'once');
    // Two subscriptions in different groups give one consumer's events twice, side by side.
    const doubled: EventLog = {
      ...eventLog,
      subscribe: (options) => eventLog.subscribe({ ...options, group: newId() }),
    };
    const consumers = [
      await consume({ OrderCancelled: note }, { eventLog: doubled }),
      await consume({ OrderCancelled: note }),
    ];
    await eventLog.publish([record]);
    const sum = (of: 'handled' | 'duplicates') =>
      consumers.reduce((total, { counters }) => total + counters[of], 0);
    await waitFor(() => sum('handled') + sum('duplicates') === 2, { what: 'both to be done' });
    expect(await effects()).toEqual(['once']);
  });

  it('hands events of no store to a transaction of no store', async () => {
    const tenants: (string | null)[] = [];
    const consumer = await consume({
      MarketPricesObserved: async (tx, event) => {
        const [row]: { tenant: string }[] = await tx.query(
          `SELECT current_setting('longbox.tenant_id', true) AS tenant`,
        );
        tenants.push(event.tenantId, row?.tenant ?? null);
      },
    });
    const sealed = seal(
      {
        type: 'MarketPricesObserved',
        key: 'job-1',
        data: { source: 'scryfall', observedAt: new Date(), prices: [] },
        cause: { tenantId: null, correlationId: 'c' },
      },
      newId(),
      new Date(),
    );
    await eventLog.publish([
      { topic: sealed.topic, key: 'job-1', headers: toHeaders(sealed), payload: sealed.payload },
    ]);
    await waitFor(() => consumer.counters.handled === 1, { what: 'the event to be handled' });
    expect(tenants).toEqual([null, '']);
  });

  it('leaves no effect of an attempt that failed, and tries again until it succeeds', async () => {
    let failures = 2;
    const consumer = await consume({
      OrderCancelled: async (tx, event) => {
        await note(tx, event);
        failures -= 1;
        if (failures >= 0) throw new Error('not yet');
      },
    });
    await eventLog.publish([cancelled('order-1', 'first'), cancelled('order-1', 'second')]);
    await waitFor(() => consumer.counters.handled === 2, { what: 'both events' });
    expect(await effects()).toEqual(['first', 'second']);
    expect(consumer.counters).toMatchObject({ failed: 2, dead: 0 });
  });

  it('parks an event that keeps failing, with the reason and all that it came with, and goes on', async () => {
    const poison = cancelled('order-1', 'poison');
    const consumer = await consume(
      {
        OrderCancelled: async (tx, event) => {
          if (event.data.message === 'poison')
            throw new Error('no such order', { cause: new Error('the deeper reason') });
          await note(tx, event);
        },
      },
      { attempts: 2 },
    );
    await eventLog.publish([poison, cancelled('order-1', 'behind it')]);
    await waitFor(() => consumer.counters.handled === 1, { what: 'the event behind it' });
    expect(await effects()).toEqual(['behind it']);
    const [dead] = await deadLetters();
    expect(dead).toMatchObject({ key: 'order-1', headers: poison.headers });
    expect(Buffer.from(dead?.payload ?? [])).toEqual(poison.payload);
    expect(dead?.headers).toMatchObject({
      dl_consumer: 'test.orders',
      dl_reason: 'FAILED',
      dl_attempts: '2',
      dl_topic: 'orders.orders',
      dl_offset: '0',
    });
    expect(dead?.headers['dl_error']).toMatch(/no such order[^]*the deeper reason/);
  });

  it.each([
    ['a payload that is not Avro', (record: EventRecord) => ({ ...record, payload: Buffer.from('{}') })],
    ['no attributes', (record: EventRecord) => ({ ...record, headers: {} })],
    [
      'a store that is no UUID',
      (record: EventRecord) => ({ ...record, headers: { ...record.headers, ce_tenantid: "' OR 1=1" } }),
    ],
  ])('parks a record with %s at once, and goes on', async (_, spoil) => {
    const consumer = await consume({ OrderCancelled: note });
    await eventLog.publish([spoil(cancelled('order-1', 'bad')), cancelled('order-1', 'good')]);
    await waitFor(() => consumer.counters.handled === 1, { what: 'the good event' });
    expect(await effects()).toEqual(['good']);
    expect((await deadLetters())[0]?.headers).toMatchObject({ dl_reason: 'UNREADABLE', dl_attempts: '1' });
  });

  it('passes events by that it does not handle, also of types it has never heard of', async () => {
    const consumer = await consume({
      OrderPlaced: async () => undefined,
      OrderConfirmed: async () => undefined,
      OrderCancelled: note,
    });
    const unknown = cancelled('order-1', 'x');
    await eventLog.publish([
      { ...unknown, headers: { ...unknown.headers, ce_type: 'OrderTeleported' } },
      cancelled('order-1', 'known'),
    ]);
    await waitFor(() => consumer.counters.handled === 1, { what: 'the known event' });
    expect(consumer.counters).toEqual({ handled: 1, duplicates: 0, failed: 0, dead: 0 });
  });

  it('parks nothing while the database does not answer, however long, and handles it afterwards', async () => {
    let away = true;
    const flaky: Database = {
      ...database,
      transaction: (tenantId, work) =>
        away ? Promise.reject(new Error('connection refused')) : database.transaction(tenantId, work),
      ping: async () => !away,
    };
    const consumer = await consume({ OrderCancelled: note }, { database: flaky, attempts: 2 });
    await eventLog.publish([cancelled('order-1', 'patient')]);
    await waitFor(() => consumer.counters.failed >= 3, { what: 'more failures than attempts are allowed' });
    away = false;
    await waitFor(() => consumer.counters.handled === 1, { what: 'the event to be handled' });
    expect(consumer.counters.dead).toBe(0);
  });

  it('parks an event on which the process has died five times, before it dies a sixth time', async () => {
    const record = cancelled('order-1', 'deadly');
    // What five killed processes leave behind.
    for (let death = 1; death <= 5; death += 1)
      await noteBegun(database, 'test.orders', [record.headers['ce_id'] ?? '']);
    const consumer = await consume({ OrderCancelled: note });
    await eventLog.publish([record, cancelled('order-1', 'harmless')]);
    await waitFor(() => consumer.counters.handled === 1, { what: 'the harmless event' });
    expect(await effects()).toEqual(['harmless']);
    expect((await deadLetters())[0]?.headers).toMatchObject({ dl_reason: 'KILLED', dl_attempts: '5' });
  });

  it('keeps no count of deaths for an event whose handling ended', async () => {
    let failures = 1;
    const consumer = await consume({
      OrderCancelled: async () => {
        failures -= 1;
        if (failures >= 0) throw new Error('not yet');
      },
    });
    await eventLog.publish([cancelled('order-1', 'first')]);
    await waitFor(() => consumer.counters.handled === 1, { what: 'the event' });
    const attempts = () =>
      database.systemTransaction<unknown[]>((tx) => tx.query('SELECT * FROM inbox_attempts'));
    await waitFor(async () => (await attempts()).length === 0, { what: 'the count to be cleared' });
    expect(await attempts()).toEqual([]);
  });

  it('handles several events of one store in one transaction where that is allowed, and one by one when one of them fails', async () => {
    const transactions: string[][] = [];
    const watched: Database = {
      ...database,
      transaction: async (tenantId, work) => {
        transactions.push([]);
        return database.transaction(tenantId, work);
      },
    };
    const consumer = await consume(
      {
        OrderCancelled: async (tx, event) => {
          transactions.at(-1)?.push(event.data.message);
          if (event.data.message === 'bad') throw new Error('bad');
          await note(tx, event);
        },
      },
      { database: watched, eventsPerTransaction: 3, attempts: 1 },
    );
    const other = newId();
    // The first ones of a partition are taken with care.
    await eventLog.publish(['1', '2', '3'].map((message) => cancelled('order-1', message)));
    await waitFor(() => consumer.counters.handled === 3, { what: 'the first events' });
    transactions.length = 0;
    await eventLog.publish([
      cancelled('order-1', 'a'),
      cancelled('order-1', 'b'),
      cancelled('order-1', 'other', other),
      cancelled('order-1', 'c'),
      cancelled('order-1', 'bad'),
      cancelled('order-1', 'd'),
    ]);
    await waitFor(() => consumer.counters.handled === 8, { what: 'the later events' });
    expect(transactions).toEqual([['a', 'b'], ['other'], ['c', 'bad'], ['c'], ['bad'], ['d']]);
    expect(await effects()).toEqual(['1', '2', '3', 'a', 'b', 'other', 'c', 'd']);
    expect(consumer.counters.dead).toBe(1);
  });

  it('gives a handler of many all events of its type that one transaction takes, whatever their partitions', async () => {
    const batches: string[][] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const consumer = await consume({
      OrderCancelled: {
        batch: async (tx, events) => {
          batches.push(events.map(({ data }) => data.message));
          if (batches.length === 1) await held;
          for (const event of events) await note(tx, event);
        },
      },
    });
    await eventLog.publish([cancelled('order-0', 'first')]);
    await waitFor(() => batches.length === 1, { what: 'the first transaction' });
    // What comes meanwhile, in partitions of its own, goes into the next one together.
    const later = Array.from({ length: 8 }, (_, n) => cancelled(`order-${n + 1}`, `later ${n}`));
    await eventLog.publish(later);
    const begun = () =>
      database.systemTransaction<unknown[]>((tx) => tx.query('SELECT * FROM inbox_attempts'));
    await waitFor(async () => (await begun()).length >= 4, { what: 'several to wait for the transaction' });
    release();
    await waitFor(() => consumer.counters.handled === 9, { what: 'all events' });
    expect(batches.length).toBeLessThan(9);
    expect(batches.flat().toSorted()).toEqual(['first', ...later.map((_, n) => `later ${n}`)]);
    expect((await effects()).length).toBe(9);
  });

  it('takes the events that were beside a deadly one alone, and parks the deadly one only', async () => {
    const records = ['a', 'b', 'c'].map((message) => cancelled('order-1', message));
    const ids = records.map(({ headers }) => headers['ce_id'] ?? '');
    // All three began together once; then the second one killed the process four times more, at last alone.
    await noteBegun(database, 'test.orders', ids);
    for (let death = 2; death <= 5; death += 1) await noteBegun(database, 'test.orders', ids.slice(1, 2));
    const consumer = await consume({ OrderCancelled: note });
    await eventLog.publish(records);
    await waitFor(() => consumer.counters.handled === 2, { what: 'the innocent ones' });
    expect(await effects()).toEqual(['a', 'c']);
    expect((await deadLetters())[0]?.headers).toMatchObject({ dl_reason: 'KILLED', ce_id: ids[1] });
  });

  it('condemns nothing for deaths beside it: what was in hand is handled again, alone in the process', async () => {
    // Of stores of their own, as events of one store share transactions anyway.
    const records = Array.from({ length: 8 }, (_, n) => cancelled(`order-${n}`, `bystander ${n}`, newId()));
    const ids = records.map(({ headers }) => headers['ce_id'] ?? '');
    // In hand, in partitions of their own, when the process died; and again, some of them, when it died the next time.
    await noteBegun(database, 'test.orders', ids);
    await noteBegun(database, 'test.orders', ids.slice(0, 4));
    let running = 0;
    let most = 0;
    const consumer = await consume({
      OrderCancelled: async (tx, event) => {
        running += 1;
        most = Math.max(most, running);
        await note(tx, event);
        running -= 1;
      },
    });
    await eventLog.publish(records);
    await waitFor(() => consumer.counters.handled === 8, { what: 'all of them' });
    expect(most).toBe(1);
    expect(consumer.counters.dead).toBe(0);
  });

  it('forgets the deaths of an event that turns out to have been handled before the process died', async () => {
    const record = cancelled('order-1', 'done');
    const id = record.headers['ce_id'] ?? '';
    await noteBegun(database, 'test.orders', [id]);
    await database.systemTransaction((tx) => markHandled(tx, 'test.orders', [id]));
    const consumer = await consume({ OrderCancelled: note });
    await eventLog.publish([record]);
    await waitFor(() => consumer.counters.duplicates === 1, { what: 'the event to come again' });
    await waitFor(async () => (await begunAmong(database, 'test.orders', [id])).size === 0, {
      what: 'the note to be cleared',
    });
    expect(await effects()).toEqual([]);
  });

  it('stops while an event waits to be tried again, and leaves it for the next start', async () => {
    let broken = true;
    const handlers: Handlers = {
      OrderCancelled: async (tx, event) => {
        if (broken) throw new Error('not today');
        await note(tx, event);
      },
    };
    const first = await consume(handlers, { attempts: 1_000 });
    await eventLog.publish([cancelled('order-1', 'later')]);
    await waitFor(() => first.counters.failed > 0, { what: 'the first attempt' });
    await first.stop();
    broken = false;
    const second = await consume(handlers);
    await waitFor(() => second.counters.handled === 1, { what: 'the event at the next start' });
    expect(await effects()).toEqual(['later']);
  });

  it('forgets handled events after the days that it keeps them, and no others', async () => {
    const consumer = await consume({ OrderCancelled: note });
    await eventLog.publish([cancelled('order-1', 'a'), cancelled('order-1', 'b')]);
    await waitFor(() => consumer.counters.handled === 2, { what: 'the events' });
    await database.systemTransaction((tx) =>
      tx.query(
        `INSERT INTO inbox (consumer, event_id, handled_at) SELECT 'old', uuidv7(), now() - interval '31 days' FROM generate_series(1, 4500)`,
      ),
    );
    expect(await pruneInbox(database, 30)).toBe(4_500);
    expect(await pruneInbox(database, 30)).toBe(0);
    const rows: unknown[] = await database.systemTransaction((tx) => tx.query('SELECT * FROM inbox'));
    expect(rows).toHaveLength(2);
  });
});
