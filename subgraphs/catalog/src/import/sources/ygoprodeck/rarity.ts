import type { Finish } from '../../../domain/catalog.ts';

/** Rarities without any foil on the card's picture, which the trade sells as the normal finish, lowest first. */
const PLAIN = ['common', 'short print', 'super short print', 'normal rare', 'rare', 'normal parallel rare'];

/** The usual foil ones, lowest first; every other one stands above. */
const FOIL = ['super rare', 'ultra rare', 'secret rare', 'ultimate rare'];

/** Words that stand in the feed's field of rarities and are none; numbers there are places in a deck. */
const NOT_RARITIES = /^(?:\d+|new|new art|reprint|functional errata|.*\bdebut)$/i;

export function isRarity(text: string): boolean {
  return !NOT_RARITIES.test(text);
}

export function rarityFinish(rarity: string | null): Finish {
  return rarity === null || PLAIN.includes(rarity.toLowerCase()) ? 'NORMAL' : 'FOIL';
}

/** Where a rarity stands; unknown ones share the last place. */
export function rarityRank(rarity: string | null): number {
  const at = [...PLAIN, ...FOIL].indexOf((rarity ?? 'common').toLowerCase());
  return at < 0 ? PLAIN.length + FOIL.length : at;
}

/** The letters of a rarity: those of the feed, `(UtR)`, or where it has none the first letters of the words; small, as in SKU numbers. */
export function rarityCode(rarity: string, said: string | null): string {
  const letters = (said ?? '').replace(/[^A-Za-z0-9]/g, '');
  if (letters !== '') return letters.toLowerCase();
  const words = rarity.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const initials = words.length > 1 ? words.map((word) => word[0]).join('') : (words[0] ?? '');
  return initials.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}
