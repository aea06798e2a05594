import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { EntitySchema } from 'typeorm';
import { newId } from '@longbox/ids';
import { testDatabase, waitFor, type TestDatabase } from '@longbox/testing';
import { Notes1700000000000, cutConnections, insertNote, textsOf } from './fixtures.ts';
import {
  DatabaseUnavailable,
  isCheckViolation,
  isTransient,
  isUniqueViolation,
  openDatabase,
  type Database,
} from './index.ts';

interface Note {
  tenantId: string;
  id: number;
  text: string;
}

const NoteSchema = new EntitySchema<Note>({
  name: 'Note',
  tableName: 'notes',
  columns: {
    tenantId: { name: 'tenant_id', type: 'uuid', primary: true },
    id: { type: 'int', primary: true },
    text: { type: 'text' },
  },
});

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await testDatabase('postgres', {
    migrations: [Notes1700000000000],
    entities: [NoteSchema],
    poolSize: 3,
  });
  ({ database } = test);
});

afterAll(async () => {
  await test.dispose();
});

describe('a transaction', () => {
  it('keeps nothing when the work throws', async () => {
    const store = newId();
    const failed = database.transaction(store, async (tx) => {
      await insertNote(tx, store, 1, 'gone');
      throw new Error('on purpose');
    });
    await expect(failed).rejects.toThrow('on purpose');
    expect(await textsOf(database, store)).toEqual([]);
  });

  it('is run again after a deadlock, and both sides get through', async () => {
    const store = newId();
    await database.transaction(store, async (tx) => {
      await insertNote(tx, store, 1, 'one');
      await insertNote(tx, store, 2, 'two');
    });
    let runs = 0;
    let waiting = 0;
    const lockBoth = (first: number, second: number) =>
      database.transaction(store, async (tx) => {
        runs += 1;
        await tx.query('SELECT 1 FROM notes WHERE id = $1 FOR UPDATE', [first]);
        waiting += 1;
        await waitFor(() => waiting >= 2, { what: 'both to hold their first row' });
        await tx.query('SELECT 1 FROM notes WHERE id = $1 FOR UPDATE', [second]);
      });
    await Promise.all([lockBoth(1, 2), lockBoth(2, 1)]);
    expect(runs).toBe(3);
  });

  it('is run five times at most, also when the failure stands behind another error', async () => {
    let runs = 0;
    const hopeless = database.transaction(newId(), async (tx) => {
      runs += 1;
      try {
        await tx.query(`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`);
      } catch (cause) {
        throw new Error('the order could not be saved', { cause });
      }
    });
    await expect(hopeless).rejects.toThrow('the order could not be saved');
    expect(runs).toBe(5);
  });

  it('is not run again for an error that would come again', async () => {
    let runs = 0;
    const wrong = database.transaction(newId(), (tx) => {
      runs += 1;
      return tx.query('SELECT 1/0');
    });
    await expect(wrong).rejects.toThrow(/division by zero/);
    expect(runs).toBe(1);
  });

  it('refuses a statement that nobody waited for, instead of running it on its own', async () => {
    const store = newId();
    let stray: Promise<unknown> = Promise.resolve();
    const failed = database.transaction(store, (tx) => {
      // Comes while the rollback is on its way to the server.
      stray = new Promise((resolve) => setImmediate(resolve)).then(() =>
        insertNote(tx, store, 1, 'kept by mistake'),
      );
      stray.catch(() => undefined);
      return Promise.reject(new Error('on purpose'));
    });
    await expect(failed).rejects.toThrow('on purpose');
    await expect(stray).rejects.toThrow(/the transaction is over|already released/);
    expect(await textsOf(database, store)).toEqual([]);
  });

  it('nests, and maps entities on the same connection', async () => {
    const store = newId();
    await database.transaction(store, async (tx) => {
      const notes = tx.getRepository(NoteSchema);
      await notes.insert({ tenantId: store, id: 1, text: 'outer' });
      await tx
        .transaction(async (inner) => {
          await inner.getRepository(NoteSchema).insert({ tenantId: store, id: 2, text: 'inner' });
          throw new Error('only the inner one');
        })
        .catch(() => undefined);
      expect(await notes.find()).toEqual([{ tenantId: store, id: 1, text: 'outer' }]);
    });
    expect(await textsOf(database, store)).toEqual(['outer']);
  });

  it('reads what others committed meanwhile, whatever the server has for a default', async () => {
    const [row] = await database.transaction(newId(), (tx) =>
      tx.query<{ transaction_isolation: string }[]>('SHOW transaction_isolation'),
    );
    expect(row?.transaction_isolation).toBe('read committed');
  });

  it('tells which constraint refused a row', async () => {
    const store = newId();
    const put = (id: number) =>
      database.transaction(store, (tx) => insertNote(tx, store, id, 'x')).catch((error: unknown) => error);
    await put(1);
    const twice = await put(1);
    expect(isUniqueViolation(twice)).toBe(true);
    expect(isUniqueViolation(twice, 'one_id_in_a_store')).toBe(true);
    expect(isUniqueViolation(twice, 'another_constraint')).toBe(false);
    expect(isCheckViolation(twice)).toBe(false);
    expect(isCheckViolation(await put(-1), 'id_positive')).toBe(true);
    expect(isUniqueViolation(new Error('x')) || isTransient(undefined)).toBe(false);
  });
});

