import type { EntityManager } from 'typeorm';
import type { MovementRow } from './rows.ts';

/** A page of a variant's movements: `limit` rows, behind `after` (a `sequence`) when it is given. */
export interface MovementPage {
  readonly variantId: string;
  readonly limit: number;
  readonly after: string | null;
}

/** The newest movements of each of the variants, as many pages as asked, in one statement. */
export async function newestMovements(
  connection: EntityManager,
  tenantId: string,
  pages: readonly MovementPage[],
): Promise<MovementRow[][]> {
  const rows = await connection.query<(MovementRow & { readonly page: number })[]>(
    `SELECT asked.page::int AS page, m.id, m.sequence, m.variant_id AS "variantId", m.location_id AS "locationId", m.at, m.type, m.quantity,
       m.on_hand_after AS "onHandAfter", m.reason, m.reference, m.actor
     FROM unnest($2::uuid[], $3::int[], $4::bigint[]) WITH ORDINALITY AS asked (variant_id, "limit", after, page)
     CROSS JOIN LATERAL (
       SELECT * FROM stock_movements
       WHERE tenant_id = $1 AND variant_id = asked.variant_id AND (asked.after IS NULL OR sequence < asked.after)
       ORDER BY sequence DESC LIMIT asked."limit") m
     ORDER BY asked.page, m.sequence DESC`,
    [
      tenantId,
      pages.map(({ variantId }) => variantId),
      pages.map(({ limit }) => limit),
      pages.map(({ after }) => after),
    ],
  );
  const byPage = Map.groupBy(rows, ({ page }) => page);
  return pages.map((_, index) => byPage.get(index + 1) ?? []);
}
