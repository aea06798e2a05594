import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { openShelf, type Shelf } from './shelf.fixtures.ts';

let shelf: Shelf;
beforeAll(async () => {
  shelf = await openShelf();
});
afterAll(() => shelf.dispose());

interface Made {
  readonly id: string;
  readonly handle: string;
  readonly depth: number;
}
interface Payload {
  readonly category: Made | null;
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] }[];
}

const create = async (input: Record<string, unknown>, caller = shelf.catalog.staff) =>
  (
    await shelf.catalog.ask<{ made: Payload }>(
      caller,
      'mutation ($input: CreateCategoryInput!) { made: createCategory(input: $input) { category { id handle depth } userErrors { code field } } }',
      { input },
    )
  ).made;
const update = async (id: string | undefined, input: Record<string, unknown>, caller = shelf.catalog.staff) =>
  (
    await shelf.catalog.ask<{ made: Payload }>(
      caller,
      'mutation ($id: ID!, $input: UpdateCategoryInput!) { made: updateCategory(id: $id, input: $input) { category { id handle depth } userErrors { code field } } }',
      { id, input },
    )
  ).made;
const categorize = async (input: Record<string, unknown>, caller = shelf.catalog.staff) =>
  (
    await shelf.catalog.ask<{ done: { products: unknown; userErrors: unknown } }>(
      caller,
      'mutation ($input: CategorizeProductsInput!) { done: categorizeProducts(input: $input) { products { categories { handle } } userErrors { code field } } }',
      { input },
    )
  ).done;
const found = async (filter: Record<string, unknown>, caller = shelf.catalog.shopper) => {
  const { products } = await shelf.catalog.ask<{
    products: { edges: { node: { title: string } }[] };
  }>(
    caller,
    'query ($filter: ProductFilter) { products(filter: $filter, first: 50, sort: NAME) { edges { node { title } } } }',
    { filter },
  );
  return products.edges.map(({ node }) => node.title);
};

it('are a tree that is made, moved and taken down, without circles, for one store', async () => {
  const top = (await create({ name: 'Sealed' })).category;
  const boosters = (await create({ name: 'Boosters', parentId: top?.id, position: 2 })).category;
  const boxes = (await create({ name: 'Boxes', parentId: boosters?.id })).category;
  expect([top?.depth, boosters?.depth, boxes?.depth]).toEqual([0, 1, 2]);
  expect((await create({ name: 'Sealed' })).category?.handle).toMatch(/^sealed-[0-9a-f]{12}$/);
  expect(await create({ name: 'x', handle: 'sealed' })).toMatchObject({ userErrors: [{ code: 'TAKEN' }] });
  expect(await create({ name: ' ' })).toMatchObject({
    userErrors: [{ code: 'INVALID', field: ['input', 'name'] }],
  });
  expect(await create({ name: 'x', parentId: newId() })).toMatchObject({
    userErrors: [{ code: 'NOT_FOUND' }],
  });
  expect(await update(top?.id, { parentId: boxes?.id })).toMatchObject({
    category: null,
    userErrors: [{ code: 'INVALID', field: ['input', 'parentId'] }],
  });
  expect(await update(boosters?.id, { name: 'Packs', parentId: null })).toMatchObject({
    category: { handle: 'boosters', depth: 0 },
  });
  const tree = '{ categories { name depth } }';
  expect(await shelf.catalog.ask(shelf.catalog.shopper, tree)).toMatchObject({
    categories: [
      { name: 'Sealed' },
      { name: 'Sealed' },
      { name: 'Packs', depth: 0 },
      { name: 'Boxes', depth: 1 },
    ],
  });
  expect(await shelf.catalog.ask(shelf.rival, tree)).toEqual({ categories: [] });
  expect(await update(top?.id, { name: 'Mine' }, shelf.rival)).toMatchObject({
    userErrors: [{ code: 'NOT_FOUND' }],
  });
  const remove = (id?: string) =>
    shelf.catalog.ask(
      shelf.catalog.staff,
      'mutation ($id: ID!) { deleteCategory(id: $id) { deletedId userErrors { code } } }',
      { id },
    );
  expect(await remove(boosters?.id)).toMatchObject({
    deleteCategory: { userErrors: [{ code: 'WRONG_STATE' }] },
  });
  expect(await remove(boxes?.id)).toMatchObject({ deleteCategory: { deletedId: boxes?.id } });
  expect(await remove(boosters?.id)).toMatchObject({ deleteCategory: { deletedId: boosters?.id } });
});

