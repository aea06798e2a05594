import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { callerOf, storeOf } from '@longbox/testing';
import { cardFolder, magicCard, type CardFolder } from './card-files.fixtures.ts';
import { openCatalog, type Catalog, type UserError } from './catalog.fixtures.ts';

const LIST = `mutation ($input: ListPrintsInput!) {
  listPrints(input: $input) { products { id handle title variants { id sku title condition finish edition language } } userErrors { code message field } }
}`;
const CREATE = `mutation ($input: CreateProductInput!) {
  createProduct(input: $input) {
    product { id handle kind title status print { id } variants { id sku title grade { company grade certNumber } } }
    userErrors { code message field }
  }
}`;
const UPDATE = `mutation ($id: ID!, $input: UpdateProductInput!) {
  updateProduct(id: $id, input: $input) { product { id handle title status description tags updatedAt } userErrors { code field } }
}`;
const PRINTS = `query ($filter: PrintFilter, $first: Int!, $after: String) {
  prints(filter: $filter, first: $first, after: $after) {
    totalCount edges { cursor node { id collectorNumber card { name game { code } } set { code name } images { small } finishes } } pageInfo { hasNextPage endCursor }
  }
}`;

interface ProductView {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly status?: string;
  readonly updatedAt?: string;
  readonly variants: readonly { readonly id: string; readonly sku: string; readonly title: string }[];
}
interface Listed {
  readonly listPrints: {
    readonly products: readonly ProductView[];
    readonly userErrors: readonly UserError[];
  };
}
interface Created {
  readonly createProduct: { readonly product: ProductView | null; readonly userErrors: readonly UserError[] };
}
interface Updated {
  readonly updateProduct: { readonly product: ProductView | null; readonly userErrors: readonly UserError[] };
}
interface Prints {
  readonly prints: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: { readonly id: string; readonly collectorNumber: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

let folder: CardFolder;
let catalog: Catalog;
let rival: ReturnType<typeof callerOf>;
beforeAll(async () => {
  folder = cardFolder();
  catalog = await openCatalog({ importFolder: folder.path });
  rival = callerOf('staff', storeOf('rival'));
  folder.write('cards.jsonl', [
    ...Array.from({ length: 1_005 }, (_, index) =>
      magicCard({ name: `Bulk ${index + 1}`, set: 'blk', setName: 'Bulk Set', number: index + 1 }),
    ),
    magicCard({
      name: 'Junún Efreet',
      set: 'arn',
      setName: 'Arabian Nights',
      number: 50,
      rarity: 'uncommon',
    }),
    magicCard({ name: 'Jace', set: 'tst', number: '57', finishes: ['nonfoil'] }),
    magicCard({ name: 'Jace', set: 'tst', number: '57†', finishes: ['nonfoil'] }),
    magicCard({ name: 'Jace', set: 'tst', number: '58★', finishes: ['foil'], lang: 'ja' }),
  ]);
  await catalog.importFiles('MTG', 'cards.jsonl');
});
afterAll(async () => {
  await catalog.dispose();
  folder.dispose();
});

async function printIds(filter: Record<string, unknown>, first = 250): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const { prints }: Prints = await catalog.ask<Prints>(catalog.staff, PRINTS, { filter, first, after });
    ids.push(...prints.edges.map(({ node }) => node.id));
    if (!prints.pageInfo.hasNextPage) return ids;
    after = prints.pageInfo.endCursor;
  }
}

async function list(input: Record<string, unknown>, caller = catalog.staff) {
  return (await catalog.ask<Listed>(caller, LIST, { input })).listPrints;
}

async function create(input: Record<string, unknown>, caller = catalog.staff) {
  return (await catalog.ask<Created>(caller, CREATE, { input })).createProduct;
}

