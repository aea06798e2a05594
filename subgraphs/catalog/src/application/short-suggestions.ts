import type { GameCode } from '../domain/catalog.ts';
import type { SuggestedCard } from '../persistence/card-lists.ts';

/** Thousands of names begin with one letter, and everybody types one first; with three there are few enough to look each time. */
const SHORT = 2;
/** A card that is new to the catalog may take so long to be among the suggestions of a letter or two. */
const KEPT_MS = 30_000;
/** Letters and digits, alone and in twos, for each game and several lengths of lists; what is more is looked up. */
const MOST_KEPT = 5_000;

export interface ShortSuggestions {
  /** What was suggested for a prefix a moment ago, or what `look` finds. */
  get(
    prefix: string,
    game: GameCode | null,
    first: number,
    look: () => Promise<SuggestedCard[]>,
  ): Promise<readonly SuggestedCard[]>;
}

/** Keeps the suggestions of one and two letters, which are the same for every store, for half a minute. */
export function createShortSuggestions(now: () => Date): ShortSuggestions {
  const kept = new Map<
    string,
    { readonly until: number; readonly cards: Promise<readonly SuggestedCard[]> }
  >();
  return {
    get(prefix, game, first, look) {
      const typed = prefix.trim().toLowerCase();
      if (typed.length > SHORT) return look();
      const key = `${game ?? ''} ${first} ${typed}`;
      const at = now().getTime();
      const known = kept.get(key);
      if (known && known.until > at) return known.cards;
      const cards = look();
      if (known || kept.size < MOST_KEPT) kept.set(key, { until: at + KEPT_MS, cards });
      // What failed is asked again.
      cards.catch(() => kept.delete(key));
      return cards;
    },
  };
}
