import type { Address } from './address.ts';
import { code128 } from './code-128.ts';

export interface LabelContent {
  readonly carrier: string;
  readonly service: string;
  readonly trackingNumber: string;
  readonly orderNumber: string;
  readonly weightGrams: number;
  readonly to: Address;
}

/** SVG units: a hundred for an inch, so that the label is 4 × 6 inches. */
const WIDTH = 400;
const HEIGHT = 600;
const MARGIN = 20;
/** Two hundredths of an inch: half a millimetre, which every scanner reads. A longer barcode gets thinner bars. */
const WIDEST_MODULE = 2;
/** Modules that must stay blank on both sides of the bars (ISO/IEC 15417). */
const QUIET_MODULES = 10;
/** Where the address stands, and how large its letters may be at most. */
const ADDRESS = { top: 112, bottom: 385, largest: 24 };
/** The width of a letter of a sans-serif face, at most, as a part of its size. */
const LETTER_WIDTH = 0.6;

/** A 4 × 6 inch label as an SVG: who it is for, by whom it goes, and the tracking number as a Code 128 barcode. */
export function labelSvg(content: LabelContent): string {
  const { carrier, service, trackingNumber, orderNumber, weightGrams, to } = content;
  const line = (y: number, size: number, text: string) =>
    `<text x="${MARGIN}" y="${y}" font-size="${size}">${escaped(text)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="4in" height="6in" font-family="sans-serif">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    line(45, 28, carrier),
    line(75, 18, `${service} · ${weightGrams} g`),
    `<line x1="${MARGIN}" y1="95" x2="${WIDTH - MARGIN}" y2="95" stroke="black"/>`,
    ...addressLines(to),
    ...bars(trackingNumber),
    line(545, 18, trackingNumber),
    line(580, 14, `Order ${orderNumber}`),
    '</svg>',
  ].join('');
}

/** The address in the largest letters in which all of it has room; long lines are broken. */
function addressLines(to: Address): string[] {
  const given = [
    to.name,
    to.line1,
    to.line2,
    `${to.postalCode} ${to.city}${to.region ? `, ${to.region}` : ''}`,
    to.countryCode,
  ].filter((line) => line !== null && line !== '');
  for (let size = ADDRESS.largest; ; size -= 1) {
    const letters = Math.floor((WIDTH - 2 * MARGIN) / (size * LETTER_WIDTH));
    const lines = given.flatMap((line) => broken(line ?? '', letters));
    const step = size * 1.35;
    if (lines.length * step <= ADDRESS.bottom - ADDRESS.top || size === 6)
      return lines.map(
        (line, index) =>
          `<text x="${MARGIN}" y="${Math.round(ADDRESS.top + (index + 1) * step)}" font-size="${size}">${escaped(line)}</text>`,
      );
  }
}

/** A text in lines of so many characters at most: between words where it can be, else within them. */
function broken(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const pieces = [...word];
    if (line !== '' && [...line].length + 1 + pieces.length > most) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
    while ([...line].length > most) {
      const characters = [...line];
      lines.push(characters.slice(0, most).join(''));
      line = characters.slice(most).join('');
    }
  }
  return [...lines, line];
}

function bars(content: string): string[] {
  const widths = code128(content);
  const modules = widths.reduce((sum, width) => sum + width, 0);
  const unit = Math.min(WIDEST_MODULE, WIDTH / (modules + 2 * QUIET_MODULES));
  const left = (WIDTH - modules * unit) / 2;
  let at = 0;
  return widths.flatMap((width, index) => {
    const x = left + at * unit;
    at += width;
    return index % 2 === 0
      ? [`<rect x="${rounded(x)}" y="400" width="${rounded(width * unit)}" height="110" fill="black"/>`]
      : [];
  });
}

const rounded = (length: number) => Math.round(length * 1_000) / 1_000;

/** Text as XML can hold it: markup as references, control characters left out. */
function escaped(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '').replaceAll(/[<>&"']/g, (char) => `&#${char.codePointAt(0) ?? 0};`);
}
