import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openCatalog, type Catalog } from './catalog.fixtures.ts';

const SAMPLES = join(__dirname, '../samples');
const GAMES = [
  ['MTG', 'mtg'],
  ['POKEMON', 'pokemon'],
  ['YUGIOH', 'yugioh'],
  ['OPTCG', 'onepiece'],
] as const;
const SEARCH = `query ($query: String!) {
  products(query: $query, first: 1) { edges { node { print { collectorNumber card { name } } } } }
}`;

/** What somebody types, and the card that must come first; `number` where one printing is meant. */
interface ExpectedHit {
  readonly query: string;
  readonly card: string;
  readonly number?: string;
}
interface Found {
  readonly products: {
    readonly edges: readonly {
      readonly node: {
        readonly print: { readonly collectorNumber: string; readonly card: { readonly name: string } };
      };
    }[];
  };
}

const queries = JSON.parse(
  readFileSync(join(SAMPLES, 'search-queries.json'), 'utf8'),
) as readonly ExpectedHit[];

let catalog: Catalog;
beforeAll(async () => {
  catalog = await openCatalog({ importFolder: SAMPLES });
  for (const [game, path] of GAMES) {
    await catalog.importFiles(game, path);
    await catalog.ask(
      catalog.staff,
      `mutation ($game: GameCode!) { listPrints(input: { filter: { game: $game }, conditions: [NM] }) { userErrors { code } } }`,
      { game },
    );
  }
}, 60_000);
afterAll(() => catalog.dispose());

describe('the queries of samples/search-queries.json', () => {
  it('have the expected card first, every one of them', async () => {
    const missed: string[] = [];
    for (const { query, card, number } of queries) {
      const { products } = await catalog.ask<Found>(catalog.shopper, SEARCH, { query });
      const print = products.edges[0]?.node.print;
      if (print?.card.name !== card || (number !== undefined && print.collectorNumber !== number))
        missed.push(`${query}: ${print?.card.name ?? 'nothing'} ${print?.collectorNumber ?? ''}`);
    }
    expect(queries.length).toBeGreaterThan(150);
    expect(missed).toEqual([]);
  });
});
