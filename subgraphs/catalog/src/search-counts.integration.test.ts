import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { waitFor } from '@longbox/testing';
import { createSearchChanges } from './application/hear-search-changes.ts';
import { createKeptAnswers, type Question } from './application/kept-answers.ts';
import type { Counts } from './persistence/product-facets.ts';
import { magicCard } from './card-files.fixtures.ts';
import { openShelf, UPDATE, type ProductView, type Shelf } from './shelf.fixtures.ts';

const CATEGORY =
  'mutation ($input: CreateCategoryInput!) { createCategory(input: $input) { userErrors { code } } }';

let shelf: Shelf;
let product: ProductView;
let ms = 0;
const counts = createKeptAnswers<Counts>(() => new Date(ms));
let hearing: ReturnType<typeof createSearchChanges>;
let here: Question;
const elsewhere: Question = { tenantId: newId(), asked: 'all', byPrice: false };

beforeAll(async () => {
  shelf = await openShelf();
  here = { tenantId: shelf.catalog.store.id, asked: 'all', byPrice: false };
  const { products } = await shelf.list({ filter: { setCode: 'arn' }, conditions: ['NM'] });
  [product] = products as [ProductView];
  hearing = createSearchChanges(shelf.catalog.database, [counts]);
  await hearing.start();
});
afterAll(async () => {
  await hearing.stop();
  await shelf.dispose();
});

/** Far beyond the moment for which counts hold anyway. */
const LATER_MS = 10_000;
const counted = (list: Question) => counts.remembered(list, false) !== null;

function count() {
  ms += LATER_MS;
  for (const list of [here, elsewhere])
    void counts.remember(list, Promise.resolve({ total: 1, facets: [] }), ms);
  ms += LATER_MS;
}
beforeEach(count);

const heard = (list: Question) =>
  waitFor(() => Promise.resolve(!counted(list)), { what: 'a change to be heard' });

const offered = () => ({ variantId: product.variants[0]?.id ?? '', productId: product.id });
const ITEM = newId();
const stock = (onHand: number, version: number) =>
  shelf.catalog.stock(offered(), { itemId: ITEM, locationId: ITEM, onHand, version });
const price = () => shelf.catalog.price(offered());

async function asked(mutation: string, variables: Record<string, unknown>) {
  const answer = await shelf.catalog.ask<Record<string, { userErrors: unknown[] }>>(
    shelf.catalog.staff,
    mutation,
    variables,
  );
  for (const { userErrors } of Object.values(answer)) expect(userErrors).toEqual([]);
}

describe('what a list comes to', () => {
  it('holds while prices change, and stock that leaves a product in stock', async () => {
    await stock(5, 1);
    await heard(here);
    count();
    await stock(4, 2);
    await price();
    // What is told after that is heard after that.
    await shelf.catalog.database.system((connection) =>
      connection.query('SELECT pg_notify($1, $2)', ['catalog_search_changes', elsewhere.tenantId]),
    );
    await heard(elsewhere);
    expect(counted(here)).toBe(true);
  });

  it.each([
    ['a product is sold out', () => stock(0, 3)],
    ['a product is listed', () => shelf.list({ filter: { setCode: 'tst' }, conditions: ['NM'] })],
    ['a product is made', () => shelf.create({ kind: 'SEALED', title: 'Box', variants: [{ sku: 'BOX-1' }] })],
    ['a category is made', () => asked(CATEGORY, { input: { name: 'Singles' } })],
    ['a product is archived', () => asked(UPDATE, { id: product.id, input: { status: 'ARCHIVED' } })],
  ])('holds for a store until %s, and for other stores beyond that', async (_what, change) => {
    expect(counted(here)).toBe(true);
    await change();
    await heard(here);
    expect(counted(elsewhere)).toBe(true);
  });

  it('holds for no store any more when an import changes what cards say', async () => {
    shelf.folder.write('other.jsonl', [
      magicCard({
        name: 'Junún Efreet',
        set: 'arn',
        setName: 'Arabian Nights',
        number: 50,
        text: 'Another.',
      }),
    ]);
    await shelf.catalog.importFiles('MTG', 'other.jsonl');
    await heard(elsewhere);
    expect(counted(here)).toBe(false);
  });
});
