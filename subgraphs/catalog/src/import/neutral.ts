import type { CurrencyCode } from '@longbox/money';
import type { CardGame } from '../domain/card-game.ts';
import type { CatalogSource, Finish } from '../domain/catalog.ts';

/**
 * What a card-data feed says, in the words of this catalog: every source's parser makes this of its records, and the importer knows
 * nothing else. All texts are NFC, trimmed, with `\n` line ends and no control characters, and within the lengths of `TEXT_LENGTHS`; what is
 * not said is null or an empty list, never left out, so that equal facts are equal objects.
 */

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

export interface NeutralSet {
  /** What the source knows the set by, the same in each of its files; unique within the game. Lower case. */
  readonly key: string;
  /** What people and SKUs call it: upper case, unique within the game. */
  readonly code: string;
  readonly name: string;
  readonly releasedOn: Day | null;
  readonly type: string | null;
  /** As the source says; it may disagree with the number of printings. */
  readonly totalCards: number | null;
  /**
   * True when the record only hints at the set, as a card does. A stub makes a set that is not there and fills what is unknown in one
   * that is (`mergeSet` decides); it never overwrites, so that cards that disagree about their set do not fight over it.
   */
  readonly stub: boolean;
}

export interface NeutralLegality {
  /** Lower case, as the source spells it: `standard`, `unlimited`, `tcg`. */
  readonly format: string;
  /** `legal`, `not_legal`, `banned`, `restricted`, `semi_limited`, `limited`. */
  readonly status: string;
}

export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** The rules object, shared by its printings. */
export interface NeutralCard {
  /** The same for every printing of the card: Scryfall's oracle id, a name-based key in the other games. Unique within the game. */
  readonly key: string;
  readonly name: string;
  /** Lower case, without accents and signs, one space between words: what exact matches compare. Never empty. */
  readonly normalizedName: string;
  readonly typeLine: string | null;
  readonly rulesText: string | null;
  /** Names of the faces, when the card has several; the name itself is not among them. */
  readonly otherNames: readonly string[];
  /** What only this game has, keys in camelCase, without nulls. At most 64 KiB as JSON. */
  readonly attributes: { readonly [key: string]: JsonValue };
  /** The game's own words: `W U B R G`, `Fire`, `Red`. Empty for colourless and for games without colours. */
  readonly colors: readonly string[];
  /** Ability and kind words worth a filter. */
  readonly keywords: readonly string[];
  /** Sorted by format, so that a feed's order changes nothing. */
  readonly legalities: readonly NeutralLegality[];
}

export interface NeutralPrice {
  readonly finish: Finish;
  readonly currency: CurrencyCode;
  /** Minor units, above 0. */
  readonly marketMinor: number;
  readonly lowMinor: number | null;
  /** Who observed it: `tcgplayer`, `cardmarket`. */
  readonly source: string;
}

export interface NeutralImages {
  readonly small: string | null;
  readonly normal: string | null;
  readonly large: string | null;
}

/** One printing of a card in one set and language. */
export interface NeutralPrint {
  /** The source's own name of the printing, the same in each of its files; unique within the game. */
  readonly key: string;
  /** The name that stands on this very piece when it is not the card's: a translation, another name of the same card. */
  readonly printedName: string | null;
  /** As it stands on the card, after the set: `57†`, `EN045`, `001_p1`, `TG12`. */
  readonly collectorNumber: string;
  /**
   * What stands for the collector number in the universal SKU: no other printing of the same set and language has it, as far as the
   * record can know. `045` for `EN045`, `001_P1` for an alternate.
   */
  readonly skuNumber: string;
  readonly rarity: string | null;
  /** One of @longbox/sku's `LANGUAGES`: `EN`, `JP`, `ZHS`. */
  readonly language: string;
  readonly artist: string | null;
  readonly releasedOn: Day | null;
  /** At least one, in the order of `FINISHES`. */
  readonly finishes: readonly Finish[];
  /** Whether copies in first edition exist: Yu-Gi-Oh! and early Pokémon. */
  readonly firstEdition: boolean;
  /** What tells it from the set's plain printing: `borderless`, `alternate art`, `extended art`. */
  readonly variation: string | null;
  readonly images: NeutralImages;
  /** Codes under which people search it: `LOB-005`, `OP01-001`, `58/102`. */
  readonly searchCodes: readonly string[];
  /** Ids that others know it by: `scryfall`, `tcgplayer`, `cardmarket`, `oracle`, `passcode`. Texts, also where the source has numbers. */
  readonly externalIds: { readonly [owner: string]: string };
  /** At most one for a source, finish and currency. Not part of what makes a printing differ: prices go to pricing as events. */
  readonly prices: readonly NeutralPrice[];
}

export interface NeutralPrinting {
  readonly set: NeutralSet;
  readonly card: NeutralCard;
  readonly print: NeutralPrint;
}

/**
 * What became of one record. `printings` of one record share the card object. A `set` record describes a set and no card. `skipped` is on
 * purpose (`DIGITAL_ONLY`, `NOT_A_CARD`, …) and counted; a `problem` is a record that should have been a card and could not be read.
 */
export type ParsedRecord =
  | { readonly kind: 'printings'; readonly recordId: string; readonly printings: readonly NeutralPrinting[] }
  | { readonly kind: 'set'; readonly recordId: string; readonly set: NeutralSet }
  | {
      readonly kind: 'skipped';
      readonly recordId: string | null;
      readonly reason: SkipReason;
      readonly message: string;
    }
  | { readonly kind: 'problem'; readonly recordId: string | null; readonly message: string };

export type SkipReason =
  /** A card that exists in a client only and cannot be sold as a piece. */
  | 'DIGITAL_ONLY'
  /** A list entry without a card: a deck's name list, an art series, a pack's description. */
  | 'NOT_A_CARD'
  /** A card that no set holds yet. */
  | 'NOT_PRINTED';

/** Whether an earlier printing of the import has said all of the card of this key, of which nothing but the key and the name is needed then. */
export type CardIsTold = (key: string) => boolean;

/** Reads one record of a file, whose path is relative to the import folder: some feeds say the language or the set only there. */
export type RecordParser = (record: unknown, path: string, isTold?: CardIsTold) => ParsedRecord;

/** One format of one game. Parsers are pure: no I/O, no clock, and they throw on no JSON value. */
export interface CardSource {
  /** Capital letters, digits and `_`. Imports that were done carry it: it does not change. */
  readonly code: CatalogSource;
  readonly game: CardGame;
  /** Which files it reads, as a sentence for people. */
  readonly files: string;
  /** Largest record in bytes, where it is more than usual. */
  readonly maxRecordBytes?: number;
  /** What a record of a file holds, where it is many: the parser gets them one at a time. */
  readonly expand?: (record: unknown) => Iterable<unknown>;
  /** Whether a file holds reference records that the others need, such as Pokémon's sets; such files are read first. */
  isReference(path: string): boolean;
  /** The parser that knows these reference records; none when the imported path has no such file. */
  parserFor(referenceRecords: readonly unknown[]): RecordParser;
}

/** Most characters of each text; longer ones are cut when they are prose and a problem when they name something. */
export const TEXT_LENGTHS = {
  key: 200,
  setCode: 40,
  collectorNumber: 60,
  name: 255,
  shortText: 255,
  rulesText: 20_000,
  url: 2_000,
} as const;
