import { describe, expect, it } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import pg from 'pg';
import { emptyDatabase } from '@longbox/testing';
import { Notes1700000000000 } from './fixtures.ts';
import { MigrationFailed, migrate, openDatabase, type Database, type MigrationClass } from './index.ts';

async function withDatabases(
  count: number,
  migrations: readonly MigrationClass[],
  work: (databases: readonly Database[], url: string) => Promise<void>,
): Promise<void> {
  const { url, drop } = await emptyDatabase('migrations');
  const databases = await Promise.all(
    Array.from({ length: count }, () => openDatabase({ name: 'migrations', url, migrations })),
  );
  try {
    await work(databases, url);
  } finally {
    await Promise.all(databases.map((database) => database.close()));
    await drop();
  }
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const Broken1700000000002: MigrationClass = class Broken1700000000002 {
  async up(runner: QueryRunner) {
    await runner.query('CREATE TABLE half (id int)');
    await runner.query('SELECT nonsense');
  }

  async down() {}
};

/** Takes its time, and would wait for ever on a process that waits for its turn inside a statement. */
const Concurrent1700000000001: MigrationClass = class Concurrent1700000000001 {
  readonly transaction = false;

  async up(runner: QueryRunner) {
    await runner.query('SELECT pg_sleep(0.3)');
    await runner.query('CREATE INDEX CONCURRENTLY notes_text ON notes (text)');
    await runner.query("CREATE TABLE limits AS SELECT current_setting('statement_timeout') AS statement");
  }

  async down() {}
};

describe('migrations', () => {
  it('are run once when four processes start together, also one that builds an index concurrently', async () => {
    await withDatabases(4, [Notes1700000000000, Concurrent1700000000001], async (databases) => {
      const run = await Promise.all(databases.map(migrate));
      expect(run.flat()).toEqual(['Notes1700000000000', 'Concurrent1700000000001']);
    });
  });

  it('may take longer than other statements', async () => {
    await withDatabases(1, [Notes1700000000000, Concurrent1700000000001], async (databases, url) => {
      await Promise.all(databases.map(migrate));
      expect(await ask(url, 'SELECT statement FROM limits')).toEqual([{ statement: '0' }]);
    });
  });

  it('are followed each time by what brings rows to what the code says, one process after the other', async () => {
    const { url, drop } = await emptyDatabase('migrations');
    const databases = await Promise.all(
      ['one', 'two', 'one'].map((text) =>
        openDatabase({
          name: 'migrations',
          url,
          migrations: [Notes1700000000000],
          // Either of two that saw no row would insert one.
          afterMigrations: async (tx) => {
            await tx.query('CREATE TABLE IF NOT EXISTS said (text text)');
            const rows = await tx.query<unknown[]>('SELECT text FROM said');
            await tx.query('SELECT pg_sleep(0.05)');
            await tx.query(rows.length === 0 ? 'INSERT INTO said VALUES ($1)' : 'UPDATE said SET text = $1', [
              text,
            ]);
          },
        }),
      ),
    );
    try {
      const [first, second] = databases;
      if (!first || !second) throw new Error('no database');
      await Promise.all(databases.map(migrate));
      expect(await ask(url, 'SELECT count(*)::int FROM said')).toEqual([{ count: 1 }]);
      await migrate(first);
      expect(await migrate(second)).toEqual([]);
      expect(await ask(url, 'SELECT text FROM said')).toEqual([{ text: 'two' }]);
    } finally {
      await Promise.all(databases.map((database) => database.close()));
      await drop();
    }
  });

  it('that fail are named and leave nothing, those before them stay', async () => {
    await withDatabases(1, [Notes1700000000000, Broken1700000000002], async ([database], url) => {
      if (!database) throw new Error('no database');
      const error = await migrate(database).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(MigrationFailed);
      expect(String(error)).toMatch(/the migrations database .* by Broken1700000000002: .*nonsense/);
      expect(
        await ask(url, "SELECT to_regclass('half') AS half, to_regclass('notes')::text AS notes"),
      ).toEqual([{ half: null, notes: 'notes' }]);
    });
  });
});
