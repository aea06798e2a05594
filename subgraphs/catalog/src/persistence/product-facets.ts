/** A value that products have, and how many of the matching products. */
export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

export interface Facet {
  readonly name: string;
  /** The most frequent first. */
  readonly values: readonly FacetValue[];
}

/** What a list comes to. */
export interface Counts {
  readonly total: number;
  readonly facets: readonly Facet[];
}

/** The parts of a product's `facet_key`, in its order (`catalog_facet_key`); in the last two several values may stand. */
const PARTS = ['game', 'set', 'rarity', 'kind', 'language', 'inStock', 'condition', 'finish'] as const;
type Part = (typeof PARTS)[number];

/** In the order in which they are shown. */
const SHOWN: readonly Part[] = [
  'game',
  'set',
  'rarity',
  'kind',
  'condition',
  'finish',
  'language',
  'inStock',
];

/** A game has some seven hundred sets; a longer list helps nobody choose. */
const MOST_VALUES = 250;

/** Control characters, which no text of the catalog has: between the parts of a key, between a key and its count, and behind that. */
const BETWEEN_PARTS = '\u001F';
const BEFORE_COUNT = '\u001E';
const BETWEEN_KEYS = '\u001D';

const inSql = (character: string) => `U&'\\${character.charCodeAt(0).toString(16).padStart(4, '0')}'`;

/** A part of the facet keys of `p`, in SQL. */
export const keyPart = (part: Part) =>
  `nullif(split_part(p.facet_key, ${inSql(BETWEEN_PARTS)}, ${PARTS.indexOf(part) + 1}), '')`;

/**
 * An expression for the text that `countFacets` reads, of the products of a relation that has their `facet_key`, those whose key meets conditions on keys `p`.
 * There are far fewer keys than products, and taking them apart takes PostgreSQL ten times as long as it takes us. `OFFSET 0` keeps it from holding the
 * conditions against each product.
 */
export const facetKeys = (products: string, conditions = 'true') =>
  `(SELECT string_agg(p.facet_key || ${inSql(BEFORE_COUNT)} || p.n, ${inSql(BETWEEN_KEYS)})
    FROM (SELECT facet_key, count(*) AS n FROM ${products} GROUP BY facet_key OFFSET 0) p WHERE ${conditions})`;

/** How many products there are in all, and of each value of each facet; `keys` is null when there are none. */
export function countFacets(keys: string | null): Counts {
  const { values, valuesOf } = readKeys;
  const text = keys ?? '';
  // By the numbers of the values: counting by their texts took three quarters of the time.
  const counts: number[] = [];
  let total = 0;
  let at = 0;
  while (at < text.length) {
    const between = text.indexOf(BEFORE_COUNT, at);
    const end = text.indexOf(BETWEEN_KEYS, between);
    const next = end === -1 ? text.length : end;
    const count = Number(text.slice(between + 1, next));
    total += count;
    for (const value of valuesOf(text.slice(at, between))) counts[value] = (counts[value] ?? 0) + count;
    at = next + 1;
  }
  const counted = new Map<Part, FacetValue[]>(SHOWN.map((name) => [name, []]));
  counts.forEach((count, number) => {
    const known = values[number];
    if (known) counted.get(known.part)?.push({ value: known.value, count });
  });
  return { total, facets: SHOWN.map((name) => facetOf(name, counted.get(name) ?? [])) };
}

const FIRST_OF_SEVERAL = PARTS.indexOf('condition');

/** Facet keys that are kept with what they say, some 300 bytes each: a store has two thousand, and the others much the same ones. */
const MOST_KEYS = 20_000;

/** What facet keys say, read once: lists have the same keys again and again. */
const readKeys = createReadKeys();

function createReadKeys() {
  /** The values of facets that keys have had, each with a number of its own: as many as there are sets, rarities and the like. */
  const values: { readonly part: Part; readonly value: string }[] = [];
  const numbers = new Map<string, number>();
  const known = new Map<string, readonly number[]>();

  function numberOf(part: Part, value: string): number {
    const text = `${part} ${value}`;
    const number = numbers.get(text) ?? values.push({ part, value }) - 1;
    numbers.set(text, number);
    return number;
  }

  function read(key: string): number[] {
    return key.split(BETWEEN_PARTS).flatMap((said, place) => {
      const part = PARTS[place];
      if (part === undefined || said === '') return [];
      return (place >= FIRST_OF_SEVERAL ? said.split(',') : [said]).map((value) => numberOf(part, value));
    });
  }

  return {
    values,
    /** The numbers of a key's values. */
    valuesOf(key: string): readonly number[] {
      const found = known.get(key);
      if (found) return found;
      // A copy: a part of a text keeps all of the text in memory.
      const copy = Buffer.from(key).toString();
      const numbersOfKey = read(copy);
      if (known.size < MOST_KEYS) known.set(copy, numbersOfKey);
      return numbersOfKey;
    },
  };
}

/** A facet with the most frequent of its values first, and no more of them than somebody looks through. */
export const facetOf = (name: string, values: readonly FacetValue[]): Facet => ({
  name,
  values: values.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, MOST_VALUES),
});
