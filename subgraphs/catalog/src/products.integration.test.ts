import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { UPDATE, openShelf, type Shelf, type Updated } from './shelf.fixtures.ts';

let shelf: Shelf;
beforeAll(async () => {
  shelf = await openShelf();
});
afterAll(() => shelf.dispose());

describe('making a product', () => {
  const sealed = (said: Record<string, unknown> = {}) => ({
    kind: 'SEALED',
    title: 'Draft Booster Box',
    variants: [{ sku: `BOX-${newId()}`, weightGrams: 900 }],
    ...said,
  });

  it('gives equal titles different handles, and keeps them when the title changes', async () => {
    const first = await shelf.create(sealed());
    const second = await shelf.create(sealed());
    expect([first.product?.handle, second.product?.handle]).toEqual([
      'draft-booster-box',
      'draft-booster-box-2',
    ]);
    const id = first.product?.id;
    const { updateProduct } = await shelf.catalog.ask<Updated>(shelf.catalog.staff, UPDATE, {
      id,
      input: { title: 'Play Booster Box' },
    });
    expect(updateProduct.product).toMatchObject({ handle: 'draft-booster-box', title: 'Play Booster Box' });
  });

  it('makes slabs: with the grade in title and SKU, each cert number once', async () => {
    const [printId] = await shelf.printIds({ name: 'jace', collectorNumber: '57†' });
    const slab = (certNumber: string) => ({
      kind: 'CARD',
      title: 'Jace, graded',
      printId,
      variants: [{ grade: { company: 'PSA', grade: '9.5', certNumber } }],
    });
    const first = await shelf.create(slab('12345678'));
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
    const second = await shelf.create(slab('87654321'));
    expect(second.userErrors).toEqual([]);
    expect(second.product?.variants[0]?.sku).toContain('87654321');
    expect(await shelf.create(slab('12345678'))).toMatchObject({
      product: null,
      userErrors: [{ code: 'TAKEN', field: ['input', 'variants', '0', 'grade', 'certNumber'] }],
    });
    expect((await shelf.create(slab('12345678'), shelf.rival)).userErrors).toEqual([]);
  });

  it('refuses a second product of a printing’s ungraded copies', async () => {
    const [printId] = await shelf.printIds({ name: 'junun' });
    await shelf.list({ printIds: [printId] });
    expect(
      await shelf.create({ kind: 'CARD', title: 'Again', printId, variants: [{ condition: 'NM' }] }),
    ).toMatchObject({
      product: null,
      userErrors: [{ code: 'TAKEN', field: ['input', 'printId'] }],
    });
  });

  it('takes a SKU and a handle once in a store, and again in another one', async () => {
    const input = sealed({ handle: 'the-box', variants: [{ sku: 'THE-BOX' }] });
    expect((await shelf.create(input)).userErrors).toEqual([]);
    const { userErrors } = await shelf.create(input);
    expect(userErrors.map(({ code, field }) => [code, field])).toEqual([
      ['TAKEN', ['input', 'variants', '0', 'sku']],
      ['TAKEN', ['input', 'handle']],
    ]);
    expect((await shelf.create(input, shelf.rival)).userErrors).toEqual([]);
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
      shelf.catalog.database.read(shelf.catalog.store.id, (connection) =>
        connection.query('SELECT count(*) FROM product_variants'),
      );
    const before = await count();
    expect(await shelf.create(sealed(said))).toMatchObject({
      product: null,
      userErrors: [{ code, field: ['input', ...field] }],
    });
    expect(await count()).toEqual(before);
    expect(await shelf.catalog.database.systemTransaction((tx) => tx.query('SELECT 1 FROM outbox'))).toEqual(
      [],
    );
  });
});

describe('changing a product', () => {
  it('tells of what differs, and of nothing when nothing does', async () => {
    const { product } = await shelf.create({
      kind: 'ACCESSORY',
      title: 'Sleeves',
      variants: [{ sku: 'SLV-1' }],
    });
    await shelf.catalog.told('ProductChanged');
    const change = async (input: Record<string, unknown>, caller = shelf.catalog.staff) =>
      (await shelf.catalog.ask<Updated>(caller, UPDATE, { id: product?.id, input })).updateProduct;
    const first = await change({ description: 'Hundred sleeves', tags: ['new', 'new'] });
    expect(first.product).toMatchObject({ title: 'Sleeves', description: 'Hundred sleeves', tags: ['new'] });
    expect(await shelf.catalog.told('ProductChanged')).toMatchObject([{ data: { version: 2 } }]);
    const same = await change({ description: 'Hundred sleeves', status: 'ACTIVE' });
    expect(same.product?.updatedAt).toEqual(first.product?.updatedAt);
    expect(await shelf.catalog.told('ProductChanged')).toEqual([]);
    expect((await change({ description: null })).product).toMatchObject({ description: null });
    expect(await change({ title: '' })).toMatchObject({
      userErrors: [{ code: 'INVALID', field: ['input', 'title'] }],
    });
    expect(await change({ title: 'Mine' }, shelf.rival)).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', field: ['id'] }],
    });
  });

  it('hides what is not active from everyone but who writes the catalog', async () => {
    const { product } = await shelf.create({
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
    expect(await shelf.catalog.ask(shelf.catalog.shopper, query)).toEqual({
      product: null,
      productByHandle: null,
      productVariant: null,
      productVariantBySku: null,
      productVariantsBySku: [],
    });
    expect(await shelf.catalog.ask(shelf.catalog.staff, query)).toMatchObject({
      product: { id: product?.id },
      productByHandle: { id: product?.id },
      productVariant: { id: variantId },
      productVariantsBySku: [{ id: variantId }],
    });
    expect(await shelf.catalog.ask(shelf.rival, query)).toMatchObject({
      product: null,
      productVariantsBySku: [],
    });
    const draft = '{ products(filter: { status: DRAFT }) { totalCount } }';
    expect(await shelf.catalog.errorsOf(shelf.catalog.shopper, draft)).toEqual(['FORBIDDEN']);
    expect(await shelf.catalog.ask(shelf.catalog.staff, draft)).toEqual({ products: { totalCount: 1 } });
  });
});

describe('row-level security', () => {
  it('keeps stores apart where the application’s own filter is left out', async () => {
    for (const table of [
      'products',
      'product_variants',
      'product_search',
      'product_ranks',
      'import_jobs',
      'variant_prices',
      'variant_stock',
    ])
      for (const tenantId of [shelf.rival.store.id, shelf.catalog.store.id, newId()]) {
        const rows = await shelf.catalog.database.read(tenantId, (connection) =>
          connection.query<{ tenant_id: string }[]>(`SELECT DISTINCT tenant_id FROM ${table}`),
        );
        expect(rows.every((row) => row.tenant_id === tenantId)).toBe(true);
      }
    const own = shelf.catalog.database.read(shelf.catalog.store.id, (connection) =>
      connection.query('SELECT DISTINCT tenant_id FROM products'),
    );
    expect(await own).toEqual([{ tenant_id: shelf.catalog.store.id }]);
    const stolen = shelf.catalog.database.transaction(shelf.rival.store.id, (tx) =>
      tx.query(
        `INSERT INTO variant_prices (tenant_id, variant_id, channel, product_id, currency, amount_minor, version)
         VALUES ($1, $2, '', $2, 'USD', 1, 1)`,
        [shelf.catalog.store.id, newId()],
      ),
    );
    await expect(stolen).rejects.toThrow(/row-level security/);
  });
});
