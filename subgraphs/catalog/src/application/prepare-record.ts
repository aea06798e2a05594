import type { NeutralCard, NeutralPrice, NeutralPrint, NeutralSet } from '../import/neutral.ts';
import type { ReadOutcome, ReadPrinting, ReadRecord } from '../import/read-printings.ts';
import { factsOf, type Facts } from '../persistence/content-hash.ts';
import type { SaidRow } from '../persistence/import-cards.ts';
import { plainWords } from '../persistence/plain-words.ts';

/** A printing as a batch takes it: what is said of it is JSON already. */
export interface PreparedPrinting {
  readonly set: NeutralSet;
  readonly card: SaidRow;
  /** See `ReadPrinting`. */
  readonly firstOfCard: boolean;
  readonly print: SaidRow & { readonly collectorNumber: string };
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

/**
 * Does what can be done to a record without the database, while the batch before is being written: makes its JSON and the hashes that tell whether anything
 * differs. A thousand records are then a few megabytes of text, and of the objects that they were read into only the texts are kept whose words find the record.
 */
export function prepareRecord(record: ReadRecord): PreparedRecord {
  const { outcome } = record;
  if (outcome.kind !== 'printings') return { ...record, outcome };
  return { ...record, outcome: { ...outcome, printings: outcome.printings.map(prepared) } };
}

function prepared({ set, card, print: { prices, ...print }, firstOfCard }: ReadPrinting): PreparedPrinting {
  return {
    set,
    // Of a card that an earlier printing told of, the key is all that is needed, unless that printing could not be written.
    card: { key: card.key, facts: firstOfCard ? known(cardFacts(card)) : () => cardFacts(card) },
    firstOfCard,
    print: {
      key: print.key,
      collectorNumber: print.collectorNumber,
      facts: known(factsOf(print, `${card.key}\n${set.key}`, wordsOfPrint(print))),
    },
    prices,
  };
}

function cardFacts(card: NeutralCard): Facts {
  const { name, otherNames, typeLine, colors, keywords, rulesText } = card;
  return factsOf(card, '', () => ({
    words: plainWords([name, ...otherNames, typeLine, ...colors, ...keywords, rulesText]),
    nameWords: plainWords([name, ...otherNames]),
  }));
}

function wordsOfPrint(print: Omit<NeutralPrint, 'prices'>): () => object {
  const { printedName, collectorNumber, skuNumber, searchCodes, rarity, variation } = print;
  return () => ({
    words: plainWords([printedName, collectorNumber, skuNumber, ...searchCodes, rarity, variation]),
  });
}

const known = (facts: Facts) => () => facts;
