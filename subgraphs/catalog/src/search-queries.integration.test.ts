import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@longbox/testing';
import { createKnownNames } from './application/known-names.ts';
import { openCatalog, type Catalog } from './catalog.fixtures.ts';
import { isPlain, suggestCards, typedPrefix } from './persistence/card-lists.ts';
import { readNames } from './persistence/read-names.ts';

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

describe('the names of the samples in memory', () => {
  it('suggest for each beginning of a name what the database suggests', async () => {
    const { database } = catalog;
    const failures: unknown[] = [];
    const names = createKnownNames(
      () => database.system(readNames),
      (error) => failures.push(error),
      0,
    );
    names.changed('');
    const list = await waitFor(() => names.list(), { what: 'names' });
    names.deaf();
    const typed = new Set(
      queries.flatMap(({ card }) =>
        Array.from({ length: Math.min(12, card.length) }, (_, index) =>
          typedPrefix(card.slice(0, index + 1)),
        ),
      ),
    );
    // Words inside of names, too.
    for (const { card } of queries) for (const word of card.split(' ')) typed.add(typedPrefix(word));
    const compared = [...typed].filter((prefix) => prefix !== '' && isPlain(prefix));
    const differing: string[] = [];
    await database.system(async (connection) => {
      for (const prefix of compared)
        for (const game of [null, 'YUGIOH'] as const) {
          const found = (await suggestCards(connection, prefix, game, 10)).map(
            ({ card: { id, gameId, name }, printCount }) => ({ id, gameId, name, printCount }),
          );
          const begun = list.begun(prefix, game, 10);
          // Where nothing begins so, the database suggests what is like it.
          const isSame =
            begun.length > 0
              ? isDeepStrictEqual(begun, found)
              : !found.some(({ name }) => name.toLowerCase().startsWith(prefix));
          if (!isSame) differing.push(`${prefix} ${game}: ${JSON.stringify([begun, found])}`);
        }
    });
    expect(differing).toEqual([]);
    expect(compared.length).toBeGreaterThan(500);
    expect(failures).toEqual([]);
  });
});
