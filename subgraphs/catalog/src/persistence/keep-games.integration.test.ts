import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@longbox/testing';
import { GAMES } from '../import/sources/registry.ts';
import { keepGames } from './keep-games.ts';
import { readGames } from './read-by-key.ts';
import { ENTITIES, MIGRATIONS } from './schema.ts';

let catalog: TestDatabase;
beforeAll(async () => {
  catalog = await testDatabase('catalog', { entities: ENTITIES, migrations: MIGRATIONS });
});
afterAll(() => catalog.dispose());

interface Row {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly position: number;
  /** The transaction that wrote it. */
  readonly written: string;
}

const rows = () =>
  catalog.database.systemTransaction((tx) =>
    tx.query<Row[]>('SELECT id, code, name, position, xmin::text AS written FROM games ORDER BY position'),
  );
const keep = (games: Parameters<typeof keepGames>[1]) =>
  catalog.database.systemTransaction((tx) => keepGames(tx, games));

it('the games are as their folders say: one more is added once, a name is mended, what is right and what is gone are not touched', async () => {
  await keep(GAMES);
  const before = await rows();
  expect(before.map(({ code, name, position }) => ({ code, name, position }))).toEqual(
    GAMES.map(({ code, name, position }) => ({ code, name, position })),
  );
  await keep(GAMES);
  expect(await rows()).toEqual(before);

  const fifth = { code: 'FIFTH', name: 'A Fifth', position: 9_000 } as unknown as (typeof GAMES)[number];
  await Promise.all([keep([...GAMES, fifth]), keep([...GAMES, fifth])]);
  const added = await rows();
  expect(added.slice(0, -1)).toEqual(before);
  expect(added.at(-1)).toMatchObject({ code: 'FIFTH', name: 'A Fifth', position: 9_000 });

  await keep([...GAMES, { ...fifth, name: 'The Fifth', position: 9_001 }]);
  await keep(GAMES);
  expect((await rows()).at(-1)).toMatchObject({ id: added.at(-1)?.id, name: 'The Fifth', position: 9_001 });
});

it('a release that does not know a game does not list it', async () => {
  await catalog.database.systemTransaction((tx) =>
    tx.query(
      `INSERT INTO games (id, code, name, position) VALUES (gen_random_uuid(), 'LATER', 'Later', 9002)`,
    ),
  );
  const listed = await catalog.database.systemTransaction(readGames);
  expect(listed.map(({ code }) => code)).toEqual(GAMES.map(({ code }) => code));
});
