/** How much is generated. */
export interface Size {
  readonly variants: number;
  readonly stores: number;
  /** Printings of each game, in the order of GAMES. */
  readonly prints: readonly number[];
}

/** Games with how many of the cards' printings there are, as the issue of the full size says, and how many printings a card has. */
export const GAMES = [
  { code: 'MTG', prints: 120_000, perCard: 3.5, sets: 600 },
  { code: 'POKEMON', prints: 20_000, perCard: 4, sets: 120 },
  { code: 'YUGIOH', prints: 40_000, perCard: 3.2, sets: 500 },
  { code: 'OPTCG', prints: 10_000, perCard: 3, sets: 40 },
] as const;

const FULL = { variants: 1_000_000, stores: 500 };

/** Variants of one product: NM, LP and MP, and NM in foil. */
export const VARIANTS_A_PRODUCT = 4;

/** The full size times `scale`. */
export function sizeOf(scale: number): Size {
  return {
    variants: Math.round((FULL.variants * scale) / VARIANTS_A_PRODUCT) * VARIANTS_A_PRODUCT,
    stores: Math.max(2, Math.round(FULL.stores * scale)),
    prints: GAMES.map(({ prints }) => Math.round(prints * scale)),
  };
}

export const printsIn = ({ prints }: Size) => prints.reduce((sum, count) => sum + count, 0);

/**
 * How many products each store has, the largest first. Stores differ: the share of the k-th is in proportion to k to the power of −0.8, by
 * which the largest of 500 has 7.7 % of everything and the median 0.09 %. No store has more products than there are printings.
 */
export function productsOfStores(size: Size): number[] {
  const weights = Array.from({ length: size.stores }, (_, index) => (index + 1) ** -0.8);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const products = size.variants / VARIANTS_A_PRODUCT;
  let given = 0;
  let passed = 0;
  return weights.map((weight) => {
    passed += weight;
    const count = Math.min(printsIn(size), Math.round((products * passed) / all) - given);
    given += count;
    return count;
  });
}
