import type { Finish } from '../../../domain/catalog.ts';
import { minorUnits } from '../../clean-text.ts';
import type { NeutralPrice } from '../../neutral.ts';
import { object, type Fields } from '../../read-fields.ts';

/** Forks run the words of a rarity together: `DoubleRare`. */
export function rarityOf(rarity: string | null): string | null {
  if (rarity === null || rarity.includes(' ')) return rarity;
  return rarity.replace(/([a-z])([A-Z])/g, '$1 $2');
}

/** TCGplayer's names of finishes, in the answers of pokemontcg.io. First editions are an edition here and no finish. */
const PRICED_FINISHES: Readonly<Record<string, Finish>> = {
  normal: 'NORMAL',
  unlimited: 'NORMAL',
  '1stEdition': 'NORMAL',
  '1stEditionNormal': 'NORMAL',
  holofoil: 'HOLO',
  unlimitedHolofoil: 'HOLO',
  '1stEditionHolofoil': 'HOLO',
  reverseHolofoil: 'REVERSE_HOLO',
};

/** Sets whose commons came without a reverse holo: all before Legendary Collection (2002), and small and promotional ones since. */
const WITHOUT_REVERSE =
  /^(?:base[1-5p]|gym\d|neo\d|si1|ru1|bp|np|.*p|pop\d|mcd\d+|fut\d+|det1|cel25c?|tk.*)$/;

/** Series in which the plain `Rare` is a holo: since Scarlet & Violet (2023). */
const HOLO_RARES = /^(?:sv|me|zsv|rsv)\d/;

const SHINY =
  /\b(?:holo|ultra|secret|double|hyper|illustration|rainbow|shiny|shining|prime|legend|break|ace|radiant|amazing|star|ex|gx|v|vmax|vstar)\b|classic collection/i;

/**
 * The finishes of a printing: those that have a price where the feed has prices, and otherwise what its rarity and set came in. The feed does not
 * say it, and a store lists only what a printing has; for promotional cards both are possible.
 */
export function finishesOf(fields: Fields, setId: string, rarity: string | null): Finish[] {
  const priced = Object.keys(object(object(fields, 'tcgplayer'), 'prices') ?? {}).flatMap((name) =>
    Object.hasOwn(PRICED_FINISHES, name) ? (PRICED_FINISHES[name] ?? []) : [],
  );
  if (priced.length > 0) return priced;
  const reverse: Finish[] = WITHOUT_REVERSE.test(setId) ? [] : ['REVERSE_HOLO'];
  const word = rarity?.toLowerCase() ?? '';
  if (word === 'promo') return ['NORMAL', 'HOLO'];
  if (word === 'rare holo' || (word === 'rare' && HOLO_RARES.test(setId))) return ['HOLO', ...reverse];
  if (SHINY.test(word)) return ['HOLO'];
  return word === '' ? ['NORMAL'] : ['NORMAL', ...reverse];
}

/** Wizards of the Coast printed first editions from Base to Neo Destiny (1999–2002), but none of Base Set 2. */
export function hasFirstEdition(setId: string): boolean {
  return /^(?:base[1235]|gym[12]|neo[1-4])$/.test(setId);
}

/** Prices of unlimited copies: a first edition's would be taken for those of the printing. */
export function pricesOf(fields: Fields, finishes: readonly Finish[]): NeutralPrice[] {
  const tcgplayer = object(object(fields, 'tcgplayer'), 'prices');
  const dollars = Object.keys(tcgplayer ?? {}).flatMap((name): NeutralPrice[] => {
    const finish = Object.hasOwn(PRICED_FINISHES, name) ? PRICED_FINISHES[name] : undefined;
    const said = object(tcgplayer, name);
    const marketMinor = minorUnits(said?.['market'], 'USD') ?? minorUnits(said?.['mid'], 'USD');
    if (!finish || marketMinor === null || name.startsWith('1stEdition')) return [];
    return [
      {
        finish,
        currency: 'USD',
        marketMinor,
        lowMinor: minorUnits(said?.['low'], 'USD'),
        source: 'tcgplayer',
      },
    ];
  });
  const cardmarket = object(object(fields, 'cardmarket'), 'prices');
  const euros = (finish: Finish | undefined, trend: string, low: string): NeutralPrice[] => {
    const marketMinor = minorUnits(cardmarket?.[trend], 'EUR');
    if (!finish || marketMinor === null) return [];
    return [
      {
        finish,
        currency: 'EUR',
        marketMinor,
        lowMinor: minorUnits(cardmarket?.[low], 'EUR'),
        source: 'cardmarket',
      },
    ];
  };
  return [
    ...dollars,
    ...euros(
      finishes.find((finish) => finish !== 'REVERSE_HOLO'),
      'trendPrice',
      'lowPrice',
    ),
    ...euros('REVERSE_HOLO', 'reverseHoloTrend', 'reverseHoloLow'),
  ];
}
