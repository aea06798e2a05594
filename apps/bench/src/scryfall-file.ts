import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** What a generated file holds. */
export interface FileShape {
  readonly records: number;
  /** 1 for the first day's file; another number makes the file of a later day: a share of cards and prices differ. */
  readonly day: number;
}

/** Of a later day's file: cards whose text has changed and printings whose price has, one in so many. */
const CHANGED_CARDS = 100;
const CHANGED_PRICES = 3;
/** Scryfall's default cards: some 117,000 printings of 31,000 cards in 1,000 sets (2026). */
const PRINTINGS_OF_A_CARD = 4;
const RECORDS_OF_A_SET = 120;
const WORDS = 2_500;

/**
 * Writes a file in the shape of Scryfall's default cards, a JSON array of records of 4.5 kB with every field that the real ones have; equal
 * shapes give equal bytes. One card in ten has two faces, one in five no price.
 */
export async function writeScryfallFile(path: string, { records, day }: FileShape): Promise<void> {
  const file = createWriteStream(path, { highWaterMark: 4 * 1024 * 1024 });
  for (let index = 0; index < records; index += 1) {
    const text = `${index === 0 ? '[\n' : ',\n'}${JSON.stringify(record(index, records, day))}`;
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end('\n]\n');
  await once(file, 'close');
}

/** The same numbers for the same seed (mulberry32, public domain). */
function random(seed: number): (below: number) => number {
  let state = Math.imul(seed + 1, 0x9e3779b9);
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const SYLLABLES = 'ba ce di fo gu la me ni or pu ra se ti vo xu kel mar nor thal wyn zan dril esk gor'.split(
  ' ',
);
const LEXICON = Array.from({ length: WORDS }, (_, index) => {
  const pick = random(index * 7 + 3);
  return Array.from({ length: 2 + pick(3) }, () => SYLLABLES[pick(SYLLABLES.length)] ?? '').join('');
});
const COLORS = ['W', 'U', 'B', 'R', 'G'] as const;
const RARITIES = ['common', 'uncommon', 'rare', 'mythic'] as const;
const FORMATS =
  'standard future historic timeless gladiator pioneer modern legacy pauper vintage penny commander oathbreaker standardbrawl brawl alchemy paupercommander duel oldschool premodern predh'.split(
    ' ',
  );

type Pick = (below: number) => number;
const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
const words = (pick: Pick, count: number) =>
  Array.from({ length: count }, () => LEXICON[pick(pick(2) === 0 ? 200 : WORDS)] ?? '').join(' ');
const nameOf = (pick: Pick) =>
  words(pick, 2 + pick(2))
    .split(' ')
    .map(capital)
    .join(' ');

function uuid(text: string): string {
  const digits = createHash('md5').update(text).digest('hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20)}`;
}

function images(id: string, side: string) {
  return Object.fromEntries(
    ['small', 'normal', 'large', 'png', 'art_crop', 'border_crop'].map((size) => [
      size,
      `https://cards.scryfall.io/${size}/${side}/${id[0]}/${id[1]}/${id}.jpg?1651492800`,
    ]),
  );
}

/** What all printings of a card say. */
function cardOf(card: number, day: number) {
  const pick = random(card);
  const name = nameOf(pick);
  const typeLine = `Creature — ${capital(words(pick, 1))} ${capital(words(pick, 1))}`;
  const changed = day > 1 && card % CHANGED_CARDS === day % CHANGED_CARDS;
  const rules = () => `${words(pick, 6 + pick(10))}.\n${capital(words(pick, 8 + pick(18)))}.`;
  const colors = COLORS.filter(() => pick(3) === 0);
  const common = {
    colors,
    type_line: typeLine,
    mana_cost: `{${pick(6)}}{${COLORS[pick(5)] ?? 'W'}}`,
    power: String(pick(8)),
    toughness: String(pick(8)),
  };
  const text = `${rules()}${changed ? ` Errata ${day}.` : ''}`;
  const back = { name: nameOf(pick), ...common, oracle_text: rules() };
  return {
    key: card,
    faces: pick(10) === 0 ? [{ name, ...common, oracle_text: text }, back] : [],
    name,
    text,
    common,
    keywords: Array.from({ length: pick(3) }, () => capital(words(pick, 1))),
    legalities: Object.fromEntries(FORMATS.map((format) => [format, pick(2) === 0 ? 'legal' : 'not_legal'])),
  };
}

function record(index: number, records: number, day: number): Record<string, unknown> {
  const card = cardOf(index % Math.ceil(records / PRINTINGS_OF_A_CARD), day);
  const [oracle, id] = [uuid(`card ${card.name} ${card.key}`), uuid(`printing ${index}`)];
  const pick = random(1_000_000 + index);
  const set = Math.floor(index / RECORDS_OF_A_SET);
  const code = set.toString(36).padStart(3, 'x');
  const number = String((index % RECORDS_OF_A_SET) + 1);
  const name = card.faces.length > 0 ? card.faces.map((face) => face.name).join(' // ') : card.name;
  const dearer = day > 1 && index % CHANGED_PRICES === day % CHANGED_PRICES ? day : 0;
  const price = (base: number) => ((base + dearer) / 100).toFixed(2);
  const [usd, foil, eur] = [20 + pick(4_000), 50 + pick(9_000), 15 + pick(4_000)];
  const isPriced = pick(5) > 0;
  const slug = `${code}/${number}/${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
  const front =
    card.faces.length > 0
      ? {
          card_faces: card.faces.map((face, side) => ({
            object: 'card_face',
            ...face,
            artist: 'A. Painter',
            illustration_id: uuid(`${id} ${side}`),
            image_uris: images(id, side === 0 ? 'front' : 'back'),
          })),
        }
      : { ...card.common, oracle_text: card.text, image_uris: images(id, 'front') };
  return {
    object: 'card',
    id,
    oracle_id: oracle,
    multiverse_ids: [400_000 + index],
    mtgo_id: 50_000 + index,
    arena_id: 70_000 + index,
    tcgplayer_id: 200_000 + index,
    cardmarket_id: 500_000 + index,
    name,
    lang: 'en',
    released_at: `${2005 + (set % 20)}-0${1 + (set % 9)}-15`,
    uri: `https://api.scryfall.com/cards/${id}`,
    scryfall_uri: `https://scryfall.com/card/${slug}?utm_source=api`,
    layout: card.faces.length > 0 ? 'transform' : 'normal',
    highres_image: true,
    image_status: 'highres_scan',
    cmc: 3,
    ...front,
    type_line: card.common.type_line,
    color_identity: card.common.colors,
    keywords: card.keywords,
    legalities: card.legalities,
    games: ['paper', 'mtgo'],
    reserved: false,
    game_changer: false,
    foil: true,
    nonfoil: true,
    finishes: ['nonfoil', 'foil'],
    oversized: false,
    promo: false,
    reprint: index > 0,
    variation: false,
    set_id: uuid(`set ${set}`),
    set: code,
    set_name: nameOf(random(9_000_000 + set)),
    set_type: 'expansion',
    set_uri: `https://api.scryfall.com/sets/${uuid(`set ${set}`)}`,
    set_search_uri: `https://api.scryfall.com/cards/search?order=set&q=e%3A${code}&unique=prints`,
    scryfall_set_uri: `https://scryfall.com/sets/${code}?utm_source=api`,
    rulings_uri: `https://api.scryfall.com/cards/${id}/rulings`,
    prints_search_uri: `https://api.scryfall.com/cards/search?order=released&q=oracleid%3A${oracle}&unique=prints`,
    collector_number: number,
    digital: false,
    rarity: RARITIES[pick(4)],
    card_back_id: uuid('back'),
    artist: nameOf(random(8_000_000 + pick(900))),
    artist_ids: [uuid(`artist ${pick(900)}`)],
    illustration_id: uuid(`${id} art`),
    border_color: 'black',
    frame: '2015',
    frame_effects: pick(9) === 0 ? ['showcase'] : [],
    security_stamp: 'oval',
    full_art: pick(30) === 0,
    textless: false,
    booster: true,
    story_spotlight: false,
    edhrec_rank: index,
    prices: isPriced
      ? {
          usd: price(usd),
          usd_foil: price(foil),
          usd_etched: null,
          eur: price(eur),
          eur_foil: null,
          tix: '0.03',
        }
      : { usd: null, usd_foil: null, usd_etched: null, eur: null, eur_foil: null, tix: null },
    related_uris: Object.fromEntries(
      ['gatherer', 'tcgplayer_infinite_articles', 'tcgplayer_infinite_decks', 'edhrec'].map((site) => [
        site,
        `https://${site.replaceAll('_', '-')}.example.com/c/4931599/1830156/21018?subId1=api&trafcat=search&u=${slug}%3Fpage%3D1`,
      ]),
    ),
    purchase_uris: Object.fromEntries(
      ['tcgplayer', 'cardmarket', 'cardhoarder'].map((shop) => [
        shop,
        `https://${shop}.example.com/c/4931599/1830156/21018?subId1=api&u=${slug}%3Futm_campaign%3Daffiliate`,
      ]),
    ),
  };
}
