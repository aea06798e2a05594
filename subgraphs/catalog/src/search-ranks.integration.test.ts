import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cardFolder, magicCard, type CardFolder } from './card-files.fixtures.ts';
import { openCatalog, type Catalog, type Offered } from './catalog.fixtures.ts';
import { LIST, type Listed } from './shelf.fixtures.ts';

const SEARCH = `query ($query: String, $filter: ProductFilter) {
  products(query: $query, filter: $filter, first: 20) { edges { node { id print { collectorNumber } } } }
}`;
const MORE = `query ($query: String, $filter: ProductFilter) {
  products(query: $query, filter: $filter, first: 1) { moreFacets { name values { value count } } }
}`;

interface Found {
  readonly products: {
    readonly edges: readonly {
      readonly node: { readonly id: string; readonly print: { readonly collectorNumber: string } };
    }[];
  };
}
interface More {
  readonly products: {
    readonly moreFacets: readonly {
      readonly name: string;
      readonly values: readonly { readonly value: string; readonly count: number }[];
    }[];
  };
}

let folder: CardFolder;
let catalog: Catalog;
beforeAll(async () => {
  folder = cardFolder();
  catalog = await openCatalog({ importFolder: folder.path });
  folder.write('cards.jsonl', [
    magicCard({ name: 'Quiet Pond', number: 'text', text: 'Hail ends the turn.' }),
    magicCard({ name: 'Wall of Hail', number: 'rest' }),
    magicCard({ name: 'Hail Crow', number: 'beginning' }),
    magicCard({ name: 'Hail', number: 'whole-1' }),
    magicCard({ name: 'Hail', number: 'whole-2' }),
    {
      ...magicCard({ name: 'Azure Sphinx', number: 'sphinx', set: 'tra' }),
      colors: ['U', 'W'],
      type_line: 'Legendary Creature — Sphinx',
      legalities: { modern: 'legal', pauper: 'not_legal', vintage: 'restricted' },
    },
    {
      ...magicCard({ name: 'Brass Idol', number: 'idol', set: 'tra' }),
      colors: [],
      type_line: 'Artifact Creature — Golem',
      legalities: { modern: 'banned', pauper: 'legal', vintage: 'legal' },
    },
  ]);
  await catalog.importFiles('MTG', 'cards.jsonl');
  await catalog.ask<Listed>(catalog.staff, LIST, {
    input: { filter: {}, conditions: ['NM'], finishes: ['NORMAL'] },
  });
});
afterAll(async () => {
  await catalog.dispose();
  folder.dispose();
});

async function found(variables: Record<string, unknown>): Promise<string[]> {
  const { products } = await catalog.ask<Found>(catalog.shopper, SEARCH, variables);
  return products.edges.map(({ node }) => node.print.collectorNumber);
}

async function variantOf(number: string): Promise<Offered> {
  const [variant] = await catalog.database.read(catalog.store.id, (connection) =>
    connection.query<Offered[]>(
      `SELECT v.id AS "variantId", v.product_id AS "productId" FROM product_variants v JOIN products p ON p.id = v.product_id
       JOIN prints r ON r.id = p.print_id WHERE r.collector_number = $1`,
      [number],
    ),
  );
  if (!variant) throw new Error(`not listed: ${number}`);
  return variant;
}

const stock = async (number: string) => catalog.stock(await variantOf(number), { onHand: 1 });
const price = async (number: string, amountMinor: number) =>
  catalog.price(await variantOf(number), { amountMinor });

describe('what matches', () => {
  it('comes by how well it does, and only among equals by whether it is in stock', async () => {
    await stock('text');
    await stock('rest');
    const [first, second, ...rest] = await found({ query: 'hail' });
    expect(new Set([first, second])).toEqual(new Set(['whole-1', 'whole-2']));
    expect(rest).toEqual(['beginning', 'rest', 'text']);
    await stock(String(second));
    expect(await found({ query: 'hail' })).toEqual([second, first, ...rest]);
  });
});

describe('the facets that take longer', () => {
  async function more(variables: Record<string, unknown>): Promise<Record<string, string[]>> {
    const { products } = await catalog.ask<More>(catalog.shopper, MORE, variables);
    return Object.fromEntries(
      products.moreFacets.map(({ name, values }) => [
        name,
        values.map(({ value, count }) => `${value}: ${count}`),
      ]),
    );
  }

  it('count colours, words of types, formats and bands of prices of all that match', async () => {
    await price('sphinx', 199);
    await price('idol', 1_000_000);
    const both = {
      color: ['colorless: 1', 'u: 1', 'w: 1'],
      type: ['creature: 2', 'artifact: 1', 'golem: 1', 'legendary: 1', 'sphinx: 1'],
      legalIn: ['vintage: 2', 'modern: 1', 'pauper: 1'],
      price: ['100-199: 1', '1000000-: 1'],
    };
    expect(await more({ filter: { setCode: 'tra' } })).toEqual(both);
    expect(await more({ query: 'creature tra' })).toEqual(both);
    expect(await more({ query: 'azure sphnix' })).toMatchObject({
      color: ['u: 1', 'w: 1'],
      price: ['100-199: 1'],
    });
    expect(await more({ filter: { setCode: 'tra', color: 'colorless', priceMin: 200 } })).toEqual({
      color: ['colorless: 1'],
      type: ['artifact: 1', 'creature: 1', 'golem: 1'],
      legalIn: ['pauper: 1', 'vintage: 1'],
      price: ['1000000-: 1'],
    });
    expect(await more({ query: '!!!' })).toEqual({});
  });

  it.each([{ color: 'u' }, { type: 'sphinx' }, { legalIn: 'modern' }, { priceMin: 100, priceMax: 199 }])(
    'have values that the filter takes: %j',
    async (filter) => {
      expect(await found({ filter: { setCode: 'tra', ...filter } })).toEqual(['sphinx']);
    },
  );
});
