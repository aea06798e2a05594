/** How many of the matching products have a value. */
export interface FacetRow {
  readonly name: string;
  readonly value: string;
  readonly count: number;
}

/** In the order in which they are shown. */
export const FACET_NAMES = [
  'game',
  'set',
  'rarity',
  'kind',
  'condition',
  'finish',
  'language',
  'inStock',
] as const;

/** A game has some seven hundred sets; a longer list helps nobody choose. */
const MOST_VALUES = 250;

/**
 * The columns of `product_search` that a product's `facet_key` holds, in its order (`catalog_facet_key`), as they are read from its parts `k`;
 * what is empty there is not said.
 */
export const KEY_COLUMNS = [
  `nullif(k[1], '') AS game`,
  `nullif(k[2], '') AS set_code`,
  `nullif(k[3], '') AS rarity`,
  'k[4] AS kind',
  `nullif(k[5], '') AS language`,
  'k[6]::boolean AS in_stock',
  `string_to_array(k[7], ',') AS conditions`,
  `string_to_array(k[8], ',') AS finishes`,
].join(', ');

const ROW_FACETS = [
  ['game', 'game'],
  ['set', 'set_code'],
  ['rarity', 'rarity'],
  ['kind', 'kind'],
  ['language', 'language'],
  ['inStock', 'in_stock::text'],
] as const;

/** How many of the products of a relation are alike in all that is counted, of which there are far fewer than products. */
export const alike = (products: string) =>
  `SELECT ${KEY_COLUMNS}, n FROM (
    SELECT string_to_array(facet_key, U&'\\001F') AS k, n FROM (SELECT facet_key, count(*) AS n FROM ${products} GROUP BY facet_key) keys
  ) parts`;

/** The query, as it stands behind `WITH`, that counts the values of each facet in a relation `alike`, the most frequent first. */
export const RANKED = `ranked AS (
  SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY name ORDER BY count DESC, value) AS rank FROM (
      ${ROW_FACETS.map(([name, column]) => `SELECT '${name}' AS name, ${column} AS value, sum(n)::int AS count FROM alike GROUP BY ${column}`).join(' UNION ALL ')}
      UNION ALL SELECT 'condition', c, sum(n)::int FROM alike, unnest(conditions) c GROUP BY c
      UNION ALL SELECT 'finish', f, sum(n)::int FROM alike, unnest(finishes) f GROUP BY f
    ) counted WHERE value IS NOT NULL
  ) numbered WHERE rank <= ${MOST_VALUES})`;
