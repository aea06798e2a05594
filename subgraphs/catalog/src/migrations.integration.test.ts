import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { migrate, openDatabase } from '@longbox/postgres';
import { emptyDatabase } from '@longbox/testing';
import { ENTITIES, MIGRATIONS } from './persistence/schema.ts';

let empty: Awaited<ReturnType<typeof emptyDatabase>>;
beforeAll(async () => {
  empty = await emptyDatabase('catalog');
});
afterAll(() => empty.drop());

it('each migration runs on what the one before left, in a session that has seen none of it', async () => {
  const run: string[] = [];
  for (const index of MIGRATIONS.keys()) {
    const migrations = MIGRATIONS.slice(0, index + 1);
    const database = await openDatabase({ name: 'catalog', url: empty.url, entities: ENTITIES, migrations });
    try {
      run.push(...(await migrate(database)));
    } finally {
      await database.close();
    }
  }
  expect(run).toHaveLength(MIGRATIONS.length);
});
