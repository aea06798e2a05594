import type { Counts } from '../persistence/product-facets.ts';

/**
 * How old the counts of a first page may be. Changes of prices and stock are to be seen within a second, and take a third of it to get here;
 * many who open the same page at the same moment are counted for once.
 */
const FIRST_PAGE_MS = 500;
/** Later pages go on with what the first page said, for as long as one may look at a page. */
const LATER_PAGE_MS = 120_000;
/** Lists whose counts are kept: some 30 kB each, where all facets are long. */
const MOST_LISTS = 300;

/** Totals and facets of lists that were counted a moment ago. The products of a page are never kept: prices and stock are those of now. */
export interface SearchCounts {
  /** The counts of a list if they are not too old for a page; null otherwise. `later`: the page is behind a cursor. */
  remembered(list: string, later: boolean): Promise<Counts> | null;
  /** Keeps what a list comes to, and answers it. */
  remember(list: string, counts: Promise<Counts>): Promise<Counts>;
}

export function createSearchCounts(now: () => Date): SearchCounts {
  const kept = new Map<string, { readonly at: number; readonly counts: Promise<Counts> }>();
  return {
    remembered(list, later) {
      const known = kept.get(list);
      if (!known) return null;
      // Those asked for last are kept longest.
      kept.delete(list);
      kept.set(list, known);
      return now().getTime() - known.at <= (later ? LATER_PAGE_MS : FIRST_PAGE_MS) ? known.counts : null;
    },
    remember(list, counts) {
      const entry = { at: now().getTime(), counts };
      kept.delete(list);
      kept.set(list, entry);
      const [oldest] = kept.keys();
      if (kept.size > MOST_LISTS && oldest !== undefined) kept.delete(oldest);
      // What failed is counted again.
      counts.catch(() => {
        if (kept.get(list) === entry) kept.delete(list);
      });
      return counts;
    },
  };
}
