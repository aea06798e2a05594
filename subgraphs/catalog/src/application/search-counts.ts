import type { Counts } from '../persistence/product-facets.ts';

/** A list whose products are counted. */
export interface CountedList {
  readonly tenantId: string;
  /** The query and the filter. */
  readonly asked: string;
  /** Whether prices decide what is in it: they change a hundred times a second, and nobody is told of each. */
  readonly byPrice: boolean;
}

/**
 * How old the counts of a first page may be that something has changed since: what changes is to be seen within a second. Many who open the same page at the same
 * moment are counted for once.
 */
const MOMENT_MS = 500;
/** Later pages go on with what the first page said, for as long as one may look at a page; and first pages while nothing changes. */
const LONGEST_MS = 120_000;
/** Lists whose counts are kept: some 30 kB each in the largest stores, where all facets are long. */
const MOST_LISTS = 1_000;

/** Totals and facets of lists that were counted before. The products of a page are never kept: their order, prices and stock are those of now. */
export interface SearchCounts {
  /** The counts of a list if they hold for a page; null otherwise. `later`: the page is behind a cursor. */
  remembered(list: CountedList, later: boolean): Promise<Counts> | null;
  /** Keeps what a list comes to, and answers it. `since` is when counting began, by the same clock. */
  remember(list: CountedList, counts: Promise<Counts>, since: number): Promise<Counts>;
  /** Hears that products of a store have changed, of every store for ''. From the first time on, counts hold until the next. */
  changed(tenantId: string): void;
  /** Hears that nobody tells of changes any more: counts hold for a moment. */
  deaf(): void;
}

export function createSearchCounts(now: () => Date): SearchCounts {
  const kept = new Map<string, { readonly since: number; readonly counts: Promise<Counts> }>();
  /** When products of a store changed last; of every store under ''. */
  const changes = new Map<string, number>();

  function holds(since: number, { tenantId, byPrice }: CountedList): boolean {
    const everywhere = changes.get('');
    if (byPrice || everywhere === undefined) return false;
    // Of one and the same millisecond nobody knows what was first.
    return since > everywhere && since > (changes.get(tenantId) ?? 0);
  }

  return {
    remembered(list, later) {
      const key = keyOf(list);
      const known = kept.get(key);
      if (!known) return null;
      // Those asked for last are kept longest.
      kept.delete(key);
      kept.set(key, known);
      const longest = later || holds(known.since, list) ? LONGEST_MS : MOMENT_MS;
      return now().getTime() - known.since <= longest ? known.counts : null;
    },
    remember(list, counts, since) {
      const key = keyOf(list);
      const entry = { since, counts };
      kept.delete(key);
      kept.set(key, entry);
      const [oldest] = kept.keys();
      if (kept.size > MOST_LISTS && oldest !== undefined) kept.delete(oldest);
      // What failed is counted again.
      counts.catch(() => {
        if (kept.get(key) === entry) kept.delete(key);
      });
      return counts;
    },
    changed(tenantId) {
      if (tenantId === '') changes.clear();
      changes.set(tenantId, now().getTime());
    },
    deaf() {
      changes.clear();
    },
  };
}

const keyOf = ({ tenantId, asked }: CountedList) => `${tenantId} ${asked}`;
