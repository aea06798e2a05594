import type { GameCode } from '../domain/catalog.ts';
import type { NeutralCard, NeutralPrice, NeutralPrint, NeutralSet } from '../import/neutral.ts';
import type { ReadPrinting, ReadRecord } from '../import/read-printings.ts';
import { hashOf } from '../persistence/content-hash.ts';
import { cardRow } from '../persistence/import-cards.ts';
import { storedPrices, type PriceKind } from '../persistence/import-prices.ts';
import { printRow } from '../persistence/import-prints.ts';
import { plainText, plainTraits, plainWords } from '../persistence/plain-words.ts';
import { createRowKeeper, rowText, withValue } from '../persistence/row-text.ts';
import type { OtherRecord, PreparedBatch } from './prepared-batch.ts';

export interface PrepareOptions {
  /** Whether each printing says all of its card. Otherwise the first one does, and of the others the key is all that is needed. */
  readonly everyCard: boolean;
  /** Whether the words that find it are made too; what is written without them is given its words by the database. */
  readonly withWords: boolean;
}

/** Does what can be done to records without the database: makes their rows, their words and the hashes that tell whether anything differs. */
export interface BatchMaker {
  /** Records and printings added since the last batch was taken. */
  readonly size: { readonly records: number; readonly printings: number };
  add(record: ReadRecord, options: PrepareOptions): void;
  /** Remembers what later records need of one that is not to be added. */
  pass(record: ReadRecord): void;
  take(): PreparedBatch;
  /** See `RowKeeper`. */
  giveBack(memory: ArrayBuffer): void;
}

/** What a card's printings need of it. */
interface ToldCard {
  readonly hash: string;
  /** Its name as the search has it, and the words of its names; null where they are left to the database. */
  readonly found: { readonly name: string; readonly words: string } | null;
}

const NOT_TOLD: ToldCard = { hash: '', found: null };
/** Where only the key is said; see `SaidRows`. */
const UNTOLD = [0, 0, 0, 0];
/** Shorter words are no help to who misspells them. */
const SHORTEST_NAME_WORD = 3;

export function createBatchMaker(game: GameCode): BatchMaker {
  const keeper = createRowKeeper();
  /** Of all cards that the import has met, some 250 bytes each. */
  const told = new Map<string, ToldCard>();
  const metWords = new Set<string>();
  let batch = emptyColumns();

  /** Where parts of a row stand that are kept one behind the other. */
  function keep(row: string, found: string | null, prices: string | null): number[] {
    const { at, length } = keeper.keep(row);
    const lengthOf = (text: string | null) => (text === null ? 0 : keeper.keep(text).length);
    return [at, length, lengthOf(found), lengthOf(prices)];
  }

  function tell(card: NeutralCard): { readonly row: string; readonly of: ToldCard } {
    const text = rowText(cardRow(card));
    const hash = hashOf(text);
    const of = { hash, found: foundBy(card) };
    told.set(card.key, of);
    return { row: withValue(text, hash), of };
  }

  function addCard({ card, firstOfCard }: ReadPrinting, { everyCard, withWords }: PrepareOptions): ToldCard {
    const { cards } = batch;
    cards.keys.push(card.key);
    if (!firstOfCard && !everyCard) {
      const before = told.get(card.key) ?? NOT_TOLD;
      cards.hashes.push(before.hash);
      cards.places.push(...UNTOLD);
      return before;
    }
    const { row, of } = tell(card);
    cards.hashes.push(of.hash);
    const found = withWords && of.found ? foundCard(game, card, of.found) : null;
    cards.places.push(...keep(row, found, null));
    if (found !== null && of.found) noteWords(of.found.words);
    return of;
  }

  function noteWords(words: string): void {
    for (const word of words.split(' '))
      if (word.length >= SHORTEST_NAME_WORD && !metWords.has(word)) {
        metWords.add(word);
        batch.nameWords.push(word);
      }
  }

  function addPrinting(printing: ReadPrinting, options: PrepareOptions): void {
    const {
      set,
      card,
      print: { prices, ...print },
      firstOfCard,
    } = printing;
    const { found } = addCard(printing, options);
    const text = rowText(printRow(print, numberIn(print.collectorNumber)));
    const hash = hashOf(`${card.key}\n${set.key}\n${text}`);
    batch.prints.keys.push(print.key);
    batch.prints.hashes.push(hash);
    batch.prints.places.push(
      ...keep(
        withValue(text, hash),
        options.withWords && found ? foundPrint(print, found) : null,
        prices.length > 0 ? rowText([JSON.stringify(storedPrices(prices))]) : null,
      ),
    );
    batch.firstOfCard.push(Number(firstOfCard));
    batch.setOf.push(batch.sets.numberOf(set));
    for (const price of prices) addPrice(price);
    batch.prices.ends.push(batch.prices.kinds.length);
  }

  function addPrice(price: NeutralPrice): void {
    const { prices } = batch;
    prices.kinds.push(batch.priceKinds.numberOf(price));
    prices.marketMinor.push(price.marketMinor);
    prices.lowMinor.push(price.lowMinor ?? 0);
  }

  return {
    get size() {
      return { records: batch.records.ids.length, printings: batch.prints.keys.length };
    },
    add({ file, position, outcome, repeated }, options) {
      const { records } = batch;
      if (outcome.kind === 'printings') for (const each of outcome.printings) addPrinting(each, options);
      else batch.others.push({ at: records.ids.length, outcome });
      records.ids.push(outcome.recordId);
      records.files.push(file.path);
      records.positions.push(position ?? 0);
      records.ends.push(batch.prints.keys.length);
      records.repeated.push(repeated);
    },
    pass({ outcome }) {
      if (outcome.kind === 'printings')
        for (const { card, firstOfCard } of outcome.printings) if (firstOfCard) tell(card);
    },
    take() {
      const taken = columnsOf(batch);
      batch = emptyColumns();
      return { ...taken, rows: keeper.take() };
    },
    giveBack: keeper.giveBack,
  };
}