describe('listing printings', () => {
  it('makes products with a variant for each condition and finish, names for people, and universal SKUs', async () => {
    const { products, userErrors } = await list({ printIds: await printIds({ name: 'junun' }) });
    expect(userErrors).toEqual([]);
    expect(products).toMatchObject([
      { handle: 'junun-efreet-arn-50', title: 'Junún Efreet – Arabian Nights #50' },
    ]);
    expect(products[0]?.variants.map(({ sku, title }) => `${sku} ${title}`)).toEqual([
      'MTG-ARN-050-EN-NM-NORMAL Near Mint · Normal',
      'MTG-ARN-050-EN-LP-NORMAL Lightly Played · Normal',
      'MTG-ARN-050-EN-MP-NORMAL Moderately Played · Normal',
      'MTG-ARN-050-EN-HP-NORMAL Heavily Played · Normal',
      'MTG-ARN-050-EN-NM-FOIL Near Mint · Foil',
      'MTG-ARN-050-EN-LP-FOIL Lightly Played · Foil',
      'MTG-ARN-050-EN-MP-FOIL Moderately Played · Foil',
      'MTG-ARN-050-EN-HP-FOIL Heavily Played · Foil',
    ]);
    const told = await catalog.told('ProductChanged');
    expect(told).toMatchObject([
      {
        tenantId: catalog.store.id,
        key: products[0]?.id,
        data: { version: 1, game: 'MTG', setCode: 'ARN', rarity: 'uncommon', status: 'ACTIVE', kind: 'CARD' },
      },
    ]);
    expect(told[0]?.data.variants).toHaveLength(8);
  });

  it('of what is listed already changes nothing, adds what is missing, and answers the same products', async () => {
    const ids = await printIds({ name: 'junun' });
    const before = await list({ printIds: ids });
    expect(await catalog.told('ProductChanged')).toEqual([]);
    expect(await list({ printIds: ids, conditions: ['NM'] })).toEqual(before);
    const more = await list({ printIds: ids, conditions: ['DMG'], finishes: ['FOIL'] });
    expect(more.products[0]?.id).toBe(before.products[0]?.id);
    expect(more.products[0]?.variants.map(({ sku }) => sku)).toEqual([
      ...(before.products[0]?.variants.map(({ sku }) => sku) ?? []),
      'MTG-ARN-050-EN-DMG-FOIL',
    ]);
    expect(await catalog.told('ProductChanged')).toMatchObject([{ data: { version: 2 } }]);
  });

  it('lists 1,000 printings in one call, in as many statements as two', async () => {
    const ids = await printIds({ setCode: 'blk' });
    expect(ids).toHaveLength(1_005);
    const few = await catalog.statementsOf(catalog.staff, LIST, { input: { printIds: ids.slice(0, 2) } });
    const many = await catalog.statementsOf(catalog.staff, LIST, { input: { printIds: ids.slice(5) } });
    expect(many).toBe(few);
    const { products } = await list({ printIds: ids.slice(5) });
    expect(products).toHaveLength(1_000);
    expect(new Set(products.flatMap(({ variants }) => variants.map(({ sku }) => sku))).size).toBe(8_000);
    expect(new Set(products.map(({ handle }) => handle)).size).toBe(1_000);
    expect(await list({ filter: { setCode: 'BLK' } })).toMatchObject({
      products: [],
      userErrors: [{ code: 'TOO_MANY' }],
    });
  });

  it('makes one product of a printing that is listed twice at the same time', async () => {
    const printId = (await printIds({ name: 'jace', collectorNumber: '57' }))[0];
    const results = await Promise.all(Array.from({ length: 6 }, () => list({ printIds: [printId] })));
    expect(new Set(results.map(({ products }) => products[0]?.id)).size).toBe(1);
  });

  it('keeps printings apart whose numbers differ in a sign only, and leaves out finishes that a printing does not have', async () => {
    const { products } = await list({
      filter: { name: 'Jace' },
      finishes: ['NORMAL', 'ETCHED'],
      conditions: ['NM'],
    });
    // The foil one has neither finish.
    expect(products.map(({ handle }) => handle).sort()).toEqual(['jace-tst-57', 'jace-tst-57-dagger']);
    const foil = await list({ filter: { name: 'Jace', language: 'jp' }, conditions: ['NM'] });
    expect(foil.products).toMatchObject([
      {
        handle: 'jace-tst-58-star-jp',
        title: 'Jace – Test Set #58★ (JP)',
        variants: [{ title: 'Near Mint · Foil' }],
      },
    ]);
  });

  it.each([
    ['nothing', {}, 'REQUIRED', ['input', 'printIds']],
    ['both', { printIds: [], filter: {} }, 'REQUIRED', ['input', 'printIds']],
    ['an unknown printing', { printIds: [newId()] }, 'NOT_FOUND', ['input', 'printIds', '0']],
    ['what is no id', { printIds: ['💥\u0000'] }, 'NOT_FOUND', ['input', 'printIds', '0']],
    [
      '10,001 printings',
      { printIds: Array.from({ length: 10_001 }, newId) },
      'TOO_MANY',
      ['input', 'printIds'],
    ],
    [
      'a filter with a null character',
      { filter: { name: 'a\u0000' } },
      'INVALID',
      ['input', 'filter', 'name'],
    ],
  ])('refuses %s', async (_what, input, code, field) => {
    expect(await list(input)).toMatchObject({ products: [], userErrors: [{ code, field }] });
  });
});

