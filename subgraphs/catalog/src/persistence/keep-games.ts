import type { EntityManager } from 'typeorm';
import { newId } from '@longbox/ids';
import type { CardGame } from '../domain/card-game.ts';

/**
 * Makes the rows of games that are not there yet, and mends names and positions that have changed. Rows of other games stay: cards belong to them. Rows that are
 * right are not touched, since an import that runs holds its game's.
 */
export async function keepGames(
  tx: EntityManager,
  games: readonly Pick<CardGame, 'code' | 'name' | 'position'>[],
): Promise<void> {
  await tx.query(
    `INSERT INTO games (id, code, name, position)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::smallint[]) said (id, code, name, position)
     WHERE NOT EXISTS (SELECT FROM games g WHERE (g.code, g.name, g.position) = (said.code, said.name, said.position))
     ON CONFLICT (code) DO UPDATE SET name = excluded.name, position = excluded.position`,
    [
      games.map(() => newId()),
      games.map(({ code }) => code),
      games.map(({ name }) => name),
      games.map(({ position }) => position),
    ],
  );
}
