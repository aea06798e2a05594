import type { CardGame } from './card-game.ts';
import type { Condition, Edition, Finish, GameCode } from './catalog.ts';

/** What a row of a seller's file says, in its own words. */
export interface StockTexts {
  readonly tcgplayerId: string | null;
  readonly productLine: string;
  readonly setName: string;
  readonly name: string;
  /** `4`, `2 // 4`, `LOB-005`, `25/102`; empty where the file has none. */
  readonly number: string;
  readonly rarity: string;
  readonly conditionText: string;
}

/** A row in the catalog's words. */
export interface StockLine extends StockTexts {
  readonly game: GameCode;
  readonly condition: Condition;
  /** Null: whichever the printing has, the plain one first. */
  readonly finish: Finish | null;
  readonly edition: Edition;
  readonly language: string;
  readonly quantity: number;
  /** Whether the quantity is what there is; otherwise it is added to it. */
  readonly counted: boolean;
  /** What the seller asks for it, in US cents, the currency of TCGplayer's exports; null when the row says none. */
  readonly priceMinor: number | null;
  /** TCGplayer's number of the product, where the row's picture tells it. */
  readonly productId: string | null;
}

/** A row that names a card, one of something that is never matched, or one that cannot be read. */
export type StockRow =
  | { readonly kind: 'LINE'; readonly line: StockLine }
  | { readonly kind: 'EMPTY'; readonly texts: StockTexts }
  | { readonly kind: 'UNMATCHED' | 'INVALID'; readonly texts: StockTexts; readonly problem: string };

/** The columns of TCGplayer's pricing export that are read; those of no use here are known too. */
const COLUMNS = [
  'TCGplayer Id',
  'Product Line',
  'Set Name',
  'Product Name',
  'Number',
  'Rarity',
  'Condition',
  'Total Quantity',
  'Add to Quantity',
  'TCG Marketplace Price',
  'Photo URL',
] as const;
type Column = (typeof COLUMNS)[number];
const OF_NO_USE = [
  'Title',
  'TCG Market Price',
  'TCG Direct Low',
  'TCG Low Price With Shipping',
  'TCG Low Price',
];
const NEEDED = ['Product Line', 'Set Name', 'Product Name', 'Condition'] as const;
const QUANTITIES = ['Total Quantity', 'Add to Quantity'] as const;

/** Pieces of one line: `adjustInventory` takes as many. */
const MOST_PIECES = 1_000_000;
/** A million dollars: no card has cost more than a few. It keeps a slipped decimal point out. */
const MOST_CENTS = 1_000_000_00;
const TEXT_LENGTH = 255;

/** Where each column stands. */
export interface StockHeader {
  readonly places: ReadonlyMap<Column, number>;
  readonly width: number;
  /** Columns that mean nothing here. */
  readonly unknown: readonly string[];
}

/** The file's first row, or why it is not that of a stock file. Case and blanks of the names do not matter. */
export function readStockHeader(
  cells: readonly string[],
): { readonly header: StockHeader } | { readonly problem: string } {
  const plain = (text: string) => text.trim().toLowerCase();
  const names = cells.map(plain);
  const places = new Map<Column, number>();
  for (const column of COLUMNS) {
    const place = names.indexOf(plain(column));
    if (place >= 0) places.set(column, place);
  }
  const missing: string[] = NEEDED.filter((column) => !places.has(column));
  if (!QUANTITIES.some((column) => places.has(column))) missing.push(QUANTITIES.join('” or “'));
  if (missing.length > 0)
    return {
      problem: `This is no pricing export of TCGplayer: its first row has no column ${missing.map((name) => `“${name}”`).join(', ')}.`,
    };
  const known = new Set([...COLUMNS, ...OF_NO_USE].map(plain));
  const unknown = cells.flatMap((cell, at) =>
    known.has(names[at] ?? '') || names[at] === '' ? [] : [printable(cell)],
  );
  return { header: { places, width: cells.length, unknown: unknown.slice(0, 100) } };
}

const CONDITION_WORDS: readonly (readonly [string, Condition])[] = [
  ['near mint', 'NM'],
  ['lightly played', 'LP'],
  ['moderately played', 'MP'],
  ['heavily played', 'HP'],
  ['damaged', 'DMG'],
];

const LANGUAGES: Readonly<Record<string, string>> = {
  english: 'EN',
  japanese: 'JP',
  german: 'DE',
  french: 'FR',
  italian: 'IT',
  spanish: 'ES',
  portuguese: 'PT',
  korean: 'KO',
  russian: 'RU',
  'chinese (s)': 'ZHS',
  'chinese (t)': 'ZHT',
};

