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

const ROW_FACETS = [
  ['game', 'game'],
  ['set', 'set_code'],
  ['rarity', 'rarity'],
  ['kind', 'kind'],
  ['language', 'language'],
  ['inStock', 'in_stock::text'],
] as const;

/**
 * The queries that count the products `m`, as they stand behind `WITH`: `alike`, how many are alike in all that is counted, of which
 * there are far fewer than products; and `ranked`, the values of each facet, most frequent first.
 */
export const FACETS: readonly string[] = [
  `alike AS MATERIALIZED (
    SELECT game, set_code, rarity, kind, language, in_stock, conditions, finishes, count(*) AS n
    FROM m GROUP BY game, set_code, rarity, kind, language, in_stock, conditions, finishes)`,
  `counted AS (
    ${ROW_FACETS.map(([name, column]) => `SELECT '${name}' AS name, ${column} AS value, sum(n)::int AS count FROM alike GROUP BY ${column}`).join(' UNION ALL ')}
    UNION ALL SELECT 'condition', c, sum(n)::int FROM alike, unnest(conditions) c GROUP BY c
    UNION ALL SELECT 'finish', f, sum(n)::int FROM alike, unnest(finishes) f GROUP BY f)`,
  `ranked AS (
    SELECT * FROM (
      SELECT *, row_number() OVER (PARTITION BY name ORDER BY count DESC, value) AS rank FROM counted WHERE value IS NOT NULL
    ) numbered WHERE rank <= ${MOST_VALUES})`,
];
