import type { NeutralCard, NeutralPrice, NeutralPrint, NeutralSet } from '../import/neutral.ts';
import type { ReadOutcome, ReadPrinting, ReadRecord } from '../import/read-printings.ts';
import { hashOf } from '../persistence/content-hash.ts';
import { cardRow, type Facts, type SaidRow } from '../persistence/import-cards.ts';
import { printRow } from '../persistence/import-prints.ts';
import { plainTraits, plainWords } from '../persistence/plain-words.ts';
import type { RowKeeper } from '../persistence/row-text.ts';

/** A printing as a batch takes it: what is said of it is a row already. */
export interface PreparedPrinting {
  readonly set: NeutralSet;
  readonly card: SaidRow;
  /** See `ReadPrinting`. */
  readonly firstOfCard: boolean;
  readonly print: SaidRow;
  readonly prices: readonly NeutralPrice[];
}

/** A record as a batch takes it. */
export type PreparedRecord = Omit<ReadRecord, 'outcome'> & {
  readonly outcome:
    | Exclude<ReadOutcome, { readonly kind: 'printings' }>
    | {
        readonly kind: 'printings';
        readonly recordId: string;
        readonly printings: readonly PreparedPrinting[];
      };
};

export interface PrepareOptions {
  /** Whether each printing says all of its card. Otherwise the first one does, and of the others the key is all that is needed. */
  readonly everyCard: boolean;
  /** Whether the words that find it are made too; what is written without them is given its words by the database. */
  readonly withWords: boolean;
}

/**
 * Does what can be done to a record without the database: makes its rows, which go to `keeper`, and the hashes that tell whether anything differs. The rows of a
 * thousand records are then one piece of memory, which another thread takes over as it is.
 */
export function prepareRecord(
  record: ReadRecord,
  options: PrepareOptions,
  keeper: RowKeeper,
): PreparedRecord {
  const { outcome } = record;
  if (outcome.kind !== 'printings') return { ...record, outcome };
  const printings = outcome.printings.map((printing) => prepared(printing, options, keeper));
  return { ...record, outcome: { ...outcome, printings } };
}

function prepared(
  { set, card, print: { prices, ...print }, firstOfCard }: ReadPrinting,
  { everyCard, withWords }: PrepareOptions,
  keeper: RowKeeper,
): PreparedPrinting {
  const hash = hashOf(print, `${card.key}\n${set.key}`);
  const words = withWords ? wordsOfPrint(print) : null;
  const place = keeper.keep(printRow(print, hash, numberIn(print.collectorNumber), words));
  return {
    set,
    card: { key: card.key, facts: firstOfCard || everyCard ? cardFacts(card, withWords, keeper) : null },
    firstOfCard,
    print: { key: print.key, facts: { hash, place } },
    prices,
  };
}

function cardFacts(card: NeutralCard, withWords: boolean, keeper: RowKeeper): Facts {
  const hash = hashOf(card, '');
  return { hash, place: keeper.keep(cardRow(card, hash, withWords ? wordsOfCard(card) : NO_WORDS)) };
}

const NO_WORDS = { words: null, nameWords: null, traits: null };

function wordsOfCard(card: NeutralCard) {
  const { name, otherNames, typeLine, colors, keywords, rulesText } = card;
  return {
    words: plainWords([name, ...otherNames, typeLine, ...colors, ...keywords, rulesText]),
    nameWords: plainWords([name, ...otherNames]),
    traits: plainTraits(card),
  };
}

function wordsOfPrint(print: Omit<NeutralPrint, 'prices'>): string | null {
  const { printedName, collectorNumber, skuNumber, searchCodes, rarity, variation } = print;
  return plainWords([printedName, collectorNumber, skuNumber, ...searchCodes, rarity, variation]);
}

/** The first number in a collector's number, behind everything else where there is none. */
function numberIn(collectorNumber: string): number {
  return Number(/\d{1,9}/.exec(collectorNumber)?.[0] ?? 1_000_000_000);
}
