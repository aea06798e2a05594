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
  const counts = PARTS.map(() => new Map<string, number>());
  let total = 0;
  for (const entry of keys === null ? [] : keys.split(BETWEEN_KEYS)) {
    const end = entry.indexOf(BEFORE_COUNT);
    const count = Number(entry.slice(end + 1));
    total += count;
    for (const [place, part] of entry.slice(0, end).split(BETWEEN_PARTS).entries()) {
      const of = counts[place];
      if (!of || part === '') continue;
      for (const value of part.includes(',') && place >= FIRST_OF_SEVERAL ? part.split(',') : [part])
        of.set(value, (of.get(value) ?? 0) + count);
    }
  }
  const facets = SHOWN.map((name) => ({ name, values: ranked(counts[PARTS.indexOf(name)]) }));
  return { total, facets };
}

const FIRST_OF_SEVERAL = PARTS.indexOf('condition');

function ranked(counts: ReadonlyMap<string, number> = new Map()): FacetValue[] {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_VALUES);
}
