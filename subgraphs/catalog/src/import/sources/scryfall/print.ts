import type { Finish } from '../../../domain/catalog.ts';
import { minorUnits, webAddress } from '../../clean-text.ts';
import type { NeutralImages, NeutralPrice } from '../../neutral.ts';
import { flag, line, lines, object, type Fields } from '../../read-fields.ts';

const FINISHES: Readonly<Record<string, Finish>> = {
  nonfoil: 'NORMAL',
  foil: 'FOIL',
  etched: 'ETCHED',
  // Scryfall's word until 2022 for foils with another coat.
  glossy: 'FOIL',
};

/** `finishes`, or the two flags of records from before 2021; a record without either is of the ordinary kind. */
export function finishesOf(fields: Fields): Finish[] {
  if (Array.isArray(fields['finishes']))
    return lines(fields, 'finishes').flatMap((word) => FINISHES[word] ?? []);
  const flagged: Finish[] = [
    ...(flag(fields, 'nonfoil') === true ? (['NORMAL'] as const) : []),
    ...(flag(fields, 'foil') === true ? (['FOIL'] as const) : []),
  ];
  return flagged.length > 0 ? flagged : ['NORMAL'];
}

/** Double-faced cards have their pictures on the faces only. */
export function imagesOf(fields: Fields, faces: readonly Fields[]): NeutralImages {
  const uris = object(fields, 'image_uris') ?? object(faces[0] ?? null, 'image_uris');
  return {
    small: webAddress(line(uris, 'small')),
    normal: webAddress(line(uris, 'normal')),
    large: webAddress(line(uris, 'large')),
  };
}

const PRICES = [
  ['usd', 'NORMAL', 'USD', 'tcgplayer'],
  ['usd_foil', 'FOIL', 'USD', 'tcgplayer'],
  ['usd_etched', 'ETCHED', 'USD', 'tcgplayer'],
  ['eur', 'NORMAL', 'EUR', 'cardmarket'],
  ['eur_foil', 'FOIL', 'EUR', 'cardmarket'],
  ['eur_etched', 'ETCHED', 'EUR', 'cardmarket'],
] as const;

/** What Scryfall's two sources said; `tix` are no money. */
export function pricesOf(fields: Fields): NeutralPrice[] {
  const prices = object(fields, 'prices');
  return PRICES.flatMap(([field, finish, currency, source]) => {
    const marketMinor = minorUnits(prices?.[field], currency);
    return marketMinor === null ? [] : [{ finish, currency, marketMinor, lowMinor: null, source }];
  });
}

/** Frame effects and promotions by which collectors tell printings of one set apart. */
const VARIATIONS: Readonly<Record<string, string>> = {
  showcase: 'showcase',
  extendedart: 'extended art',
  inverted: 'inverted frame',
  etched: 'etched frame',
  prerelease: 'prerelease',
  promopack: 'promo pack',
  datestamped: 'date stamped',
  buyabox: 'buy a box',
  bundle: 'bundle',
  serialized: 'serialized',
  doublerainbow: 'double rainbow',
  surgefoil: 'surge foil',
  galaxyfoil: 'galaxy foil',
  textured: 'textured foil',
  gilded: 'gilded',
  oilslick: 'oil slick',
  stepandcompleat: 'step and compleat',
  halofoil: 'halo foil',
  confettifoil: 'confetti foil',
  ripplefoil: 'ripple foil',
  rainbowfoil: 'rainbow foil',
  raisedfoil: 'raised foil',
  playpromo: 'play promo',
  thick: 'display card',
};

export function variationOf(fields: Fields): string | null {
  const words = [
    ...(line(fields, 'border_color') === 'borderless' ? ['borderless'] : []),
    ...(flag(fields, 'full_art') === true ? ['full art'] : []),
    ...(flag(fields, 'textless') === true ? ['textless'] : []),
    ...(flag(fields, 'oversized') === true ? ['oversized'] : []),
    ...(line(fields, 'layout') === 'reversible_card' ? ['reversible'] : []),
    ...[...lines(fields, 'frame_effects'), ...lines(fields, 'promo_types')].flatMap((word) =>
      Object.hasOwn(VARIATIONS, word) ? (VARIATIONS[word] ?? []) : [],
    ),
  ];
  return words.length === 0 ? null : [...new Set(words)].join(', ');
}
