import type { EntityManager } from 'typeorm';
import type { NeutralPrice } from '../import/neutral.ts';

export interface ObservedPrice extends NeutralPrice {
  readonly printId: string;
}

/** A printing's prices as they are stored: `source finish currency` → market and low in minor units. */
type StoredPrices = Readonly<Record<string, readonly [marketMinor: number, lowMinor: number | null]>>;

/** Writes the prices that are new or differ from what the same observer said last, in two statements, and answers those. */
export async function writePrices(
  tx: EntityManager,
  prices: readonly ObservedPrice[],
): Promise<ObservedPrice[]> {
  if (prices.length === 0) return [];
  const ofPrints = Map.groupBy(prices, ({ printId }) => printId);
  const known: { printId: string; prices: StoredPrices }[] = await tx.query(
    'SELECT print_id AS "printId", prices FROM observed_prices WHERE print_id = ANY($1::uuid[])',
    [[...ofPrints.keys()]],
  );
  const last = new Map(known.map((row) => [row.printId, row.prices]));
  const news: ObservedPrice[] = [];
  const rows = [...ofPrints].flatMap(([printId, said]) => {
    const before = last.get(printId) ?? {};
    const fresh = said.filter((price) => differs(before[keyOf(price)], price));
    if (fresh.length === 0) return [];
    news.push(...fresh);
    const now = fresh.map((price) => [keyOf(price), [price.marketMinor, price.lowMinor]] as const);
    return [{ printId, prices: { ...before, ...Object.fromEntries(now) } }];
  });
  if (rows.length > 0)
    await tx.query(
      `INSERT INTO observed_prices (print_id, prices)
       SELECT "printId", prices FROM json_to_recordset($1::json) AS t("printId" uuid, prices jsonb)
       ON CONFLICT (print_id) DO UPDATE SET prices = excluded.prices`,
      [JSON.stringify(rows)],
    );
  return news;
}

function differs(before: StoredPrices[string] | undefined, { marketMinor, lowMinor }: NeutralPrice): boolean {
  return before === undefined || before[0] !== marketMinor || before[1] !== lowMinor;
}

function keyOf({ source, finish, currency }: NeutralPrice): string {
  return `${source} ${finish} ${currency}`;
}
