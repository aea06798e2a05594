import { list, line, lines, number, object, flag, text, fieldsOf, type Fields } from '../../read-fields.ts';

/** A set file says `data`, a list of sets their rows. Both are told by what every set has. */
export function isSet(fields: Fields): boolean {
  return line(fields, 'code') !== null && line(fields, 'releaseDate') !== null;
}

/** A set's row as Scryfall's list of sets has it. */
export function setRecord(set: Fields): Fields {
  return {
    object: 'set',
    code: line(set, 'code'),
    name: line(set, 'name'),
    released_at: line(set, 'releaseDate'),
    set_type: line(set, 'type'),
    card_count: number(set, 'totalSetSize'),
  };
}

/** The cards and tokens of a set, each as Scryfall has it; the faces of a card, which MTGJSON lists apart, in one record. */
export function* cardRecords(set: Fields): Generator<unknown, void, undefined> {
  for (const field of ['cards', 'tokens']) {
    const faces = Map.groupBy(list(set, field), (card, index) => printingOf(fieldsOf(card)) ?? String(index));
    for (const cards of faces.values()) {
      const sides = cards.map(fieldsOf).filter((card) => card !== null);
      yield sides.length === 0 ? cards[0] : cardRecord(set, sides.toSorted(bySide));
    }
  }
}

function printingOf(card: Fields | null): string | null {
  return line(object(card, 'identifiers'), 'scryfallId') ?? line(card, 'uuid');
}

function bySide(a: Fields, b: Fields): number {
  return (line(a, 'side') ?? '').localeCompare(line(b, 'side') ?? '', 'en');
}

function cardRecord(set: Fields, sides: readonly Fields[]): Fields {
  const front = sides[0] ?? {};
  const ids = object(front, 'identifiers');
  const id = printingOf(front);
  return {
    object: 'card',
    id,
    oracle_id: line(ids, 'scryfallOracleId'),
    tcgplayer_id: line(ids, 'tcgplayerProductId'),
    tcgplayer_etched_id: line(ids, 'tcgplayerEtchedProductId'),
    cardmarket_id: line(ids, 'mcmId'),
    mtgo_id: line(ids, 'mtgoId'),
    arena_id: line(ids, 'mtgArenaId'),
    lang: LANGUAGES[line(front, 'language') ?? 'English'] ?? line(front, 'language'),
    set: line(front, 'setCode') ?? line(set, 'code'),
    set_name: line(set, 'name'),
    set_type: line(set, 'type'),
    released_at: line(front, 'originalReleaseDate') ?? line(set, 'releaseDate'),
    collector_number: line(front, 'number'),
    rarity: line(front, 'rarity'),
    artist: line(front, 'artist'),
    layout: line(front, 'layout'),
    cmc: number(front, 'manaValue'),
    color_identity: lines(front, 'colorIdentity'),
    keywords: [...new Set(sides.flatMap((side) => lines(side, 'keywords')))],
    legalities: legalities(object(front, 'legalities')),
    games: lines(front, 'availability'),
    digital: flag(front, 'isOnlineOnly') === true,
    finishes: lines(front, 'finishes'),
    border_color: line(front, 'borderColor'),
    frame_effects: lines(front, 'frameEffects'),
    promo_types: lines(front, 'promoTypes'),
    full_art: flag(front, 'isFullArt') === true,
    textless: flag(front, 'isTextless') === true,
    oversized: flag(front, 'isOversized') === true,
    printed_name: line(front, 'printedName') ?? line(front, 'flavorName'),
    name: line(front, 'name'),
    ...(sides.length > 1
      ? { type_line: sides.map((side) => line(side, 'type')).join(' // '), card_faces: sides.map(faceOf) }
      : { ...faceOf(front), name: line(front, 'name') }),
    image_uris: id !== null && UUID.test(id) ? imagesOf(id) : null,
  };
}

function faceOf(side: Fields): Fields {
  return {
    name: line(side, 'faceName') ?? line(side, 'name'),
    mana_cost: line(side, 'manaCost'),
    type_line: line(side, 'type'),
    oracle_text: text(side, 'text'),
    colors: lines(side, 'colors'),
    power: line(side, 'power'),
    toughness: line(side, 'toughness'),
    loyalty: line(side, 'loyalty'),
    defense: line(side, 'defense'),
    artist: line(side, 'artist'),
  };
}

/** `Legal` in the formats where it may be played or is restricted or banned; the others are left out. */
function legalities(fields: Fields | null): Fields {
  return Object.fromEntries(
    Object.keys(fields ?? {}).flatMap((format) => {
      const status = line(fields, format);
      return status === null ? [] : [[format, status.toLowerCase().replaceAll(' ', '_')]];
    }),
  );
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where Scryfall keeps the pictures of a printing (https://scryfall.com/docs/api/images): by its id's first two digits. */
function imagesOf(id: string): Fields {
  return Object.fromEntries(
    ['small', 'normal', 'large'].map((size) => [
      size,
      `https://cards.scryfall.io/${size}/front/${id[0] ?? ''}/${id[1] ?? ''}/${id}.jpg`,
    ]),
  );
}

/** MTGJSON's names of languages (https://mtgjson.com/data-models/card/card-set/), as Scryfall's codes. */
const LANGUAGES: Readonly<Record<string, string>> = {
  'Ancient Greek': 'grc',
  Arabic: 'ar',
  'Chinese Simplified': 'zhs',
  'Chinese Traditional': 'zht',
  English: 'en',
  French: 'fr',
  German: 'de',
  Hebrew: 'he',
  Italian: 'it',
  Japanese: 'ja',
  Korean: 'ko',
  Latin: 'la',
  Phyrexian: 'ph',
  'Portuguese (Brazil)': 'pt',
  Russian: 'ru',
  Sanskrit: 'sa',
  Spanish: 'es',
  Quenya: 'qya',
};

/** What a record of a file holds, each as Scryfall has it: a set with its cards, or one card. */
export function* recordsOf(record: unknown): Generator<unknown, void, undefined> {
  const fields = fieldsOf(record);
  if (!fields) yield record;
  else if (isSet(fields)) {
    yield setRecord(fields);
    yield* cardRecords(fields);
  }
  // The file's own date and version.
  else if (line(fields, 'version') !== null && line(fields, 'date') !== null) yield { object: 'metadata' };
  // A card that stands alone, as in MTGJSON's lists of cards.
  else yield line(fields, 'uuid') === null ? record : cardRecord({}, [fields]);
}
