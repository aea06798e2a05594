/** The closed lists of words that a universal SKU is made of, those of the games apart (generated.ts). A new word is added here and nowhere else. */

/** Best first. */
export const CONDITIONS = ['NM', 'LP', 'MP', 'HP', 'DMG'] as const;
export type Condition = (typeof CONDITIONS)[number];

export const FINISHES = ['NORMAL', 'FOIL', 'ETCHED', 'HOLO', 'REVERSE_HOLO'] as const;
export type Finish = (typeof FINISHES)[number];

export const EDITIONS = ['UNLIMITED', 'FIRST'] as const;
export type Edition = (typeof EDITIONS)[number];

/**
 * Languages as the trade writes them on labels. ISO 639 in upper case, but for Japanese (`JP`), the two scripts of Chinese, and the
 * two that are no language: Scryfall's `PH` (Phyrexian) and `PX`.
 */
// prettier-ignore
export const LANGUAGES = [
  'EN', 'DE', 'FR', 'IT', 'ES', 'PT', 'JP', 'KO', 'RU', 'ZHS', 'ZHT', 'NL', 'PL', 'TH', 'ID',
  'HE', 'LA', 'GRC', 'AR', 'SA', 'QYA', 'PH', 'PX',
] as const;
export type Language = (typeof LANGUAGES)[number];

/** Other spellings that feeds and people use. */
const LANGUAGE_SPELLINGS: Readonly<Record<string, Language>> = {
  JA: 'JP',
  KR: 'KO',
  SP: 'ES',
  CN: 'ZHS',
  'ZH-CN': 'ZHS',
  'ZH-HANS': 'ZHS',
  TW: 'ZHT',
  'ZH-TW': 'ZHT',
  'ZH-HANT': 'ZHT',
  'PT-BR': 'PT',
};

/** The language that a feed or a person means by a code such as `ja`, `EN` or `zh-Hant`; null when it is none of the list. */
export function languageOf(code: string): Language | null {
  const upper = code.trim().toUpperCase().replace('_', '-');
  if (isOneOf(LANGUAGES, upper)) return upper;
  return Object.hasOwn(LANGUAGE_SPELLINGS, upper) ? (LANGUAGE_SPELLINGS[upper] ?? null) : null;
}

export function isOneOf<T extends string>(words: readonly T[], word: string): word is T {
  return (words as readonly string[]).includes(word);
}
