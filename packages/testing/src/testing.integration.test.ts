import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import type { Database } from '@longbox/postgres';
import { startLocalPostgres } from '@longbox/local-postgres';
import { testDatabase } from './index.ts';
import { FOLDER_PREFIX, discardLeftovers } from './leftovers.ts';

let runs = 0;

class Cards1700000000000 {
  async up(runner: QueryRunner) {
    runs += 1;
    await runner.query('CREATE TABLE cards AS SELECT pg_sleep(0.2)::text AS slow, 1 AS id');
  }

  async down() {}
}

const idsOf = async (database: Database): Promise<readonly number[]> => {
  const rows = await database.systemTransaction((tx) =>
    tx.query<{ id: number }[]>('SELECT id FROM cards ORDER BY id'),
  );
  return rows.map(({ id }) => id);
};

describe('a database for a test file', () => {
  it('is migrated, apart from every other, and gone afterwards', async () => {
    const both = await Promise.all(
      [1, 2].map(() => testDatabase('cards', { migrations: [Cards1700000000000] })),
    );
    const [one, two] = both.map(({ database }) => database);
    if (!one || !two) throw new Error('two were asked for');
    await one.systemTransaction((tx) => tx.query("INSERT INTO cards VALUES ('', 2)"));
    expect([await idsOf(one), await idsOf(two)]).toEqual([[1, 2], [1]]);
    await Promise.all(both.map((each) => each.dispose()));
    expect(await one.ping()).toBe(false);
  });

  it('is a copy: the migrations are run once for all', async () => {
    const before = runs;
    const again = await testDatabase('cards', { migrations: [Cards1700000000000] });
    expect([before, runs]).toEqual([1, 1]);
    expect(await idsOf(again.database)).toEqual([1]);
    await again.dispose();
  });
});

describe('what a killed run left', () => {
  let parent: string;

  beforeAll(() => {
    parent = mkdtempSync(join(tmpdir(), 'longbox-leftovers-'));
  });

  afterAll(() => {
    rmSync(parent, { recursive: true, force: true });
  });

  it('is removed, and a run that goes on or has just begun is not', async () => {
    const [dead, alive, young] = ['dead', 'alive', 'young'].map((name) =>
      join(parent, `${FOLDER_PREFIX}${name}`),
    );
    if (!dead || !alive || !young) throw new Error('three were named');
    mkdirSync(join(dead, 'postgres/data'), { recursive: true });
    mkdirSync(young);
    const running = await startLocalPostgres({ dataDir: alive, databases: [], settings: { fsync: 'off' } });
    for (const folder of [dead, alive]) utimesSync(folder, 0, 0);
    expect(await discardLeftovers(parent)).toEqual([dead]);
    expect([dead, alive, young].map((folder) => existsSync(folder))).toEqual([false, true, true]);
    await running.stop();
  });
});
