import { isCurrencyCode, MAX_AMOUNT_MINOR, MINOR_UNIT_DIGITS } from '@longbox/money';
import { TEXT_LENGTHS, type Day } from './neutral.ts';

/** What the texts of feeds go through before they are facts: one spelling of the same text, and nothing that PostgreSQL cannot hold. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&#039;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
};

function wellFormed(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/&(?:amp|quot|#0?39|lt|gt|nbsp);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** Texts that are clean already, which nearly all are: printable ASCII without `&`, single spaces. Spares them four passes. */
const CLEAN_LINE = /^[!-%'-~]+(?: [!-%'-~]+)*$/;

/** A text of one line: runs of spaces and control characters are one space. */
export function oneLine(text: string): string {
  if (CLEAN_LINE.test(text)) return text;
  return wellFormed(text)
    .replace(/[\s\p{Cc}\u{feff}]+/gu, ' ')
    .trim();
}

/** Lines of such text, which nearly all prose is, and no `<`, with which HTML's line ends begin. */
const CLEAN_PROSE = /^[!-%'-;=-~]+(?:[ \n][!-%'-;=-~]+)*$/;

/** A text of several lines, with `\n` between them; HTML's line ends are line ends. Cut to the length that the catalog holds. */
export function prose(text: string): string {
  if (text.length <= TEXT_LENGTHS.rulesText && CLEAN_PROSE.test(text)) return text;
  return wellFormed(text)
    .replace(/\r\n?|<br\s*\/?>/gi, '\n')
    .replace(/ *(?:(?!\n)\p{Cc})+ */gu, ' ')
    .replace(/[ \t]+\n/g, '\n')
    .trim()
    .slice(0, TEXT_LENGTHS.rulesText)
    .toWellFormed();
}

/** Cuts a text that describes and names nothing. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`.toWellFormed();
}

/** Names of ASCII letters and figures alone, which only need lower case. */
const PLAIN_NAME = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/;

/**
 * A name as exact matches compare it: no accents, case or signs, apostrophes gone, one space between words. `Lim-Dûl's Paladin` is
 * `lim duls paladin`. A name of signs alone stays itself, in lower case.
 */
export function normalizeName(name: string): string {
  if (PLAIN_NAME.test(name)) return name.toLowerCase();
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’‘ʼ`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .normalize('NFC');
  return words === '' ? name.toLowerCase() : words;
}

/** An address of the web, or null. */
export function webAddress(text: string | null): string | null {
  return text !== null && text.length <= TEXT_LENGTHS.url && /^https?:\/\/[^\s\p{Cc}]+$/u.test(text)
    ? text
    : null;
}

/** `2022-04-22` or `2022/04/22` as a day; null for what is no day of the calendar. */
export function dayOf(text: string | null): Day | null {
  const [, year, month, day] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?$/.exec(text ?? '') ?? [];
  if (!year || !month || !day || year < '1900') return null;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  // A day that its month does not have is one of the next month's.
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) ? written : null;
}

/**
 * An amount such as `1.54`, `"1,234.5"` or 12.3 in the currency's minor units, rounded half up; null for what is none, is not above 0, or
 * is more than an amount may be.
 */
export function minorUnits(amount: unknown, currency: string): number | null {
  if (!isCurrencyCode(currency)) return null;
  const text = typeof amount === 'number' && Number.isFinite(amount) ? amount.toFixed(4) : amount;
  if (typeof text !== 'string') return null;
  const [, whole, fraction = ''] = /^\s*(\d{1,9})(?:\.(\d{0,10}))?\s*$/.exec(text.replaceAll(',', '')) ?? [];
  if (whole === undefined) return null;
  const digits = MINOR_UNIT_DIGITS[currency];
  const kept = Number(`${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`);
  const minor = kept + (Number(fraction[digits] ?? '0') >= 5 ? 1 : 0);
  return minor > 0 && minor <= MAX_AMOUNT_MINOR ? minor : null;
}