describe('making a product', () => {
  const sealed = (said: Record<string, unknown> = {}) => ({
    kind: 'SEALED',
    title: 'Draft Booster Box',
    variants: [{ sku: `BOX-${newId()}`, weightGrams: 900 }],
    ...said,
  });

  it('gives equal titles different handles, and keeps them when the title changes', async () => {
    const first = await create(sealed());
    const second = await create(sealed());
    expect([first.product?.handle, second.product?.handle]).toEqual([
      'draft-booster-box',
      'draft-booster-box-2',
    ]);
    const id = first.product?.id;
    const { updateProduct } = await catalog.ask<Updated>(catalog.staff, UPDATE, {
      id,
      input: { title: 'Play Booster Box' },
    });
    expect(updateProduct.product).toMatchObject({ handle: 'draft-booster-box', title: 'Play Booster Box' });
  });

  it('makes slabs: with the grade in title and SKU, each cert number once', async () => {
    const [printId] = await printIds({ name: 'jace', collectorNumber: '57†' });
    const slab = (certNumber: string) => ({
      kind: 'CARD',
      title: 'Jace, graded',
      printId,
      variants: [{ grade: { company: 'PSA', grade: '9.5', certNumber } }],
    });
    const first = await create(slab('12345678'));
    expect(first).toMatchObject({
      userErrors: [],
      product: {
        variants: [
          {
            sku: 'MTG-TST-57.4-EN-NM-NORMAL-PSA9.5',
            title: 'PSA 9.5 · Normal',
            grade: { company: 'PSA', grade: '9.5', certNumber: '12345678' },
          },
        ],
      },
    });
    const second = await create(slab('87654321'));
    expect(second.userErrors).toEqual([]);
    expect(second.product?.variants[0]?.sku).toContain('87654321');
    expect(await create(slab('12345678'))).toMatchObject({
      product: null,
      userErrors: [{ code: 'TAKEN', field: ['input', 'variants', '0', 'grade', 'certNumber'] }],
    });
    expect((await create(slab('12345678'), rival)).userErrors).toEqual([]);
  });

  it('refuses a second product of a printing’s ungraded copies', async () => {
    const [printId] = await printIds({ name: 'junun' });
    expect(
      await create({ kind: 'CARD', title: 'Again', printId, variants: [{ condition: 'NM' }] }),
    ).toMatchObject({
      product: null,
      userErrors: [{ code: 'TAKEN', field: ['input', 'printId'] }],
    });
  });

  it('takes a SKU and a handle once in a store, and again in another one', async () => {
    const input = sealed({ handle: 'the-box', variants: [{ sku: 'THE-BOX' }] });
    expect((await create(input)).userErrors).toEqual([]);
    const { userErrors } = await create(input);
    expect(userErrors.map(({ code, field }) => [code, field])).toEqual([
      ['TAKEN', ['input', 'variants', '0', 'sku']],
      ['TAKEN', ['input', 'handle']],
    ]);
    expect((await create(input, rival)).userErrors).toEqual([]);
  });

  const variant = { sku: 'X-1' };
  it.each([
    ['an emoji SKU', { variants: [{ sku: 'BOX-🎁' }] }, 'INVALID', ['variants', '0', 'sku']],
    ['no variants', { variants: [] }, 'REQUIRED', ['variants']],
    [
      '101 variants',
      { variants: Array.from({ length: 101 }, (_, n) => ({ sku: `V-${n}` })) },
      'TOO_MANY',
      ['variants'],
    ],
    ['no SKU', { variants: [{}] }, 'REQUIRED', ['variants', '0', 'sku']],
    ['a SKU twice', { variants: [variant, variant] }, 'TAKEN', ['variants', '1', 'sku']],
    ['a blank title', { title: ' \t ', variants: [variant] }, 'INVALID', ['title']],
    ['an endless title', { title: 'x'.repeat(256), variants: [variant] }, 'INVALID', ['title']],
    ['a null character', { title: 'a\u0000b', variants: [variant] }, 'INVALID', ['title']],
    ['half a character', { title: 'a\ud800b', variants: [variant] }, 'INVALID', ['title']],
    [
      'an endless description',
      { description: 'x'.repeat(20_001), variants: [variant] },
      'INVALID',
      ['description'],
    ],
    ['a handle with spaces', { handle: 'A Box', variants: [variant] }, 'INVALID', ['handle']],
    [
      'a negative weight',
      { variants: [{ ...variant, weightGrams: -1 }] },
      'INVALID',
      ['variants', '0', 'weightGrams'],
    ],
    [
      'a condition',
      { variants: [{ ...variant, condition: 'NM' }] },
      'INVALID',
      ['variants', '0', 'condition'],
    ],
    ['a printing', { printId: newId(), variants: [variant] }, 'INVALID', ['printId']],
    ['a card without printing', { kind: 'CARD', variants: [{}] }, 'REQUIRED', ['printId']],
    [
      'a card of an unknown printing',
      { kind: 'CARD', printId: newId(), variants: [{}] },
      'NOT_FOUND',
      ['printId'],
    ],
    ['51 tags', { tags: Array.from({ length: 51 }, String), variants: [variant] }, 'TOO_MANY', ['tags']],
  ])('refuses %s, and makes nothing', async (_what, said, code, field) => {
    const count = () =>
      catalog.database.read(catalog.store.id, (connection) =>
        connection.query('SELECT count(*) FROM product_variants'),
      );
    const before = await count();
    expect(await create(sealed(said))).toMatchObject({
      product: null,
      userErrors: [{ code, field: ['input', ...field] }],
    });
    expect(await count()).toEqual(before);
    expect(await catalog.database.systemTransaction((tx) => tx.query('SELECT 1 FROM outbox'))).toEqual([]);
  });
});

