import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where in the import folder the file is. */
export const CARD_FOLDER = 'bench';
const SET = { code: 'bch', name: 'Bench Masters', released: '2025-02-14' };

/** Writes cards in Scryfall's format into an import folder, each with a normal and a foil printing; the same ones on every machine. */
export function writeCardFile(importFolder: string, count: number): void {
  const folder = join(importFolder, CARD_FOLDER);
  mkdirSync(folder, { recursive: true });
  const set = {
    object: 'set',
    id: idOf(0),
    code: SET.code,
    name: SET.name,
    set_type: 'expansion',
    released_at: SET.released,
    card_count: count,
    digital: false,
  };
  writeFileSync(join(folder, 'sets.json'), JSON.stringify([set]));
  writeFileSync(
    join(folder, 'cards.json'),
    JSON.stringify(Array.from({ length: count }, (_, index) => card(index + 1))),
  );
}

function card(number: number) {
  const name = `Keeper of Shelf ${number}`;
  const image = (size: string) => `https://images.example.invalid/mtg/${size}/${idOf(number)}.jpg`;
  return {
    object: 'card',
    id: idOf(number),
    oracle_id: idOf(1_000_000 + number),
    name,
    lang: 'en',
    released_at: SET.released,
    layout: 'normal',
    image_uris: { small: image('small'), normal: image('normal'), large: image('large') },
    mana_cost: '{2}{U}',
    cmc: 3,
    type_line: 'Creature — Human Archivist',
    oracle_text: `Flash\nWhen ${name} enters, draw a card, then put a card from your hand on the bottom of your library.`,
    colors: ['U'],
    color_identity: ['U'],
    keywords: ['Flash'],
    legalities: { standard: 'legal', modern: 'legal', commander: 'legal', pauper: 'not_legal' },
    games: ['paper'],
    finishes: ['nonfoil', 'foil'],
    promo: false,
    digital: false,
    set: SET.code,
    set_name: SET.name,
    set_type: 'expansion',
    collector_number: String(number),
    rarity: 'rare',
    artist: 'Teo Marchetti',
    border_color: 'black',
    frame: '2015',
    full_art: false,
    prices: {
      usd: `${1 + (number % 40)}.25`,
      usd_foil: `${3 + (number % 60)}.75`,
      usd_etched: null,
      eur: null,
    },
    power: '2',
    toughness: '3',
  };
}

/** A UUID that is the number. */
function idOf(number: number): string {
  return `00000000-0000-5000-8000-${number.toString(16).padStart(12, '0')}`;
}
