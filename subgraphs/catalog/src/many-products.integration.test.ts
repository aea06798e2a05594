import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { openShelf, type ProductView, type Shelf } from './shelf.fixtures.ts';

let shelf: Shelf;
beforeAll(async () => {
  shelf = await openShelf();
});
afterAll(() => shelf.dispose());

interface Many {
  readonly results:
    readonly { readonly product: ProductView | null; readonly userErrors: readonly unknown[] }[] | null;
  readonly userErrors: readonly unknown[];
}

const VIEW = `results { product { id handle title status } userErrors { code field } } userErrors { code field }`;

const create = async (input: Record<string, unknown>, caller = shelf.catalog.staff) =>
  (
    await shelf.catalog.ask<{ many: Many }>(
      caller,
      `mutation ($input: CreateProductsInput!) { many: createProducts(input: $input) { ${VIEW} } }`,
      { input },
    )
  ).many;

const change = async (input: Record<string, unknown>, caller = shelf.catalog.staff) =>
  (
    await shelf.catalog.ask<{ many: Many }>(
      caller,
      `mutation ($input: UpdateProductsInput!) { many: updateProducts(input: $input) { ${VIEW} } }`,
      { input },
    )
  ).many;

const box = (sku: string, title = `Box ${sku}`) => ({ kind: 'SEALED', title, variants: [{ sku }] });
const sleeves = (sku: string) => ({ kind: 'ACCESSORY', title: `Sleeves ${sku}`, variants: [{ sku }] });
const count = async () => (await shelf.catalog.told('ProductChanged')).length;

describe('many products at once', () => {
  it('are made each for itself: the good ones stand, and each other one says why not', async () => {
    await count();
    const { results, userErrors } = await create({
      products: [
        box('A-1'),
        box('A-1'),
        sleeves('A-2'),
        box('A-3', ''),
        { kind: 'CARD', title: 'x', variants: [{}] },
      ],
    });
    expect(userErrors).toEqual([]);
    expect(results).toMatchObject([
      { product: { title: 'Box A-1', handle: 'box-a-1' }, userErrors: [] },
      {
        product: null,
        userErrors: [{ code: 'TAKEN', field: ['input', 'products', '1', 'variants', '0', 'sku'] }],
      },
      { product: { title: 'Sleeves A-2' }, userErrors: [] },
      { product: null, userErrors: [{ code: 'INVALID', field: ['input', 'products', '3', 'title'] }] },
      { product: null, userErrors: [{ code: 'REQUIRED', field: ['input', 'products', '4', 'printId'] }] },
    ]);
    expect(await count()).toBe(2);
  });

  it('are made together or not at all where that is asked, by creating and by changing', async () => {
    const products = [box('B-1'), box('B-1')];
    expect((await create({ products, allOrNothing: true })).results).toMatchObject([
      { product: null, userErrors: [] },
      { product: null, userErrors: [{ code: 'TAKEN' }] },
    ]);
    const made = await create({ products: [box('B-1'), box('B-2')], allOrNothing: true });
    const ids = made.results?.map(({ product }) => product?.id);
    await count();
    const renamed = { title: 'Renamed' };
    const changes = [
      { id: ids?.[0], change: renamed },
      { id: newId(), change: renamed },
    ];
    expect((await change({ products: changes, allOrNothing: true })).results).toMatchObject([
      { product: null },
      { userErrors: [{ code: 'NOT_FOUND', field: ['input', 'products', '1', 'id'] }] },
    ]);
    expect(await count()).toBe(0);
    expect((await change({ products: changes })).results?.[0]?.product).toMatchObject({
      title: 'Renamed',
      handle: 'box-b-1',
    });
    expect(await count()).toBe(1);
  });

  it('are made once for a key, which answers the same again and stands for nothing else', async () => {
    const input = { idempotencyKey: 'monday', products: [box('C-1'), box('C-1')] };
    const first = await create(input);
    await count();
    expect(await create(input)).toEqual(first);
    expect(await count()).toBe(0);
    const reused = {
      results: null,
      userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['input', 'idempotencyKey'] }],
    };
    expect(await create({ ...input, products: [box('C-2')] })).toEqual(reused);
    expect(await change({ ...input, products: [{ id: newId(), change: {} }] })).toEqual(reused);
    expect((await create(input, shelf.rival)).results?.[0]?.product).not.toBeNull();
  });

  it.each([
    ['none', [], 'REQUIRED'],
    ['101', Array.from({ length: 101 }, (_, at) => box(`D-${at}`)), 'TOO_MANY'],
  ])('are refused when they are %s', async (_what, products, code) => {
    expect(await create({ products })).toEqual({
      results: null,
      userErrors: [{ code, field: ['input', 'products'] }],
    });
  });

  it('are archived and restored: hidden from shoppers meanwhile, and the same as before', async () => {
    const made = await create({ products: [box('E-1', 'Attic'), sleeves('E-2')] });
    const ids = made.results?.map(({ product }) => product?.id) ?? [];
    const seen = async () =>
      shelf.catalog.ask(
        shelf.catalog.shopper,
        '{ productByHandle(handle: "attic") { id variants { sku } } }',
      );
    const before = await seen();
    const all = (status: string) => change({ products: ids.map((id) => ({ id, change: { status } })) });
    expect((await all('ARCHIVED')).results).toMatchObject([
      { product: { status: 'ARCHIVED' } },
      { product: { status: 'ARCHIVED' } },
    ]);
    expect(await seen()).toEqual({ productByHandle: null });
    expect((await create({ products: [box('E-1')] })).results?.[0]).toMatchObject({
      userErrors: [{ code: 'TAKEN' }],
    });
    await all('ACTIVE');
    expect(await seen()).toEqual(before);
    const rivals = await change({ products: [{ id: ids[0], change: { status: 'ARCHIVED' } }] }, shelf.rival);
    expect(rivals.results).toMatchObject([{ product: null, userErrors: [{ code: 'NOT_FOUND' }] }]);
  });
});
