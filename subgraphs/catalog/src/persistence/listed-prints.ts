import type { EntityManager } from 'typeorm';
import type { GameCode, ListedPrint } from '../domain/catalog.ts';

/** Which printings: the schema's `PrintFilter`. */
export interface PrintFilter {
  readonly game?: GameCode | null | undefined;
  readonly setCode?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly collectorNumber?: string | null | undefined;
  readonly language?: string | null | undefined;
}

const LISTED = `
  SELECT r.id, g.code AS game, c.name AS "cardName", s.code AS "setCode", s.name AS "setName",
    r.collector_number AS "collectorNumber", r.sku_number AS "skuNumber", r.rarity, r.language, r.finishes,
    r.first_edition AS "firstEdition", r.variation
  FROM prints r
  JOIN games g ON g.id = r.game_id JOIN cards c ON c.id = r.card_id JOIN card_sets s ON s.id = r.set_id`;

/** Printings as they are listed, in the order of the ids; unknown ids are left out. */
export async function listedPrintsById(tx: EntityManager, ids: readonly string[]): Promise<ListedPrint[]> {
  const rows: ListedPrint[] = await tx.query(`${LISTED} WHERE r.id = ANY($1::uuid[])`, [ids]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Those of the ids that are printings. */
export async function knownPrintIds(tx: EntityManager, ids: readonly string[]): Promise<Set<string>> {
  const rows: { id: string }[] = await tx.query('SELECT id FROM prints WHERE id = ANY($1::uuid[])', [ids]);
  return new Set(rows.map(({ id }) => id));
}

/** The ids of printings that a filter finds, in the order of the binder, `limit` at most. */
export async function printIdsByFilter(
  tx: EntityManager,
  filter: PrintFilter,
  limit: number,
): Promise<string[]> {
  const { where, parameters } = printFilterSql(filter);
  const rows: { id: string }[] = await tx.query(
    `SELECT r.id FROM prints r WHERE ${where} ORDER BY r.game_id, r.set_id, r.number_sort, r.id LIMIT ${limit}`,
    parameters,
  );
  return rows.map(({ id }) => id);
}

/** The condition on a printing `r` that a filter says, for statements whose first parameters are the returned ones. */
export function printFilterSql(filter: PrintFilter): { where: string; parameters: string[] } {
  const parameters: string[] = [];
  const parameter = (value: string) => `$${parameters.push(value)}`;
  const conditions = ['true'];
  if (filter.game != null)
    conditions.push(`r.game_id = (SELECT id FROM games WHERE code = ${parameter(filter.game)})`);
  if (filter.setCode != null)
    conditions.push(
      `r.set_id IN (SELECT id FROM card_sets WHERE upper(code) = upper(${parameter(filter.setCode)}))`,
    );
  if (filter.collectorNumber != null)
    conditions.push(`upper(r.collector_number) = upper(${parameter(filter.collectorNumber)})`);
  if (filter.language != null) conditions.push(`r.language = upper(${parameter(filter.language)})`);
  if (filter.name != null) {
    const name = parameter(filter.name);
    conditions.push(
      `r.card_id IN (SELECT c.card_id FROM card_search c WHERE c.name LIKE '%' || catalog_normalise(${name}) || '%')`,
    );
  }
  return { where: conditions.join(' AND '), parameters };
}
