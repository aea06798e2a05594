import type { Database } from '@longbox/postgres';
import { productsAfter, refreshOffers } from '../persistence/refresh-product-search.ts';

/** Products brought up to date by one transaction: their rows are locked for the tens of milliseconds that it takes. */
const AT_ONCE = 500;

/** Brings what the search says of prices and stock up to date for every product of the stores. It may be run again, and beside the events. */
export async function refreshEveryOffer(database: Database, stores: readonly string[]): Promise<void> {
  for (const store of stores) {
    let after: string | null = null;
    for (;;) {
      const from: string | null = after;
      const ids: string[] = await database.transaction(store, async (tx) => {
        const next = await productsAfter(tx, store, from, AT_ONCE);
        if (next.length > 0) await refreshOffers(tx, store, next);
        return next;
      });
      after = ids.at(-1) ?? null;
      if (ids.length < AT_ONCE) break;
    }
  }
}
