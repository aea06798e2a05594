import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '@longbox/ids';
import { emptyDatabase, testDatabase, waitFor, type TestDatabase } from '@longbox/testing';
import { assertOrdinaryRole, isUniqueViolation, migrate, openDatabase, tenantPolicy } from './index.ts';

class Notes1700000000000 {
  async up(runner: { query(sql: string): Promise<unknown> }) {
    await runner.query(
      'CREATE TABLE notes (id int, tenant_id uuid NOT NULL, text text NOT NULL, UNIQUE (tenant_id, id))',
    );
    for (const statement of tenantPolicy('notes')) await runner.query(statement);
  }

  async down(runner: { query(sql: string): Promise<unknown> }) {
    await runner.query('DROP TABLE notes');
  }
}

let test: TestDatabase;
const [a, b] = [newId(), newId()];

beforeAll(async () => {
  test = await testDatabase('postgres', { migrations: [Notes1700000000000], poolSize: 3 });
});

afterAll(async () => {
  await test.dispose();
});

const write = (store: string, id: number, text: string, owner = store) =>
  test.database.transaction(store, (tx) =>
    tx.query('INSERT INTO notes (id, tenant_id, text) VALUES ($1, $2, $3)', [id, owner, text]),
  );
const everything = (store: string) =>
  test.database.read(store, (tx) => tx.query<{ text: string }[]>('SELECT text FROM notes ORDER BY text'));

describe('row-level security', () => {
  it('shows a store its own rows alone, though the statement names no store', async () => {
    await write(a, 1, 'of a');
    await write(b, 1, 'of b');
    expect(await everything(a)).toEqual([{ text: 'of a' }]);
    expect(await everything(b)).toEqual([{ text: 'of b' }]);
    expect(await test.database.systemTransaction((tx) => tx.query('SELECT * FROM notes'))).toEqual([]);
  });

  it('refuses a row of another store, and changes none', async () => {
    await expect(write(a, 2, 'smuggled', b)).rejects.toThrow(/row-level security/);
    await test.database.transaction(a, (tx) => tx.query("UPDATE notes SET text = 'taken'"));
    expect(await everything(b)).toEqual([{ text: 'of b' }]);
    await test.database.transaction(a, (tx) => tx.query("UPDATE notes SET text = 'of a'"));
  });

  it('holds while many stores share few connections', async () => {
    const stores = Array.from({ length: 20 }, newId);
    await Promise.all(stores.map((store, id) => write(store, id, `only ${store}`)));
    const rounds = Array.from({ length: 200 }, (_, i) => stores[i % stores.length] ?? '');
    const seen = await Promise.all(rounds.map(everything));
    seen.forEach((rows, i) => {
      expect(rows).toEqual([{ text: `only ${rounds[i]}` }]);
    });
  });

  it('is not trusted to a role that it does not bind', async () => {
    await expect(assertOrdinaryRole(test.database)).resolves.toBeUndefined();
    const superuser = await openDatabase({ name: 'postgres', url: test.superuserUrl });
    await expect(assertOrdinaryRole(superuser)).rejects.toThrow(/NOSUPERUSER NOBYPASSRLS/);
    await superuser.close();
  });
});

describe('a transaction', () => {
  it('keeps nothing when the work throws', async () => {
    const store = newId();
    const failed = test.database.transaction(store, async (tx) => {
      await tx.query('INSERT INTO notes (id, tenant_id, text) VALUES (1, $1, $2)', [store, 'gone']);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await everything(store)).toEqual([]);
  });

  it('is run again after a deadlock, and both sides get through', async () => {
    const store = newId();
    await write(store, 1, 'one');
    await write(store, 2, 'two');
    let runs = 0;
    const lockBoth = (first: number, second: number) =>
      test.database.transaction(store, async (tx) => {
        runs += 1;
        await tx.query('SELECT 1 FROM notes WHERE tenant_id = $1 AND id = $2 FOR UPDATE', [store, first]);
        await tx.query('SELECT pg_sleep(0.1)');
        await tx.query('SELECT 1 FROM notes WHERE tenant_id = $1 AND id = $2 FOR UPDATE', [store, second]);
      });
    await Promise.all([lockBoth(1, 2), lockBoth(2, 1)]);
    expect(runs).toBeGreaterThanOrEqual(3);
  }, 20_000);

  it('tells a unique violation from other errors', async () => {
    const error = await write(a, 1, 'again').catch((caught: unknown) => caught);
    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(error, 'another_constraint')).toBe(false);
    expect(isUniqueViolation(new Error('x'))).toBe(false);
  });
});

describe('the statements', () => {
  it('are reported one by one, those that bind the store left out', async () => {
    const seen: string[] = [];
    const end = test.database.onStatement((sql) => seen.push(sql));
    await everything(newId());
    await test.database.transaction(newId(), (tx) => tx.query('SELECT 1'));
    end();
    await everything(a);
    expect(seen).toHaveLength(5);
    expect(seen.filter((sql) => sql.includes('set_config'))).toEqual([]);
  });
});

describe('notices', () => {
  it('come again after the connection was cut', async () => {
    let woken = 0;
    const end = await test.database.listen('bell', () => (woken += 1));
    const notify = () => test.database.systemTransaction((tx) => tx.query("SELECT pg_notify('bell', '')"));
    await notify();
    await waitFor(() => woken > 0, { what: 'the first notice' });
    await test.database.systemTransaction((tx) =>
      tx.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE '%listen' AND datname = current_database()",
      ),
    );
    woken = 0;
    await waitFor(async () => (await notify(), woken > 0), { what: 'a notice after the cut' });
    await end();
  });
});

describe('migrations', () => {
  it('are run once when two processes start together', async () => {
    const { url, drop } = await emptyDatabase('migrations');
    const both = await Promise.all(
      [1, 2].map(() => openDatabase({ name: 'migrations', url, migrations: [Notes1700000000000] })),
    );
    const run = await Promise.all(both.map(migrate));
    expect(run.flat()).toEqual(['Notes1700000000000']);
    await Promise.all(both.map((database) => database.close()));
    await drop();
  });

  it('that fail are named and leave nothing', async () => {
    class Broken1700000000001 {
      async up(runner: { query(sql: string): Promise<unknown> }) {
        await runner.query('CREATE TABLE half (id int)');
        await runner.query('SELECT nonsense');
      }

      async down() {}
    }
    const { url, drop } = await emptyDatabase('broken');
    const database = await openDatabase({ name: 'broken', url, migrations: [Broken1700000000001] });
    await expect(migrate(database)).rejects.toThrow(/broken database.*nonsense/);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    expect((await client.query("SELECT to_regclass('half') AS half")).rows).toEqual([{ half: null }]);
    await client.end();
    await database.close();
    await drop();
  });
});
