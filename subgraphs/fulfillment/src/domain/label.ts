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

const WIDTH = 400;
const HEIGHT = 600;
const MODULE = 2;

/** A 4 × 6 inch label as an SVG: who it is for, by whom it goes, and the tracking number as a Code 128 barcode. */
export function labelSvg({
  carrier,
  service,
  trackingNumber,
  orderNumber,
  weightGrams,
  to,
}: LabelContent): string {
  const address = [
    to.name,
    to.line1,
    to.line2,
    `${to.postalCode} ${to.city}${to.region ? `, ${to.region}` : ''}`,
    to.countryCode,
  ].filter((line) => line != null && line !== '');
  const text = (x: number, y: number, size: number, content: string) =>
    `<text x="${x}" y="${y}" font-size="${size}">${escaped(content)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="4in" height="6in" font-family="sans-serif">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    text(20, 45, 28, carrier),
    text(20, 75, 18, `${service} · ${weightGrams} g`),
    `<line x1="20" y1="95" x2="380" y2="95" stroke="black"/>`,
    ...address.map((line, index) => text(20, 145 + index * 34, 24, line ?? '')),
    ...bars(trackingNumber),
    text(20, 545, 18, trackingNumber),
    text(20, 580, 14, `Order ${orderNumber}`),
    '</svg>',
  ].join('');
}

function bars(content: string): string[] {
  const widths = code128(content);
  const modules = widths.reduce((sum, width) => sum + width, 0);
  let x = Math.max(0, (WIDTH - modules * MODULE) / 2);
  return widths.flatMap((width, index) => {
    const bar =
      index % 2 === 0 ? [`<rect x="${x}" y="400" width="${width * MODULE}" height="110" fill="black"/>`] : [];
    x += width * MODULE;
    return bar;
  });
}

function escaped(text: string): string {
  return text.replaceAll(/[<>&"']/g, (char) => `&#${char.codePointAt(0) ?? 0};`);
}
