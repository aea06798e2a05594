import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callerOf, storeOf } from '@longbox/testing';
import { openCatalog, type Catalog } from './catalog.fixtures.ts';
import { CATALOG_INVARIANTS } from './persistence/invariants.ts';
import { TagsAndVendors1796000001100 } from './persistence/migrations/1796000001100-tags-and-vendors.ts';

interface Labels {
  readonly list: {
    readonly edges: readonly {
      readonly node: { readonly name: string; readonly productCount: number };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

const LISTS = { productTags: 'tag', productVendors: 'vendor' } as const;
type List = keyof typeof LISTS;
const lists = Object.keys(LISTS) as List[];
const listing = (list: List) => `query ($first: Int!, $after: String) {
  list: ${list}(first: $first, after: $after) { edges { node { name productCount } } pageInfo { hasNextPage endCursor } }
}`;

let catalog: Catalog;
let product: (title: string) => string;
const rival = callerOf('staff', storeOf('rival'));
beforeAll(async () => {
  catalog = await openCatalog();
  const made = async (
    title: string,
    tags: readonly string[],
    vendor: string | null,
    status = 'ACTIVE',
    caller = catalog.staff,
  ) => {
    const input = { kind: 'ACCESSORY', title, tags, vendor, status, variants: [{ sku: `L-${title}` }] };
    const { createProduct } = await catalog.ask<{ createProduct: { product: { id: string } | null } }>(
      caller,
      'mutation ($input: CreateProductInput!) { createProduct(input: $input) { product { id } } }',
      { input },
    );
    return [title, createProduct.product?.id ?? ''] as const;
  };
  const ids = new Map([
    await made('Die', ['gift', 'Wood'], 'Chessex'),
    await made('Mat', ['gift', 'über'], 'Ultra'),
    await made('Bag', ['gift'], 'Chessex'),
    await made('Cup', ['mug'], null),
    await made('Hat', ['gift', 'hidden'], 'Milliner', 'DRAFT'),
    await made('Tin', ['gift', 'secret'], 'Chessex', 'ACTIVE', rival),
  ]);
  product = (title) => ids.get(title) ?? '';
});
afterAll(() => catalog.dispose());

async function all(list: List, caller = catalog.shopper, first = 2): Promise<Record<string, number>> {
  const found: [string, number][] = [];
  let after: string | null = null;
  do {
    const { list: page }: Labels = await catalog.ask<Labels>(caller, listing(list), { first, after });
    found.push(...page.edges.map(({ node }): [string, number] => [node.name, node.productCount]));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  const labels = Object.fromEntries(found);
  expect(found).toHaveLength(Object.keys(labels).length);
  return labels;
}
const names = async (list: List) => Object.keys(await all(list));

const change = (title: string, input: Record<string, unknown>) =>
  catalog.ask(
    catalog.staff,
    'mutation ($input: UpdateProductsInput!) { updateProducts(input: $input) { userErrors { code } results { userErrors { code } } } }',
    { input: { products: [{ id: product(title), change: input }] } },
  );

async function titles(asked: { readonly query?: string; readonly filter?: Record<string, unknown> }) {
  const { products } = await catalog.ask<{ products: { edges: { node: { title: string } }[] } }>(
    catalog.staff,
    'query ($query: String, $filter: ProductFilter) { products(query: $query, filter: $filter, sort: NAME) { edges { node { title } } } }',
    asked,
  );
  return products.edges.map(({ node }) => node.title);
}

describe('the tags and vendors of a store', () => {
  it('come in pages, in order, each once, with the number of active products', async () => {
    for (const first of [1, 2, 250]) {
      expect(await all('productTags', catalog.shopper, first)).toEqual({ Wood: 1, gift: 3, mug: 1, über: 1 });
      expect(await all('productVendors', catalog.shopper, first)).toEqual({ Chessex: 2, Ultra: 1 });
    }
    expect(await names('productTags')).toEqual(['Wood', 'gift', 'mug', 'über']);
  });

  it('are to staff also those that no active product has', async () => {
    expect(await all('productTags', catalog.staff)).toEqual({ Wood: 1, gift: 3, hidden: 0, mug: 1, über: 1 });
    expect(await all('productVendors', catalog.staff)).toEqual({ Chessex: 2, Milliner: 0, Ultra: 1 });
  });

  it('are those of no other store, whatever a statement asks', async () => {
    expect(await all('productTags', rival)).toEqual({ gift: 1, secret: 1 });
    expect(await all('productVendors', rival)).toEqual({ Chessex: 1 });
    const tags = (storeId: string) =>
      catalog.database.read(storeId, (connection) =>
        connection.query<{ tag: string }[]>('SELECT tag FROM product_tags ORDER BY tag'),
      );
    expect(await tags(rival.store.id)).toEqual([{ tag: 'gift' }, { tag: 'secret' }]);
    expect(await tags(storeOf('nobody').id)).toEqual([]);
  });

  it.each(lists)('take one statement, however many there are: %s', async (list) => {
    for (const first of [1, 250])
      expect(await catalog.statementsOf(catalog.shopper, listing(list), { first })).toBe(1);
  });

  it.each(lists)('refuse pages that cannot be: %s', async (list) => {
    const cursor = (value: unknown) => Buffer.from(JSON.stringify([value])).toString('base64url');
    for (const variables of [
      { first: 0 },
      { first: 251 },
      { first: 5, after: 'nonsense' },
      { first: 5, after: cursor(7) },
      { first: 5, after: cursor('a\u0000') },
    ])
      expect(await catalog.errorsOf(catalog.shopper, listing(list), variables)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('what is said of a product', () => {
  it('changes what it is found and listed by: tags, vendor, status', async () => {
    await change('Cup', { tags: ['tankard', 'gift'], vendor: 'Pewterer' });
    expect(await titles({ filter: { tag: 'tankard' } })).toEqual(['Cup']);
    expect(await titles({ filter: { tag: 'mug' } })).toEqual([]);
    expect(await titles({ filter: { vendor: 'Pewterer' } })).toEqual(['Cup']);
    expect(await titles({ query: 'pewterer tankard' })).toEqual(['Cup']);
    expect(await all('productTags')).toEqual({ Wood: 1, gift: 4, tankard: 1, über: 1 });
    expect(await all('productVendors')).toEqual({ Chessex: 2, Pewterer: 1, Ultra: 1 });

    await change('Cup', { status: 'ARCHIVED' });
    expect(await titles({ filter: { tag: 'tankard' } })).toEqual([]);
    expect(await titles({ filter: { tag: 'tankard', status: 'ARCHIVED' } })).toEqual(['Cup']);
    expect(await titles({ filter: { vendor: 'Pewterer', status: 'ARCHIVED' } })).toEqual(['Cup']);
    expect(await all('productTags')).toEqual({ Wood: 1, gift: 3, über: 1 });
    expect(await all('productVendors')).toEqual({ Chessex: 2, Ultra: 1 });

    await change('Cup', { status: 'ACTIVE', tags: [], vendor: null });
    expect(await titles({ query: 'tankard' })).toEqual([]);
    expect(await all('productTags', catalog.staff)).toEqual({ Wood: 1, gift: 3, hidden: 0, über: 1 });
    expect(await all('productVendors', catalog.staff)).toEqual({ Chessex: 2, Milliner: 0, Ultra: 1 });
  });

  it.each(["UPDATE product_tags SET status = 'DRAFT'", 'DELETE FROM product_tags'])(
    'is named by an invariant where tags differ from it: %s',
    async (spoil) => {
      const [searchable] = CATALOG_INVARIANTS;
      const brokenAfter = (statement: string) => {
        const rows: unknown[] = [];
        const undone = new Error('undone');
        return catalog.database
          .transaction(catalog.store.id, async (tx) => {
            await tx.query(`${statement} WHERE product_id = $1`, [product('Mat')]);
            rows.push(...(await tx.query<{ id: string }[]>(searchable?.broken ?? '', [catalog.store.id])));
            throw undone;
          })
          .catch((error: unknown) => {
            if (error !== undone) throw error;
            return rows;
          });
      };
      expect(await brokenAfter('UPDATE product_tags SET status = status')).toEqual([]);
      expect(await brokenAfter(spoil)).toMatchObject([{ id: product('Mat') }]);
    },
  );

  it('is kept of products that were made before there was a table of tags', async () => {
    const before = await all('productTags', catalog.staff);
    const migration = new TagsAndVendors1796000001100();
    await catalog.database.systemTransaction(async ({ queryRunner }) => {
      if (!queryRunner) throw new Error('a transaction has a connection');
      await migration.down(queryRunner);
      await migration.up(queryRunner);
    });
    expect(before).toMatchObject({ gift: 3, hidden: 0 });
    expect(await all('productTags', catalog.staff)).toEqual(before);
    expect(await all('productTags', rival)).toEqual({ gift: 1, secret: 1 });
  });
});
