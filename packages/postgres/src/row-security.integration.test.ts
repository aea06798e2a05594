import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { testDatabase, type TestDatabase } from '@longbox/testing';
import { Notes1700000000000, insertNote, textsOf } from './fixtures.ts';
import { assertOrdinaryRole, openDatabase, tablesWithoutRowSecurity, tenantPolicy } from './index.ts';

let test: TestDatabase;
const [a, b] = [newId(), newId()];

beforeAll(async () => {
  test = await testDatabase('postgres', { migrations: [Notes1700000000000], poolSize: 3 });
  for (const store of [a, b])
    await test.database.transaction(store, (tx) => insertNote(tx, store, 1, `of ${store}`));
});

afterAll(async () => {
  await test.dispose();
});

describe('row-level security', () => {
  it('shows a store its own rows alone, though the statement names no store', async () => {
    expect(await textsOf(test.database, a)).toEqual([`of ${a}`]);
    expect(await textsOf(test.database, b)).toEqual([`of ${b}`]);
  });

  it('shows no row where the connection is bound to no store', async () => {
    expect(await test.database.systemTransaction((tx) => tx.query('SELECT * FROM notes'))).toEqual([]);
  });

  it('refuses to write, change, move or delete a row of another store', async () => {
    const { database } = test;
    await expect(database.transaction(a, (tx) => insertNote(tx, b, 2, 'smuggled'))).rejects.toThrow(
      /row-level security/,
    );
    await expect(
      database.transaction(a, (tx) => tx.query('UPDATE notes SET tenant_id = $1', [b])),
    ).rejects.toThrow(/row-level security/);
    await database.transaction(a, async (tx) => {
      await tx.query("UPDATE notes SET text = 'taken' WHERE tenant_id = $1", [b]);
      await tx.query('DELETE FROM notes WHERE tenant_id = $1', [b]);
    });
    expect(await textsOf(database, b)).toEqual([`of ${b}`]);
  });

  it('holds while many stores share few connections, in reads and in transactions that fail', async () => {
    const { database } = test;
    const stores = Array.from({ length: 20 }, newId);
    await Promise.all(
      stores.map((store, id) => database.transaction(store, (tx) => insertNote(tx, store, id + 1, store))),
    );
    const round = async (i: number) => {
      const store = stores[i % stores.length] ?? '';
      const failing = database.transaction(store, async (tx) => {
        await insertNote(tx, store, 1_000 + i, 'not kept');
        throw new Error('on purpose');
      });
      await expect(failing).rejects.toThrow('on purpose');
      expect(await textsOf(database, store)).toEqual([store]);
    };
    await Promise.all(Array.from({ length: 300 }, (_, i) => round(i)));
  });

  it('is not trusted to a role that it does not bind', async () => {
    await expect(assertOrdinaryRole(test.database)).resolves.toBeUndefined();
    const superuser = await openDatabase({ name: 'postgres', url: test.superuserUrl });
    await expect(assertOrdinaryRole(superuser)).rejects.toThrow(
      /POSTGRES_DATABASE_URL a role with NOSUPERUSER NOBYPASSRLS/,
    );
    await superuser.close();
  });

  it('is missed where a migration forgot it', async () => {
    expect(await tablesWithoutRowSecurity(test.database)).toEqual([]);
    await test.database.systemTransaction(async (tx) => {
      await tx.query('CREATE TABLE forgotten (tenant_id uuid NOT NULL)');
      await tx.query('CREATE TABLE enabled_only (tenant_id uuid NOT NULL)');
      await tx.query('ALTER TABLE enabled_only ENABLE ROW LEVEL SECURITY');
      await tx.query('CREATE TABLE shared_by_all (id int)');
    });
    expect(await tablesWithoutRowSecurity(test.database)).toEqual(['enabled_only', 'forgotten']);
  });

  it('takes nothing but the name of a table', () => {
    expect(() => tenantPolicy('notes; DROP TABLE notes')).toThrow(TypeError);
  });
});
