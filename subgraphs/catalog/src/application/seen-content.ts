import type { ParsedRecord } from '../import/neutral.ts';

/**
 * What one run of an import has read already. Feeds say things twice, and not always the same: a card's text stands in each of its
 * printings, the same printing in several files. The first one counts, so that importing the same files again changes nothing;
 * a later run may change all of it. Keys only, some twenty megabytes for all cards ever printed.
 */
export interface SeenContent {
  /** Sets that were described, not only hinted at. */
  readonly sets: Set<string>;
  readonly cards: Set<string>;
  readonly prints: Set<string>;
}

export function nothingSeen(): SeenContent {
  return { sets: new Set(), cards: new Set(), prints: new Set() };
}

/** Call it when the records are written, or were by the run that this one continues. */
export function remember(seen: SeenContent, records: readonly { readonly parsed: ParsedRecord }[]): void {
  for (const { parsed } of records) {
    if (parsed.kind === 'set' && !parsed.set.stub) seen.sets.add(parsed.set.key);
    if (parsed.kind !== 'printings') continue;
    for (const { set, card, print } of parsed.printings) {
      if (!set.stub) seen.sets.add(set.key);
      seen.cards.add(card.key);
      seen.prints.add(print.key);
    }
  }
}
