import type { ListedPrint } from './catalog.ts';

/** Longer ones are cut; what makes them unique is not. */
const SLUG_LENGTH = 120;
export const HANDLE_LENGTH = 200;

/** Letters that no decomposition brings to ASCII, and the signs that tell cards apart. */
const SPELLED: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  δ: ' delta ',
  '♂': ' m ',
  '♀': ' f ',
  '★': ' star ',
  '☆': ' star ',
};

/** Signs that only mean something in a collector's number: `57†` is another printing than `57`. */
const IN_NUMBERS: Readonly<Record<string, string>> = {
  '*': ' star ',
  '†': ' dagger ',
  '‡': ' double dagger ',
  '!': ' exclamation ',
  '?': ' question ',
  φ: ' phi ',
};

/** Text as it stands in an address: lower-case ASCII letters and digits in groups joined by hyphens; empty when nothing is left. */
export function slug(text: string, spelled: Readonly<Record<string, string>> = SPELLED): string {
  return text
    .toLowerCase()
    .replace(/['’‘ʼ`´]/g, '')
    .replace(/\P{ASCII}|[*!?]/gu, (sign) => spelled[sign] ?? sign)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_LENGTH)
    .replace(/^-+|-+$/g, '');
}

export function isHandle(text: string): boolean {
  return text.length <= HANDLE_LENGTH && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);
}

/**
 * Handles for the product of a printing, the shortest first: name, set and number, the language when it is not English. The ones behind
 * are for printings that share all that: they add the rarity, or the end of the printing's id, which no other one has.
 */
export function printHandles(print: ListedPrint): readonly [string, string, string] {
  const number = slug(print.collectorNumber, { ...SPELLED, ...IN_NUMBERS });
  const language = print.language.toLowerCase() === 'en' ? '' : print.language;
  const parts = [slug(print.cardName) || 'card', slug(print.setCode), number, slug(language)];
  const plain = parts.filter(Boolean).join('-');
  const rarity = slug(print.rarity ?? '');
  const unique = `${plain}-${print.id.slice(-12)}`;
  return [plain, rarity ? `${plain}-${rarity}` : unique, unique];
}