describe('changing a product', () => {
  it('tells of what differs, and of nothing when nothing does', async () => {
    const { product } = await create({ kind: 'ACCESSORY', title: 'Sleeves', variants: [{ sku: 'SLV-1' }] });
    await catalog.told('ProductChanged');
    const change = async (input: Record<string, unknown>, caller = catalog.staff) =>
      (await catalog.ask<Updated>(caller, UPDATE, { id: product?.id, input })).updateProduct;
    const first = await change({ description: 'Hundred sleeves', tags: ['new', 'new'] });
    expect(first.product).toMatchObject({ title: 'Sleeves', description: 'Hundred sleeves', tags: ['new'] });
    expect(await catalog.told('ProductChanged')).toMatchObject([{ data: { version: 2 } }]);
    const same = await change({ description: 'Hundred sleeves', status: 'ACTIVE' });
    expect(same.product?.updatedAt).toEqual(first.product?.updatedAt);
    expect(await catalog.told('ProductChanged')).toEqual([]);
    expect((await change({ description: null })).product).toMatchObject({ description: null });
    expect(await change({ title: '' })).toMatchObject({
      userErrors: [{ code: 'INVALID', field: ['input', 'title'] }],
    });
    expect(await change({ title: 'Mine' }, rival)).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', field: ['id'] }],
    });
  });

  it('hides what is not active from everyone but who writes the catalog', async () => {
    const { product } = await create({
      kind: 'ACCESSORY',
      title: 'Secret',
      status: 'DRAFT',
      variants: [{ sku: 'SEC-1' }],
    });
    const variantId = product?.variants[0]?.id;
    const query = `{
      product(id: "${product?.id}") { id }
      productByHandle(handle: "secret") { id }
      productVariant(id: "${variantId}") { id }
      productVariantBySku(sku: "SEC-1") { id }
      productVariantsBySku(skus: ["SEC-1"]) { id }
    }`;
    expect(await catalog.ask(catalog.shopper, query)).toEqual({
      product: null,
      productByHandle: null,
      productVariant: null,
      productVariantBySku: null,
      productVariantsBySku: [],
    });
    expect(await catalog.ask(catalog.staff, query)).toMatchObject({
      product: { id: product?.id },
      productByHandle: { id: product?.id },
      productVariant: { id: variantId },
      productVariantsBySku: [{ id: variantId }],
    });
    expect(await catalog.ask(rival, query)).toMatchObject({ product: null, productVariantsBySku: [] });
    const draft = '{ products(filter: { status: DRAFT }) { totalCount } }';
    expect(await catalog.errorsOf(catalog.shopper, draft)).toEqual(['FORBIDDEN']);
    expect(await catalog.ask(catalog.staff, draft)).toEqual({ products: { totalCount: 1 } });
  });
});