/** What a row says of a card of one of the games, or why it says nothing that could be taken. */
export function readStockRow(
  { places, width }: StockHeader,
  cells: readonly string[],
  games: readonly Pick<CardGame, 'code' | 'productLine'>[],
): StockRow {
  const cell = (column: Column) => (cells[places.get(column) ?? -1] ?? '').trim();
  const texts: StockTexts = {
    tcgplayerId: printable(cell('TCGplayer Id')) || null,
    productLine: printable(cell('Product Line')),
    setName: printable(cell('Set Name')),
    name: printable(cell('Product Name')),
    number: printable(cell('Number')),
    rarity: printable(cell('Rarity')),
    conditionText: printable(cell('Condition')),
  };
  const invalid = (problem: string): StockRow => ({ kind: 'INVALID', texts, problem });
  if (cells.length !== width)
    return invalid(`The row has ${cells.length} values; the first row names ${width} columns.`);
  if (texts.name === '') return invalid('The row has no product name.');
  const total = piecesOf(cell('Total Quantity'));
  const added = piecesOf(cell('Add to Quantity'));
  if (total === undefined || added === undefined)
    return invalid(`A quantity is a whole number from 0 to ${MOST_PIECES}.`);
  const priceMinor = centsOf(cell('TCG Marketplace Price'));
  if (priceMinor === undefined)
    return invalid('A price is from 0.01 to 1,000,000 dollars with two decimals at most, or nothing.');
  const quantity = (total ?? 0) + (added ?? 0);
  if (quantity === 0 && priceMinor === null) return { kind: 'EMPTY', texts };
  const game = games.find(({ productLine }) => productLine.test(texts.productLine))?.code;
  if (!game) return { kind: 'UNMATCHED', texts, problem: `The catalog has no game “${texts.productLine}”.` };
  if (/^unopened/i.test(texts.conditionText))
    return {
      kind: 'UNMATCHED',
      texts,
      problem: 'Sealed products are no printings: count them by their SKU.',
    };
  const copy = readCondition(texts.conditionText);
  if (typeof copy === 'string') return invalid(copy);
  const productId = /\/product\/(\d{1,12})[_./]/.exec(cell('Photo URL'))?.[1] ?? null;
  return {
    kind: 'LINE',
    line: { ...texts, game, ...copy, quantity, counted: total !== null, priceMinor, productId },
  };
}

/** `Near Mint 1st Edition Holofoil - Japanese`: condition, edition, finish and language in one text; or what of it is not known. */
export function readCondition(
  text: string,
): Pick<StockLine, 'condition' | 'finish' | 'edition' | 'language'> | string {
  const [what = '', tongue = 'english'] = text.toLowerCase().split(' - ');
  const condition = CONDITION_WORDS.find(([words]) => what.startsWith(words))?.[1];
  if (!condition) return `The condition “${text}” is not known.`;
  const language = LANGUAGES[tongue.trim()];
  if (language === undefined) return `The language “${tongue}” is not known.`;
  return {
    condition,
    finish: finishOf(what),
    edition: /\b(?:1st edition|limited)\b/.test(what) ? 'FIRST' : 'UNLIMITED',
    language,
  };
}

function finishOf(what: string): Finish | null {
  if (/\breverse holofoil\b/.test(what)) return 'REVERSE_HOLO';
  if (/\bholofoil\b/.test(what)) return 'HOLO';
  if (/\betched\b/.test(what)) return 'ETCHED';
  return /\bfoil\b/.test(what) ? 'FOIL' : null;
}

/** Null for nothing, undefined for what is no number of pieces. `1,200` is written with a comma in some exports. */
function piecesOf(text: string): number | null | undefined {
  if (text === '') return null;
  const plain = text.replace(/^(\d{1,3}),(\d{3})$/, '$1$2');
  return /^\d{1,7}$/.test(plain) && Number(plain) <= MOST_PIECES ? Number(plain) : undefined;
}

/** Null for nothing, undefined for what is no price. */
function centsOf(text: string): number | null | undefined {
  if (text === '' || /^\$?0*(?:\.0*)?$/.test(text)) return null;
  const [, whole, fraction = ''] = /^\$?(\d{1,7}|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2})0*)?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const minor = Number(whole.replaceAll(',', '')) * 100 + Number(fraction.padEnd(2, '0'));
  return minor <= MOST_CENTS ? minor : undefined;
}

/** Text that can be kept and shown, whatever it was. */
function printable(text: string): string {
  return text
    .slice(0, TEXT_LENGTH)
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
}
