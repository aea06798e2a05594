import type { Finish } from '../../../domain/catalog.ts';

/** The formats write `L`, `Leader`, `SR`, `SuperRare`. */
const RARITIES: Readonly<Record<string, string>> = {
  L: 'Leader',
  C: 'Common',
  UC: 'Uncommon',
  R: 'Rare',
  SR: 'Super Rare',
  SEC: 'Secret Rare',
  SP: 'Special',
  'SP CARD': 'Special',
  TR: 'Treasure Rare',
  P: 'Promo',
};

export function rarityOf(said: string | null): string | null {
  if (said === null) return null;
  return RARITIES[said.toUpperCase()] ?? said.replace(/([a-z])([A-Z])/g, '$1 $2');
}

/** Which printings come in foil: alternates, and from Super Rare upwards. */
export function finishOf(rarity: string | null, isAlternate: boolean): Finish {
  const isHigh = ['super rare', 'secret rare', 'special', 'treasure rare'].includes(
    rarity?.toLowerCase() ?? '',
  );
  return isAlternate || isHigh ? 'FOIL' : 'NORMAL';
}
