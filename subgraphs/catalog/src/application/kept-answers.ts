/** What was asked. */
export interface Question {
  /** The store; '' for what is the same in all stores. */
  readonly tenantId: string;
  readonly asked: string;
  /** Whether prices decide the answer: they change a hundred times a second, and nobody is told of each. */
  readonly byPrice: boolean;
}

/**
 * How old an answer may be that something has changed since: what changes is to be seen within a second. Many who open the same page at the same
 * moment are answered by one.
 */
const MOMENT_MS = 500;
/** Later pages go on with what the first page said, for as long as one may look at a page; and first pages while nothing changes. */
const LONGEST_MS = 120_000;
/** Answers that are kept: counts take some 30 kB each in the largest stores, where all facets are long, suggestions some 10. */
const MOST_ANSWERS = 1_000;

/** Answers that hold until the catalog changes: what lists come to, and suggestions. The products of a page are never kept: their order, prices and stock are those of now. */
export interface KeptAnswers<Answer> {
  /** The answer if it still holds; null otherwise. `later`: for a page behind a cursor, which goes on with what the first said. */
  remembered(question: Question, later: boolean): Promise<Answer> | null;
  /** Keeps an answer, and gives it. `since` is when it began to be looked for, by the same clock. */
  remember(question: Question, answer: Promise<Answer>, since: number): Promise<Answer>;
  /** Hears that products of a store have changed, of every store for ''. From the first time on, answers hold until the next. */
  changed(tenantId: string): void;
  /** Hears that nobody tells of changes any more: answers hold for a moment. */
  deaf(): void;
}

export function createKeptAnswers<Answer>(now: () => Date): KeptAnswers<Answer> {
  const kept = new Map<string, { readonly since: number; readonly answer: Promise<Answer> }>();
  /** When products of a store changed last; of every store under ''. */
  const changes = new Map<string, number>();

  function holds(since: number, { tenantId, byPrice }: Question): boolean {
    const everywhere = changes.get('');
    if (byPrice || everywhere === undefined) return false;
    // Of one and the same millisecond nobody knows what was first.
    return since > everywhere && since > (changes.get(tenantId) ?? 0);
  }

  return {
    remembered(question, later) {
      const key = keyOf(question);
      const known = kept.get(key);
      if (!known) return null;
      // Those asked for last are kept longest.
      kept.delete(key);
      kept.set(key, known);
      const longest = later || holds(known.since, question) ? LONGEST_MS : MOMENT_MS;
      return now().getTime() - known.since <= longest ? known.answer : null;
    },
    remember(question, answer, since) {
      const key = keyOf(question);
      const entry = { since, answer };
      kept.delete(key);
      kept.set(key, entry);
      const [oldest] = kept.keys();
      if (kept.size > MOST_ANSWERS && oldest !== undefined) kept.delete(oldest);
      // What failed is asked again.
      answer.catch(() => {
        if (kept.get(key) === entry) kept.delete(key);
      });
      return answer;
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

const keyOf = ({ tenantId, asked }: Question) => `${tenantId} ${asked}`;
