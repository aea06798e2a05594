import type { EntityManager } from 'typeorm';
import type { NeutralPrice } from '../import/neutral.ts';

export interface ObservedPrice extends NeutralPrice {
  readonly printId: string;
}

/** Writes the prices that are new or differ from what the same observer said last, in two statements, and answers those. */
export async function writePrices(
  tx: EntityManager,
  prices: readonly ObservedPrice[],
): Promise<ObservedPrice[]> {
  if (prices.length === 0) return [];
  const known: ObservedPrice[] = await tx.query(
    `SELECT print_id AS "printId", source, finish, currency, market_minor AS "marketMinor", low_minor AS "lowMinor"
     FROM observed_prices WHERE print_id = ANY($1::uuid[])`,
    [[...new Set(prices.map(({ printId }) => printId))]],
  );
  const last = new Map(known.map((price) => [keyOf(price), price]));
  const news = new Map<string, ObservedPrice>();
  for (const price of prices) {
    const before = last.get(keyOf(price));
    if (before?.marketMinor === price.marketMinor && before.lowMinor === price.lowMinor) continue;
    news.set(keyOf(price), price);
  }
  const changed = [...news.values()];
  if (changed.length > 0)
    await tx.query(
      `INSERT INTO observed_prices (print_id, source, finish, currency, market_minor, low_minor)
       SELECT "printId", source, finish, currency, "marketMinor", "lowMinor"
       FROM json_to_recordset($1::json) AS t("printId" uuid, source text, finish text, currency text, "marketMinor" integer,
         "lowMinor" integer)
       ON CONFLICT (print_id, source, finish, currency) DO UPDATE
         SET market_minor = excluded.market_minor, low_minor = excluded.low_minor`,
      [JSON.stringify(changed)],
    );
  return changed;
}

function keyOf({ printId, source, finish, currency }: ObservedPrice): string {
  return `${printId} ${source} ${finish} ${currency}`;
}