describe('reading by key', () => {
  it('gives variants in the order asked, and passes over what is unknown', async () => {
    const skus = [
      'MTG-BLK-900-EN-NM-FOIL',
      'no\u0000pe',
      'MTG-BLK-008-EN-LP-NORMAL',
      'MTG-BLK-900-EN-NM-FOIL',
    ];
    const { productVariantsBySku } = await catalog.ask<{ productVariantsBySku: { sku: string }[] }>(
      catalog.shopper,
      'query ($skus: [String!]!) { productVariantsBySku(skus: $skus) { sku } }',
      { skus },
    );
    expect(productVariantsBySku.map(({ sku }) => sku)).toEqual([skus[0], skus[2], skus[3]]);
    const many = { skus: Array.from({ length: 251 }, String) };
    expect(
      await catalog.errorsOf(
        catalog.shopper,
        'query ($skus: [String!]!) { productVariantsBySku(skus: $skus) { sku } }',
        many,
      ),
    ).toEqual(['BAD_USER_INPUT']);
  });

  it('resolves the references of other subgraphs in as many statements for 50 as for 2', async () => {
    const { products } = await list({ printIds: (await printIds({ setCode: 'blk' })).slice(100, 150) });
    const references = products.flatMap(({ id, variants }) => [
      { __typename: 'Product', id },
      { __typename: 'ProductVariant', id: variants[0]?.id },
    ]);
    const query = `query ($references: [_Any!]!) { _entities(representations: $references) {
      ... on Product { title print { card { name game { code } } set { code } } variants { sku } }
      ... on ProductVariant { sku product { handle } grade { grade } }
    } }`;
    const few = await catalog.statementsOf(catalog.shopper, query, { references: references.slice(0, 4) });
    expect(await catalog.statementsOf(catalog.shopper, query, { references })).toBe(few);
    const unknown = [
      { __typename: 'Product', id: newId() },
      { __typename: 'Card', id: 'x' },
    ];
    expect(await catalog.ask(catalog.shopper, query, { references: unknown })).toEqual({
      _entities: [null, null],
    });
  });

  it('pages through printings without gap or repetition', async () => {
    expect(new Set(await printIds({ setCode: 'blk' }, 7)).size).toBe(1_005);
    const { prints } = await catalog.ask<Prints>(catalog.shopper, PRINTS, {
      filter: { name: 'junun ef' },
      first: 5,
    });
    expect(prints).toMatchObject({ totalCount: 1, edges: [{ node: { collectorNumber: '50' } }] });
    for (const variables of [
      { first: 0 },
      { first: 251 },
      { first: 1, after: 'x' },
      { first: 1, filter: { name: 'a\u0000' } },
    ])
      expect(await catalog.errorsOf(catalog.shopper, PRINTS, variables)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('a printing that changes', () => {
  it('takes its products along in every store that lists it, and tells of what differs only', async () => {
    const cards = [
      magicCard({ name: 'Follower', set: 'fol', setName: 'Follow', number: 1 }),
      magicCard({ name: 'Bystander', set: 'fol', setName: 'Follow', number: 2 }),
    ];
    folder.write('follow.jsonl', cards);
    await catalog.importFiles('MTG', 'follow.jsonl');
    const ours = await list({ filter: { setCode: 'fol' } });
    await list({ filter: { setCode: 'fol', name: 'Follower' } }, rival);
    await catalog.ask(catalog.staff, UPDATE, {
      id: ours.products.find(({ title }) => title.startsWith('Bystander'))?.id,
      input: { title: 'My own words' },
    });
    await catalog.told('ProductChanged');

    folder.write('follow.jsonl', [
      { ...cards[0], name: 'Leader', rarity: 'rare' },
      { ...cards[1], artist: 'Somebody', oracle_text: 'Flying' },
    ]);
    expect(await catalog.importFiles('MTG', 'follow.jsonl')).toMatchObject({ updated: 2 });
    const told = await catalog.told('ProductChanged');
    expect(
      told.map(({ tenantId, data }) => [tenantId, data.title, data.rarity, data.version]).sort(),
    ).toEqual([catalog.store.id, rival.store.id].sort().map((id) => [id, 'Leader – Follow #1', 'rare', 2]));
    const found = '{ products(query: "leader") { edges { node { title handle } } } }';
    expect(await catalog.ask(catalog.shopper, found)).toMatchObject({
      products: { edges: [{ node: { title: 'Leader – Follow #1', handle: 'follower-fol-1' } }] },
    });
    const words = '{ products(query: "own words flying") { edges { node { title } } } }';
    expect(await catalog.ask(catalog.shopper, words)).toMatchObject({
      products: { edges: [{ node: { title: 'My own words' } }] },
    });
  });
});

describe('row-level security', () => {
  it('keeps stores apart where the application’s own filter is left out', async () => {
    for (const table of [
      'products',
      'product_variants',
      'product_search',
      'import_jobs',
      'variant_prices',
      'variant_stock',
    ])
      for (const tenantId of [rival.store.id, catalog.store.id, newId()]) {
        const rows = await catalog.database.read(tenantId, (connection) =>
          connection.query<{ tenant_id: string }[]>(`SELECT DISTINCT tenant_id FROM ${table}`),
        );
        expect(rows.every((row) => row.tenant_id === tenantId)).toBe(true);
        if (table === 'products' && tenantId === catalog.store.id) expect(rows).toHaveLength(1);
      }
    const stolen = catalog.database.transaction(rival.store.id, (tx) =>
      tx.query(
        `INSERT INTO variant_prices (tenant_id, variant_id, channel, product_id, currency, amount_minor, version)
         VALUES ($1, $2, '', $2, 'USD', 1, 1)`,
        [catalog.store.id, newId()],
      ),
    );
    await expect(stolen).rejects.toThrow(/row-level security/);
  });
});
