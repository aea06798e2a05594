import type { EntityManager } from 'typeorm';
import type { NeutralPrice } from '../import/neutral.ts';
import { copyInto } from './row-text.ts';
import { placeOf, type SaidRows } from './said-rows.ts';

/** The prices that the printings of a batch say, as columns. */
export interface SaidPrices {
  /** How many prices there are up to and with each printing's. */
  readonly ends: Uint32Array;
  /** The number of each one's kind. */
  readonly kinds: Uint16Array;
  readonly marketMinor: Uint32Array;
  /** 0 where none is said. */
  readonly lowMinor: Uint32Array;
}

/** What prices may be told of. */
export type PriceKind = Pick<NeutralPrice, 'source' | 'finish' | 'currency'>;

export interface ObservedPrice extends NeutralPrice {
  readonly printId: string;
}

/** A printing's prices as they are stored: `source finish currency` → market and low in minor units. */
type StoredPrices = Readonly<Record<string, readonly [marketMinor: number, lowMinor: number | null]>>;

/** What is stored of the prices of one printing. */
export function storedPrices(prices: readonly NeutralPrice[]): StoredPrices {
  return Object.fromEntries(
    prices.map((price) => [keyOf(price), [price.marketMinor, price.lowMinor] as const]),
  );
}

/** A printing of a batch. */
export interface PricedPrint {
  readonly n: number;
  readonly id: string;
  readonly isNew: boolean;
}

/** Writes the prices that are new or differ from what the same observer said last, in three statements, and answers those. */
export async function writePrices(
  tx: EntityManager,
  prints: readonly PricedPrint[],
  said: { readonly rows: SaidRows; readonly prices: SaidPrices; readonly kinds: readonly PriceKind[] },
  bytes: Uint8Array,
): Promise<ObservedPrice[]> {
  const pricesOf = ({ n, id }: PricedPrint) => pricesSaid(said.prices, said.kinds, n, id);
  const newPrints = prints.filter(({ isNew }) => isNew);
  const kept = newPrints.flatMap(({ n, id }) => {
    const place = placeOf(said.rows, n, 'prices');
    return place ? [{ first: [id], place }] : [];
  });
  await copyInto(tx, 'observed_prices', ['print_id', 'prices'], kept, bytes);
  const others = prints.filter(({ isNew }) => !isNew).map((print) => [print.id, pricesOf(print)] as const);
  return [...newPrints.flatMap(pricesOf), ...(await writeDiffering(tx, others))];
}

async function writeDiffering(
  tx: EntityManager,
  all: readonly (readonly [printId: string, prices: readonly ObservedPrice[]])[],
): Promise<ObservedPrice[]> {
  const priced = all.filter(([, prices]) => prices.length > 0);
  if (priced.length === 0) return [];
  const known: { printId: string; prices: StoredPrices }[] = await tx.query(
    'SELECT print_id AS "printId", prices FROM observed_prices WHERE print_id = ANY($1::uuid[])',
    [priced.map(([printId]) => printId)],
  );
  const last = new Map(known.map((row) => [row.printId, row.prices]));
  const news: ObservedPrice[] = [];
  const rows = priced.flatMap(([printId, said]) => {
    const before = last.get(printId) ?? {};
    const fresh = said.filter((price) => differs(before[keyOf(price)], price));
    if (fresh.length === 0) return [];
    news.push(...fresh);
    return [{ printId, prices: { ...before, ...storedPrices(fresh) } }];
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

function pricesSaid(
  { ends, kinds, marketMinor, lowMinor }: SaidPrices,
  names: readonly PriceKind[],
  n: number,
  printId: string,
): ObservedPrice[] {
  const prices: ObservedPrice[] = [];
  for (let at = ends[n - 1] ?? 0; at < (ends[n] ?? 0); at += 1) {
    const kind = names[kinds[at] ?? 0];
    if (kind)
      prices.push({
        printId,
        source: kind.source,
        finish: kind.finish,
        currency: kind.currency,
        marketMinor: marketMinor[at] ?? 0,
        lowMinor: lowMinor[at] || null,
      });
  }
  return prices;
}

function differs(before: StoredPrices[string] | undefined, { marketMinor, lowMinor }: NeutralPrice): boolean {
  return before === undefined || before[0] !== marketMinor || before[1] !== lowMinor;
}

function keyOf({ source, finish, currency }: PriceKind): string {
  return `${source} ${finish} ${currency}`;
}
