import { spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { openDatabase, type Database } from '@longbox/postgres';
import { testDatabase, waitFor, type TestDatabase } from '@longbox/testing';
import type { NewEvent } from './domain-event.ts';
import { open } from './envelope.ts';
import { OUTBOX_MIGRATIONS, appendToOutbox } from './outbox.ts';
import type { EventLog, EventRecord } from './port.ts';
import { createRelay, type Relay } from './relay.ts';

const logger = pino({ level: 'silent' });
const tenantId = newId();

const cancelled = (key: string, message = ''): NewEvent => ({
  type: 'OrderCancelled',
  key,
  data: { orderId: key, reason: 'REQUESTED', message },
  cause: { tenantId, correlationId: 'correlation-1', causationId: newId() },
});

/** A process that leads and does nothing else. */
const LEADER = `
  import { openDatabase } from '@longbox/postgres';
  const database = await openDatabase({ name: 'relay', url: process.env.DATABASE_URL });
  await database.lead('outbox relay', { elected: () => console.log('elected'), deposed: () => process.exit(1) });`;

describe('outbox and relay', () => {
  let test: TestDatabase;
  let database: Database;
  let kept: EventRecord[];
  /** What the event log does before it keeps records; a test makes it fail or wait. */
  let before: () => Promise<void>;
  let eventLog: Pick<EventLog, 'publish'> & EventLog;
  const running: Relay[] = [];

  beforeEach(async () => {
    test = await testDatabase('relay', { migrations: OUTBOX_MIGRATIONS });
    database = test.database;
    kept = [];
    before = async () => undefined;
    // The relay sees of the log only what it is asked to publish.
    eventLog = {
      publish: async (records) => {
        await before();
        kept.push(...records);
      },
      subscribe: () => Promise.reject(new Error('a relay does not subscribe')),
      ping: async () => true,
      close: async () => undefined,
    };
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((relay) => relay.stop()));
    await test.dispose();
  });

  async function relayOn(
    on: Database,
    options: { batchSize?: number; sweepMs?: number } = {},
  ): Promise<Relay> {
    // A sweep so rare that only notices can have woken the relay.
    const relay = createRelay({ database: on, eventLog, logger, sweepMs: 60_000, ...options });
    running.push(relay);
    await relay.start();
    return relay;
  }

  const append = (...events: NewEvent[]) =>
    database.transaction(tenantId, (tx) => appendToOutbox(tx, events));
  const keys = () => kept.map((record) => record.key);
  const left = () =>
    database.systemTransaction(async (tx) => {
      const rows: { count: number }[] = await tx.query('SELECT count(*)::int AS count FROM outbox');
      return rows[0]?.count;
    });

  it('publishes what was committed, as CloudEvents, and empties the outbox', async () => {
    await relayOn(database);
    const event = cancelled('order-1', 'the shopper asked');
    await append(event);
    await waitFor(() => kept.length === 1, { what: 'the event' });
    const [record] = kept;
    expect(record).toMatchObject({ topic: 'orders.orders', key: 'order-1' });
    expect(record?.headers).toEqual({
      ce_specversion: '1.0',
      ce_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ce_type: 'OrderCancelled',
      ce_source: '/longbox/order',
      ce_subject: 'order-1',
      ce_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z$/),
      'content-type': 'application/avro',
      ce_tenantid: tenantId,
      ce_correlationid: 'correlation-1',
      ce_causationid: event.cause.causationId,
    });
    expect(record && open(record)).toMatchObject({ type: 'OrderCancelled', tenantId, data: event.data });
    await waitFor(async () => (await left()) === 0, { what: 'the outbox to be empty' });
  });

  it('publishes nothing of a transaction that is rolled back', async () => {
    await relayOn(database);
    const failing = database.transaction(tenantId, async (tx) => {
      await appendToOutbox(tx, [cancelled('rolled-back')]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await append(cancelled('kept'));
    await waitFor(() => kept.length > 0, { what: 'the event' });
    expect(keys()).toEqual(['kept']);
  });

  it('keeps the order of appending, over more events than a batch takes', async () => {
    await append(...Array.from({ length: 25 }, (_, n) => cancelled(`order-${n}`)));
    await relayOn(database, { batchSize: 10 });
    await waitFor(() => kept.length === 25, { what: 'all events' });
    expect(keys()).toEqual(Array.from({ length: 25 }, (_, n) => `order-${n}`));
  });

  it('publishes the event of a transaction that took a low position and committed late', async () => {
    await relayOn(database);
    const late = await openTransaction(test.url);
    await late.append('late');
    await append(cancelled('early'));
    await waitFor(() => kept.length === 1, { what: 'the event that committed first' });
    await late.commit();
    await waitFor(() => kept.length === 2, { what: 'the event that committed late' });
    expect(keys()).toEqual(['early', 'late']);
  });

  it('does not lose what a relay with a cursor over positions would', async () => {
    const late = await openTransaction(test.url);
    await late.append('late');
    await append(cancelled('early'));
    const cursorRelay = { cursor: '0', published: [] as string[] };
    const turn = () =>
      database.systemTransaction(async (tx) => {
        const rows: { position: string; key: string }[] = await tx.query(
          'SELECT position, key FROM outbox WHERE position > $1 ORDER BY position',
          [cursorRelay.cursor],
        );
        cursorRelay.published.push(...rows.map((row) => row.key));
        cursorRelay.cursor = rows.at(-1)?.position ?? cursorRelay.cursor;
      });
    await turn();
    await late.commit();
    await turn();
    expect(cursorRelay.published).toEqual(['early']);

    await relayOn(database);
    await waitFor(() => kept.length === 2, { what: 'both events' });
    expect(keys()).toEqual(['late', 'early']);
  });

  it('keeps the order of commits for each key while transactions interleave', async () => {
    await database.systemTransaction((tx) =>
      tx.query('CREATE TABLE aggregates AS SELECT n AS id, 0 AS version FROM generate_series(0, 2) AS n'),
    );
    await relayOn(database, { batchSize: 3 });
    const change = (id: number) =>
      database.transaction(tenantId, async (tx) => {
        const [rows]: [{ version: number }[], number] = await tx.query(
          'UPDATE aggregates SET version = version + 1 WHERE id = $1 RETURNING version',
          [id],
        );
        await appendToOutbox(tx, [cancelled(`order-${id}`, `${rows[0]?.version}`)]);
      });
    await Promise.all(Array.from({ length: 90 }, (_, n) => change(n % 3)));
    await waitFor(() => kept.length === 90, { what: 'all events' });
    for (const id of [0, 1, 2]) {
      const versions = kept
        .filter((record) => record.key === `order-${id}`)
        .map((record) => (open(record).data as { message: string }).message);
      expect(versions).toEqual(Array.from({ length: 30 }, (_, n) => `${n + 1}`));
    }
  });

  it('is not held up by a long transaction somewhere else', async () => {
    await relayOn(database);
    const other = await openTransaction(test.url);
    await other.append('import');
    await append(cancelled('checkout'));
    await waitFor(() => keys().includes('checkout'), { what: 'the event' });
    await other.commit();
    expect(keys()[0]).toBe('checkout');
  });

  it('stands back while the event log is away, and publishes all in order afterwards', async () => {
    let attempts = 0;
    before = async () => {
      attempts += 1;
      if (attempts <= 3) throw new Error('the broker is away');
    };
    const relay = await relayOn(database);
    await append(cancelled('order-1'));
    await append(cancelled('order-2'));
    await waitFor(() => kept.length === 2, { what: 'both events' });
    expect(keys()).toEqual(['order-1', 'order-2']);
    // They count when they are marked, which is after they were kept.
    await waitFor(() => relay.counters.published === 2, { what: 'both to be counted' });
    expect(relay.counters.failures).toBe(3);
  });

  it('publishes again what was published but not marked', async () => {
    let failures = 1;
    await append(cancelled('order-1'));
    const marksFail: Database = {
      ...database,
      system: async (work) => {
        if (kept.length === 1 && failures > 0) {
          failures -= 1;
          throw new Error('the connection breaks before the mark');
        }
        return database.system(work);
      },
    };
    await relayOn(marksFail);
    await waitFor(() => kept.length === 2, { what: 'the event to come again' });
    expect(kept[0]?.headers['ce_id']).toBe(kept[1]?.headers['ce_id']);
  });

  it('publishes from one process at a time, and another takes over when it stops', async () => {
    const second = await openDatabase({ name: 'relay', url: test.url });
    const relays = [await relayOn(database), await relayOn(second)];
    expect(relays.map((relay) => relay.counters.leading)).toEqual([true, false]);
    await append(...Array.from({ length: 20 }, (_, n) => cancelled(`order-${n}`)));
    await waitFor(() => kept.length === 20, { what: 'the events' });
    expect(relays[1]?.counters.published).toBe(0);
    await relays[0]?.stop();
    await append(cancelled('after'));
    await waitFor(() => keys().includes('after'), { what: 'the event, from the other process' });
    await waitFor(() => relays[1]?.counters.published === 1, { what: 'it to be counted' });
    expect(relays[1]?.counters.leading).toBe(true);
    await relays[1]?.stop();
    await second.close();
  });

  it('takes over within five seconds when the process that led is killed', async () => {
    const leader = spawn(process.execPath, ['--input-type=module', '--eval', LEADER], {
      env: { ...process.env, DATABASE_URL: test.url },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(leader.stdout, 'data')) as [Buffer];
    expect(said.toString()).toContain('elected');
    const relay = await relayOn(database);
    await append(cancelled('order-1'));
    expect(relay.counters.leading).toBe(false);
    leader.kill('SIGKILL');
    const began = Date.now();
    await waitFor(() => keys().includes('order-1'), { what: 'the event' });
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it('notices that it lost the leadership, and stands for it again', async () => {
    const relay = await relayOn(database);
    const client = new pg.Client({ connectionString: test.superuserUrl });
    await client.connect();
    await client.query(
      `SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
       WHERE l.locktype = 'advisory' AND d.datname = current_database()`,
    );
    await client.end();
    await waitFor(() => !relay.counters.leading, { what: 'the loss', everyMs: 1 });
    await append(cancelled('after'));
    await waitFor(() => keys().includes('after'), { what: 'the event' });
    expect(relay.counters.leading).toBe(true);
  });

  it('publishes what is committed before it stops', async () => {
    const relay = await relayOn(database);
    await waitFor(() => relay.counters.leading, { what: 'the relay to lead' });
    before = () => new Promise((resolve) => setTimeout(resolve, 30));
    await append(...Array.from({ length: 5 }, (_, n) => cancelled(`order-${n}`)));
    await relay.stop();
    expect(kept).toHaveLength(5);
    expect(await left()).toBe(0);
    await append(cancelled('after the stop'));
    expect(kept).toHaveLength(5);
  });

  it('refuses an event that does not fit its schema, and with it the transaction', async () => {
    const wrong = {
      ...cancelled('order-1'),
      data: { orderId: 'order-1', reason: 'BECAUSE', message: '' },
    } as unknown as NewEvent;
    await expect(append(wrong)).rejects.toThrow(/OrderCancelled does not fit its schema at reason/);
    await expect(append(cancelled(''))).rejects.toThrow(/needs a key: order id/);
    expect(await left()).toBe(0);
  });
});

/** A transaction that stays open until the test commits it. */
async function openTransaction(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN');
  return {
    append: (key: string) =>
      client.query(
        `WITH appended AS (
           INSERT INTO outbox (event_id, topic, key, type, source, time, correlation_id, payload)
           VALUES ($1, 'orders.orders', $2, 'OrderCancelled', '/longbox/order', now(), 'c', '\\x00'))
         SELECT pg_notify('outbox', '')`,
        [newId(), key],
      ),
    async commit() {
      await client.query('COMMIT');
      await client.end();
    },
  };
}
