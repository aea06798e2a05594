/**
 * How a set code or a collector number becomes one part of a SKU, and back, without loss. The result is made of `A-Z 0-9 . _` alone: it
 * holds no hyphen, survives upper-casing, and prints on any label.
 *
 *   part    = 1*( letter / digit / "_" / escape )
 *   letter  = A-Z     in a collector number: itself as long as no digit came, then the small letter (`TG12`, `143a` → `143A`);
 *                     in a set code: itself
 *   escape  = "." A-Z             the letter in its other case (`57A` → `57.A`)
 *           / "." 0-9             a usual sign, see SIGNS (`57†` → `57.4`, `A-52` → `A.152`)
 *           / "._" 1*6HEX "_"     any other character by its code point (`é` → `._E9_`)
 *
 * Games that print numbers without leading zeros (Magic, Pokémon) get them here, so that SKUs line up: `1` → `001`. A number that has
 * such zeros itself has `..` in front: `001` → `..001`.
 */

/** The sign that `.0` to `.9` stand for, in this order. It is part of the grammar: never reorder. */
const SIGNS = [' ', '-', '/', '★', '†', '!', '?', '.', '*', '+'] as const;

/** The case of letters in front of the first digit, and after it. */
export type LetterCase = 'upper' | 'upper then lower';

/** Escapes any non-empty text. */
export function escapePart(text: string, letters: LetterCase): string {
  let lower = false;
  let out = '';
  for (const char of text) {
    if (/^[a-zA-Z]$/.test(char)) {
      const usual = lower ? char.toLowerCase() : char.toUpperCase();
      out += (char === usual ? '' : '.') + char.toUpperCase();
    } else if (/^[0-9_]$/.test(char)) out += char;
    else out += signCode(char);
    if (letters === 'upper then lower' && /^[0-9]$/.test(char)) lower = true;
  }
  return out;
}

function signCode(char: string): string {
  const sign = (SIGNS as readonly string[]).indexOf(char);
  return sign >= 0 ? `.${sign}` : `._${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}_`;
}

const TOKEN = /([A-Z])|([0-9_])|\.([A-Z])|\.([0-9])|\._([0-9A-F]{1,6})_/y;

/** The text that was escaped, or null when it is none that `escapePart` makes. */
export function unescapePart(part: string, letters: LetterCase): string | null {
  let lower = false;
  let text = '';
  const token = new RegExp(TOKEN);
  while (token.lastIndex < part.length) {
    const found = token.exec(part);
    if (!found) return null;
    const [, letter, plain, otherCase, sign, hex] = found;
    if (letter) text += lower ? letter.toLowerCase() : letter;
    else if (otherCase) text += lower ? otherCase : otherCase.toLowerCase();
    else if (sign) text += SIGNS[Number(sign)] ?? '';
    else if (hex) {
      const code = Number.parseInt(hex, 16);
      if (code > 0x10ffff) return null;
      text += String.fromCodePoint(code);
    } else {
      text += plain ?? '';
      if (letters === 'upper then lower' && plain !== '_') lower = true;
    }
  }
  // Two spellings of one text would be two SKUs of one card.
  return text !== '' && escapePart(text, letters) === part ? text : null;
}

/** A collector number as a part; `padded` for games whose numbers are printed without leading zeros. */
export function escapeNumber(number: string, padded: boolean): string {
  if (padded && /^(?:0|[1-9][0-9]?)$/.test(number)) return number.padStart(3, '0');
  if (padded && /^0[0-9]{2}$/.test(number)) return `..${number}`;
  return escapePart(number, 'upper then lower');
}

/** The collector number of a part, or null when it is none that `escapeNumber` makes. */
export function unescapeNumber(part: string, padded: boolean): string | null {
  if (padded && /^0[0-9]{2}$/.test(part)) return String(Number(part));
  const verbatim = padded ? /^\.\.(0[0-9]{2})$/.exec(part)?.[1] : undefined;
  if (verbatim) return verbatim;
  const number = unescapePart(part, 'upper then lower');
  return number !== null && escapeNumber(number, padded) === part ? number : null;
}