describe('a connection', () => {
  it('that breaks in the middle is replaced, and the next work gets a sound one', async () => {
    const store = newId();
    for (let i = 0; i < 5; i += 1)
      await expect(
        database.transaction(store, (tx) => tx.query('SELECT pg_terminate_backend(pg_backend_pid())')),
      ).rejects.toThrow(/terminat/);
    await Promise.all(
      [1, 2, 3, 4].map((id) => database.transaction(store, (tx) => insertNote(tx, store, id, 'sound'))),
    );
    expect(await textsOf(database, store)).toHaveLength(4);
  });

  it('that breaks while idle is replaced', async () => {
    await Promise.all([1, 2, 3].map(() => textsOf(database, newId())));
    expect(await cutConnections(database, '-postgres')).toBeGreaterThan(0);
    await waitFor(() => Promise.all([1, 2, 3].map(() => textsOf(database, newId()))), {
      what: 'sound connections',
    });
  });

  it('that was cut off while this process did not look is replaced before anything is sent on it', async () => {
    const store = newId();
    await Promise.all([1, 2, 3].map(() => textsOf(database, store)));
    const other = new pg.Client({ connectionString: test.url });
    await other.connect();
    const cut = other.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'longbox-postgres' AND datname = current_database() AND pid <> pg_backend_pid()",
    );
    // The event loop stands still, and with it all that would be heard of the connections.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    expect(await Promise.all([1, 2, 3].map(() => textsOf(database, store)))).toEqual([[], [], []]);
    expect((await cut).rowCount).toBeGreaterThanOrEqual(3);
    await other.end();
  });

  it('on which a transaction was left open does not go back to the pool', async () => {
    const store = newId();
    await database.read(store, async (connection) => {
      await connection.query('BEGIN');
      await insertNote(connection, store, 1, 'left open');
    });
    expect(await textsOf(database, store)).toEqual([]);
    const open = async () => {
      const [row] = await database.read(store, (tx) =>
        tx.query<{ open: number }[]>(
          "SELECT count(*)::int AS open FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'",
        ),
      );
      return row?.open;
    };
    // The server hears of the end of a connection when it comes to it.
    await waitFor(async () => (await open()) === 0, { what: 'the transaction to end' });
  });

  it('carries limits for statements and locks, and says whose it is', async () => {
    const [row] = await database.read(newId(), (tx) =>
      tx.query(
        `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
                current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('application_name') AS name`,
      ),
    );
    expect(row).toEqual({ statement: '15s', lock: '8s', idle: '30s', name: 'longbox-postgres' });
  });
});

describe('the statements', () => {
  it('are reported one by one, those that bind the store left out', async () => {
    const seen: string[] = [];
    const end = database.onStatement((sql) => seen.push(sql));
    await textsOf(database, newId());
    await database.transaction(newId(), (tx) => tx.query('SELECT 1'));
    await database.systemTransaction((tx) => tx.query('SELECT 1/0')).catch(() => undefined);
    end();
    await textsOf(database, newId());
    expect(seen).toEqual([
      'SELECT text FROM notes ORDER BY text',
      'START TRANSACTION',
      'SELECT 1',
      'COMMIT',
      'START TRANSACTION',
      'SELECT 1/0',
      'ROLLBACK',
    ]);
  });
});

describe('notices', () => {
  it('come again after the connection was cut, and the reconnect itself wakes', async () => {
    const payloads: string[] = [];
    const end = await database.listen('bell', (payload) => payloads.push(payload));
    const notify = (payload: string) =>
      database.systemTransaction((tx) => tx.query("SELECT pg_notify('bell', $1)", [payload]));
    await notify('first');
    await waitFor(() => payloads.includes('first'), { what: 'the first notice' });
    expect(await cutConnections(database, '-listen')).toBe(1);
    await waitFor(() => payloads.includes(''), { what: 'the wake-up after the reconnect' });
    await notify('second');
    await waitFor(() => payloads.includes('second'), { what: 'a notice after the cut' });
    await end();
  });
});

describe('a database', () => {
  it('that cannot be reached is named with its variable and address, and never with the password', async () => {
    const url = 'postgres://longbox:hunter2@127.0.0.1:1/order';
    const error = await openDatabase({ name: 'order', url }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DatabaseUnavailable);
    const { message, cause } = error as DatabaseUnavailable;
    expect(message).toMatch(/order database at 127\.0\.0\.1:1\/order .*ECONNREFUSED.* ORDER_DATABASE_URL/);
    expect(message).not.toContain('hunter2');
    expect(String(cause)).toContain('ECONNREFUSED');
    await expect(openDatabase({ name: 'order', url: 'nonsense' })).rejects.toThrow(
      /^ORDER_DATABASE_URL is not/,
    );
  });

  it('answers a ping also when every connection is busy, and none after its server is away', async () => {
    const busy = [1, 2, 3, 4].map(() => database.read(newId(), (tx) => tx.query('SELECT pg_sleep(0.3)')));
    expect(await database.ping()).toBe(true);
    await Promise.all(busy);
  });

  it('waits for what runs when it is closed, and takes no new work', async () => {
    const own = await openDatabase({ name: 'postgres', url: test.url });
    const store = newId();
    const running = own.transaction(store, async (tx) => {
      await tx.query('SELECT pg_sleep(0.2)');
      await insertNote(tx, store, 1, 'finished');
    });
    await own.listen('bell', () => undefined);
    const closing = own.close();
    await expect(own.read(store, (tx) => tx.query('SELECT 1'))).rejects.toThrow(/being closed/);
    await Promise.all([running, closing, own.close()]);
    expect(await textsOf(database, store)).toEqual(['finished']);
    expect(await database.ping()).toBe(true);
  });
});