it('hold products, which are found by them and what is below, by tag and by vendor', async () => {
  const games = (await create({ name: 'Games' })).category;
  const dice = (await create({ name: 'Dice', parentId: games?.id })).category;
  const products = await Promise.all(
    ['Alpha', 'Beta', 'Gamma'].map((title) =>
      shelf.create({
        kind: 'ACCESSORY',
        title,
        vendor: title === 'Beta' ? 'Chessex' : 'Other',
        tags: title === 'Alpha' ? ['new', 'gift'] : ['gift'],
        variants: [{ sku: `CAT-${title}` }],
      }),
    ),
  );
  const [alpha, beta, gamma] = products.map(({ product }) => product?.id);
  expect(await categorize({ productIds: [alpha], add: [games?.id] })).toMatchObject({ userErrors: [] });
  expect(await categorize({ productIds: [beta, beta], add: [dice?.id, games?.id] })).toEqual({
    products: [{ categories: [{ handle: 'games' }, { handle: 'dice' }] }],
    userErrors: [],
  });
  expect(await found({ category: 'games' })).toEqual(['Alpha', 'Beta']);
  expect(await found({ category: 'dice' })).toEqual(['Beta']);
  // Gamma is in what is below alone.
  await categorize({ productIds: [gamma], add: [dice?.id] });
  expect(await found({ category: 'games' })).toEqual(['Alpha', 'Beta', 'Gamma']);
  await categorize({ productIds: [gamma], remove: [dice?.id] });
  expect(await found({ category: 'nothing' })).toEqual([]);
  expect(await found({ category: 'games' }, shelf.rival)).toEqual([]);
  expect(await found({ tag: 'gift' })).toEqual(['Alpha', 'Beta', 'Gamma']);
  expect(await found({ tag: 'gift', category: 'games', vendor: 'Chessex' })).toEqual(['Beta']);
  expect(await found({ vendor: 'Other', tag: 'new' })).toEqual(['Alpha']);
  await categorize({ productIds: [beta], remove: [dice?.id, games?.id] });
  expect(await found({ category: 'games' })).toEqual(['Alpha']);
  for (const [input, code, field] of [
    [{ productIds: [] }, 'REQUIRED', ['input', 'productIds']],
    [{ productIds: [gamma, newId()], add: [games?.id] }, 'NOT_FOUND', ['input', 'productIds', '1']],
    [{ productIds: [gamma], add: [newId()] }, 'NOT_FOUND', ['input', 'add', '0']],
    [{ productIds: [gamma], remove: Array.from({ length: 21 }, newId) }, 'TOO_MANY', ['input', 'remove']],
    [{ productIds: Array.from({ length: 251 }, newId) }, 'TOO_MANY', ['input', 'productIds']],
  ] as const)
    expect(await categorize(input)).toMatchObject({ products: null, userErrors: [{ code, field }] });
  expect(await categorize({ productIds: [gamma], add: [games?.id] }, shelf.rival)).toMatchObject({
    products: null,
  });
  const list = `query ($first: Int!) { products(filter: { tag: "gift" }, first: $first) { edges { node { categories { name } } } } }`;
  expect(await shelf.catalog.statementsOf(shelf.catalog.shopper, list, { first: 3 })).toBe(
    await shelf.catalog.statementsOf(shelf.catalog.shopper, list, { first: 1 }),
  );
});
