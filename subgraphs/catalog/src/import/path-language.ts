import { languageOf, type Language } from '@longbox/sku';

const NAMED: Readonly<Record<string, Language>> = {
  english: 'EN',
  'english-asia': 'EN',
  japanese: 'JP',
  french: 'FR',
  german: 'DE',
  italian: 'IT',
  spanish: 'ES',
  portuguese: 'PT',
  korean: 'KO',
  thai: 'TH',
  'chinese-hongkong': 'ZHT',
  'chinese-taiwan': 'ZHT',
  'chinese-simplified': 'ZHS',
};

/** The language that a folder of the path names (`cards/en/base1.json`, `japanese/data/…`), the innermost one; English otherwise. */
export function languageOfPath(path: string): Language {
  for (const folder of path.toLowerCase().split('/').slice(0, -1).reverse()) {
    const named = NAMED[folder];
    if (named) return named;
    // Longer codes would be words: `id` and `it` are folders too, but of languages where cards are concerned.
    const language = /^[a-z]{2}(?:[-_][a-z]{2,4})?$/.test(folder) ? languageOf(folder) : null;
    if (language) return language;
  }
  return 'EN';
}
