import type { EntityManager } from 'typeorm';
import { printFilterSql, type PrintFilter } from './listed-prints.ts';

/** The place of a printing in a list: game, set, number, id. */
export type PrintKey = readonly [gameId: string, setId: string, numberSort: number, id: string];

/** The keys of the printings that a filter finds behind `after`, in the order of the binder, `limit` at most. */
export async function listPrintKeys(
  connection: EntityManager,
  filter: PrintFilter,
  after: PrintKey | null,
  limit: number,
): Promise<PrintKey[]> {
  const { where, parameters } = printFilterSql(filter);
  const next = parameters.length + 1;
  const behind = `(r.game_id, r.set_id, r.number_sort, r.id) > ($${next}::uuid, $${next + 1}::uuid, $${next + 2}::integer, $${next + 3}::uuid)`;
  const rows: { gameId: string; setId: string; numberSort: number; id: string }[] = await connection.query(
    `SELECT r.game_id AS "gameId", r.set_id AS "setId", r.number_sort AS "numberSort", r.id FROM prints r
     WHERE ${where} ${after ? `AND ${behind}` : ''}
     ORDER BY r.game_id, r.set_id, r.number_sort, r.id LIMIT ${limit}`,
    [...parameters, ...(after ?? [])],
  );
  return rows.map(({ gameId, setId, numberSort, id }) => [gameId, setId, numberSort, id]);
}

export async function countPrints(connection: EntityManager, filter: PrintFilter): Promise<number> {
  const { where, parameters } = printFilterSql(filter);
  const [row] = await connection.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM prints r WHERE ${where}`,
    parameters,
  );
  return row?.count ?? 0;
}