/** A card's name as the search has it and the words of its names; null where they are left to the database. */
function foundBy({ name, otherNames }: NeutralCard): ToldCard['found'] {
  const plain = plainText(name);
  const words = plainWords([name, ...otherNames]);
  return plain && words !== null ? { name: plain, words } : null;
}

/** What the search knows of a card, but for its id; null where its words are left to the database. */
function foundCard(
  game: GameCode,
  card: NeutralCard,
  names: { readonly name: string; readonly words: string },
): string | null {
  const { typeLine, colors, keywords, rulesText } = card;
  const words = plainWords([typeLine, ...colors, ...keywords, rulesText]);
  const traits = plainTraits(card);
  return words === null || traits === null
    ? null
    : rowText([game, names.name, `${names.words} ${words}`, traits]);
}

/** What the search knows of a printing, but for its ids and its set's words; null where its words are left to the database. */
function foundPrint(
  print: Omit<NeutralPrint, 'prices'>,
  card: { readonly name: string; readonly words: string },
): string | null {
  const { printedName, collectorNumber, skuNumber, searchCodes, rarity, variation, releasedOn } = print;
  const words = plainWords([printedName, collectorNumber, skuNumber, ...searchCodes, rarity, variation]);
  return words === null ? null : rowText([card.name, releasedOn, `${card.words} ${words}`]);
}

/** The first number in a collector's number, behind everything else where there is none. */
function numberIn(collectorNumber: string): number {
  return Number(/\d{1,9}/.exec(collectorNumber)?.[0] ?? 1_000_000_000);
}

function emptyColumns() {
  const rows = () => ({ keys: [] as string[], hashes: [] as string[], places: [] as number[] });
  return {
    records: {
      ids: [] as (string | null)[],
      files: [] as string[],
      positions: [] as number[],
      ends: [] as number[],
      repeated: [] as number[],
    },
    others: [] as OtherRecord[],
    sets: createNumbering<NeutralSet>(({ key }) => key, isSameSet),
    prints: rows(),
    cards: rows(),
    firstOfCard: [] as number[],
    setOf: [] as number[],
    prices: {
      ends: [] as number[],
      kinds: [] as number[],
      marketMinor: [] as number[],
      lowMinor: [] as number[],
    },
    priceKinds: createNumbering<PriceKind>(
      ({ source, finish, currency }) => `${source} ${finish} ${currency}`,
      () => true,
    ),
    nameWords: [] as string[],
  };
}

type Columns = ReturnType<typeof emptyColumns>;

function columnsOf(batch: Columns): Omit<PreparedBatch, 'rows'> {
  const { records, prints, cards, prices } = batch;
  return {
    records: {
      ids: records.ids,
      files: records.files,
      positions: Uint32Array.from(records.positions),
      ends: Uint32Array.from(records.ends),
      repeated: Uint32Array.from(records.repeated),
    },
    others: batch.others,
    sets: batch.sets.values,
    printings: {
      prints: { ...prints, places: Uint32Array.from(prints.places) },
      cards: { ...cards, places: Uint32Array.from(cards.places) },
      firstOfCard: Uint8Array.from(batch.firstOfCard),
      setOf: Uint16Array.from(batch.setOf),
      prices: {
        ends: Uint32Array.from(prices.ends),
        kinds: Uint16Array.from(prices.kinds),
        marketMinor: Uint32Array.from(prices.marketMinor),
        lowMinor: Uint32Array.from(prices.lowMinor),
      },
    },
    priceKinds: batch.priceKinds.values.map(({ source, finish, currency }) => ({ source, finish, currency })),
    nameWords: batch.nameWords,
  };
}

/** Numbers for values: the same one as long as the values of a key are the same. */
function createNumbering<T>(keyOf: (value: T) => string, isSame: (a: T, b: T) => boolean) {
  const values: T[] = [];
  const last = new Map<string, number>();
  return {
    values,
    numberOf(value: T): number {
      const key = keyOf(value);
      const known = last.get(key);
      const before = known === undefined ? undefined : values[known];
      if (known !== undefined && before !== undefined && isSame(before, value)) return known;
      last.set(key, values.length);
      return values.push(value) - 1;
    },
  };
}

function isSameSet(a: NeutralSet, b: NeutralSet): boolean {
  return (
    a.code === b.code &&
    a.name === b.name &&
    a.releasedOn === b.releasedOn &&
    a.type === b.type &&
    a.totalCards === b.totalCards &&
    a.stub === b.stub
  );
}
