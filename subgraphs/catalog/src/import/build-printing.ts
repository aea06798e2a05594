import { FINISHES, type Finish } from '../domain/catalog.ts';
import { cut, normalizeName } from './clean-text.ts';
import {
  TEXT_LENGTHS,
  type NeutralCard,
  type NeutralLegality,
  type NeutralPrice,
  type NeutralPrint,
  type NeutralSet,
} from './neutral.ts';

/** What a parser must say of a card; the rest has a default. */
export type CardDraft = Pick<NeutralCard, 'key' | 'name'> & Partial<NeutralCard>;
export type PrintDraft = Pick<NeutralPrint, 'key' | 'collectorNumber' | 'language' | 'finishes'> &
  Partial<NeutralPrint>;

/** A card with every field in its place and its lists in one order. */
export function cardOf(draft: CardDraft): NeutralCard {
  return {
    key: draft.key,
    name: draft.name,
    normalizedName: normalizeName(draft.name),
    typeLine: draft.typeLine == null ? null : cut(draft.typeLine, TEXT_LENGTHS.shortText),
    rulesText: draft.rulesText ?? null,
    otherNames: [...new Set(draft.otherNames)].filter((name) => name !== draft.name),
    attributes: draft.attributes ?? {},
    colors: draft.colors ?? [],
    keywords: [...new Set(draft.keywords)],
    legalities: sortedLegalities(draft.legalities ?? []),
  };
}

/** A print with every field in its place, finishes and prices without repetition. */
export function printOf(draft: PrintDraft): NeutralPrint {
  const finishes = inOrder(draft.finishes);
  return {
    key: draft.key,
    printedName: draft.printedName ?? null,
    collectorNumber: draft.collectorNumber,
    skuNumber: draft.skuNumber ?? draft.collectorNumber,
    rarity: draft.rarity ?? null,
    language: draft.language,
    artist: draft.artist == null ? null : cut(draft.artist, TEXT_LENGTHS.shortText),
    releasedOn: draft.releasedOn ?? null,
    finishes,
    firstEdition: draft.firstEdition ?? false,
    variation: draft.variation == null ? null : cut(draft.variation, TEXT_LENGTHS.shortText),
    images: draft.images ?? { small: null, normal: null, large: null },
    searchCodes: [...new Set(draft.searchCodes)],
    externalIds: draft.externalIds ?? {},
    prices: onePriceEach((draft.prices ?? []).filter(({ finish }) => finishes.includes(finish))),
  };
}

/**
 * What makes a set, a card or a printing impossible to keep, as a sentence; null when all is well. Names that are too long are refused,
 * because a cut name is another name.
 */
export function faultOf(set: NeutralSet, card: NeutralCard, print: NeutralPrint): string | null {
  const checks: readonly (readonly [string, string, number])[] = [
    ['set key', set.key, TEXT_LENGTHS.key],
    ['set code', set.code, TEXT_LENGTHS.setCode],
    ['set name', set.name, TEXT_LENGTHS.name],
    ['card key', card.key, TEXT_LENGTHS.key],
    ['name', card.name, TEXT_LENGTHS.name],
    ['print key', print.key, TEXT_LENGTHS.key],
    ['collector number', print.collectorNumber, TEXT_LENGTHS.collectorNumber],
    ['SKU number', print.skuNumber, TEXT_LENGTHS.collectorNumber],
    ['rarity', print.rarity ?? '-', TEXT_LENGTHS.shortText],
    ['printed name', print.printedName ?? '-', TEXT_LENGTHS.name],
  ];
  for (const [what, value, most] of checks) {
    if (value === '') return `The record has no ${what}.`;
    if (value.length > most) return `The ${what} has ${value.length} characters; ${most} is the most.`;
  }
  if (print.finishes.length === 0) return 'The record has no finish that is known.';
  const bytes = Buffer.byteLength(JSON.stringify(card.attributes));
  return bytes > MAX_ATTRIBUTE_BYTES
    ? `The attributes take ${bytes} bytes; ${MAX_ATTRIBUTE_BYTES} is the most.`
    : null;
}

/** The largest in real feeds take 6 kB. */
const MAX_ATTRIBUTE_BYTES = 64 * 1024;

/**
 * A number in the case that SKUs print without marks: capitals in front of the first digit, small letters after it. For numbers that the
 * importer makes up; what a feed says keeps its case.
 */
export function plainCase(number: string): string {
  const digit = number.search(/[0-9]/);
  return digit < 0
    ? number.toUpperCase()
    : number.slice(0, digit).toUpperCase() + number.slice(digit).toLowerCase();
}

/** Finishes once each, in the order of the list. */
export function inOrder(finishes: readonly Finish[]): Finish[] {
  return FINISHES.filter((finish) => finishes.includes(finish));
}

function sortedLegalities(legalities: readonly NeutralLegality[]): NeutralLegality[] {
  return [...legalities].sort((a, b) => (a.format < b.format ? -1 : a.format > b.format ? 1 : 0));
}

function onePriceEach(prices: readonly NeutralPrice[]): NeutralPrice[] {
  const byKey = new Map<string, NeutralPrice>();
  for (const price of prices) {
    const key = `${price.source} ${price.finish} ${price.currency}`;
    if (!byKey.has(key)) byKey.set(key, price);
  }
  return [...byKey.values()];
}
