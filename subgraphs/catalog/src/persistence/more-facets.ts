import { PLANNED_EACH_TIME } from '@longbox/postgres';
import type { EntityManager } from 'typeorm';
import { facetOf, type Counts, type FacetValue } from './product-facets.ts';
import { allOf, withAll } from './product-lists.ts';
import { RANKED_PRODUCTS, type ProductMatch } from './product-match.ts';

/** The first letters of a product's traits, by the facet that counts them; `catalog_traits` writes them. */
const OF_TRAITS = { color: 'color:', type: 'type:', legalIn: 'legal:' } as const;

/** Where bands of prices begin, in minor units: they grow as prices do, and serve currencies with and without a hundredth. */
const STARTS = [
  100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000,
] as const;

/**
 * How many products match, and how many of them have each colour, each word of a type, each format that they may be played in, and a lowest price of each
 * band. Every product is read for that, where `countProducts` reads keys of many: some five times as long.
 */
export async function countMore(connection: EntityManager, match: ProductMatch): Promise<Counts> {
  const bounds = match.parameters.length + 1;
  const found = allOf(match, [], RANKED_PRODUCTS, 'p.traits, k.price_up');
  const rows = await connection.query<{ what: string; count: number }[]>(
    `${PLANNED_EACH_TIME} ${withAll([...match.ctes, `found AS MATERIALIZED (${found})`])}
     SELECT trait AS what, sum(n)::int AS count
     FROM (SELECT traits, count(*) AS n FROM found GROUP BY traits) alike, unnest(traits) trait GROUP BY trait
     UNION ALL SELECT 'band:' || width_bucket(price_up, $${bounds}::int[]), count(*)::int
     FROM found WHERE price_up < 2147483647 GROUP BY 1
     UNION ALL SELECT 'total', count(*)::int FROM found`,
    [...match.parameters, STARTS],
  );
  const valuesOf = (prefix: string): FacetValue[] =>
    rows.flatMap(({ what, count }) =>
      what.startsWith(prefix) ? [{ value: what.slice(prefix.length), count }] : [],
    );
  const bands = valuesOf('band:').sort((a, b) => Number(a.value) - Number(b.value));
  return {
    total: valuesOf('total')[0]?.count ?? 0,
    facets: [
      ...Object.entries(OF_TRAITS).map(([name, prefix]) => facetOf(name, valuesOf(prefix))),
      { name: 'price', values: bands.map(({ value, count }) => ({ value: bandOf(Number(value)), count })) },
    ],
  };
}

/** Both ends of a band as filters take them, `100-199`; the last one has no end. */
function bandOf(number: number): string {
  const next = STARTS[number];
  return `${STARTS[number - 1] ?? 0}-${next === undefined ? '' : next - 1}`;
}
