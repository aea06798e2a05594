/** Numbers that look random and are the same for the same seed, so that a run that found something can be run again. */
export interface Seeded {
  /** From 0 to below 1. */
  fraction(): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  oneOf<T>(choices: readonly [T, ...T[]]): T;
}

/** The multiplier and increment of Numerical Recipes' linear congruential generator (Press et al., 7.1); modulus 2^32. */
const MULTIPLIER = 1_664_525;
const INCREMENT = 1_013_904_223;

export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const fraction = () => {
    state = (Math.imul(state, MULTIPLIER) + INCREMENT) >>> 0;
    return state / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(fraction() * (most - least + 1));
  return {
    fraction,
    between,
    oneOf: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
  };
}
