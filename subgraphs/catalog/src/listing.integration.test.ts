import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { callerOf, storeOf, waitFor } from '@longbox/testing';
import { magicCard } from './card-files.fixtures.ts';
import { LIST, PRINTS, UPDATE, openShelf, type Prints, type Shelf } from './shelf.fixtures.ts';

let shelf: Shelf;
beforeAll(async () => {
  shelf = await openShelf();
});
afterAll(() => shelf.dispose());

describe('listing printings', () => {
  it('makes products with a variant for each condition and finish, names for people, and universal SKUs', async () => {
    const { products, userErrors } = await shelf.list({ printIds: await shelf.printIds({ name: 'junun' }) });
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
    const told = await shelf.catalog.told('ProductChanged');
    expect(told).toMatchObject([
      {
        tenantId: shelf.catalog.store.id,
        key: products[0]?.id,
        data: { version: 1, game: 'MTG', setCode: 'ARN', rarity: 'uncommon', status: 'ACTIVE', kind: 'CARD' },
      },
    ]);
    expect(told[0]?.data.variants).toHaveLength(8);
  });

  it('of what is listed already changes nothing, adds what is missing, and answers the same products', async () => {
    const ids = await shelf.printIds({ name: 'junun' });
    const before = await shelf.list({ printIds: ids });
    expect(await shelf.catalog.told('ProductChanged')).toEqual([]);
    expect(await shelf.list({ printIds: ids, conditions: ['NM'] })).toEqual(before);
    const more = await shelf.list({ printIds: ids, conditions: ['DMG'], finishes: ['FOIL'] });
    expect(more.products[0]?.id).toBe(before.products[0]?.id);
    expect(more.products[0]?.variants.map(({ sku }) => sku)).toEqual([
      ...(before.products[0]?.variants.map(({ sku }) => sku) ?? []),
      'MTG-ARN-050-EN-DMG-FOIL',
    ]);
    expect(await shelf.catalog.told('ProductChanged')).toMatchObject([{ data: { version: 2 } }]);
  });

  it('lists 1,000 printings in one call, in as many statements as two', async () => {
    const ids = await shelf.printIds({ setCode: 'blk' });
    expect(ids).toHaveLength(1_005);
    const few = await shelf.catalog.statementsOf(shelf.catalog.staff, LIST, {
      input: { printIds: ids.slice(0, 2) },
    });
    const many = await shelf.catalog.statementsOf(shelf.catalog.staff, LIST, {
      input: { printIds: ids.slice(5) },
    });
    expect(many).toBe(few);
    const { products } = await shelf.list({ printIds: ids.slice(5) });
    expect(products).toHaveLength(1_000);
    expect(new Set(products.flatMap(({ variants }) => variants.map(({ sku }) => sku))).size).toBe(8_000);
    expect(new Set(products.map(({ handle }) => handle)).size).toBe(1_000);
  });

  it('lists a whole set of more than 1,000 printings as a job, and again without a change', async () => {
    const START = `mutation ($input: ListPrintsInput!) { listPrints(input: $input) { products { id } job { id total } userErrors { code } } }`;
    const JOB = `query ($id: ID!) { listingJob(id: $id) { status total done products variants failed problems { message } finishedAt } }`;
    const { catalog } = shelf;
    const input = { filter: { setCode: 'BLK' }, conditions: ['NM'], finishes: ['FOIL'] };
    const run = async () => {
      const { listPrints } = await catalog.ask<{
        listPrints: { products: unknown[]; job: { id: string; total: number } | null };
      }>(catalog.staff, START, { input });
      expect(listPrints).toMatchObject({ products: [], job: { total: 1_005 } });
      return waitFor(
        async () => {
          const { listingJob: job } = await catalog.ask<{
            listingJob: { status: string; done: number; products: number; variants: number };
          }>(catalog.staff, JOB, { id: listPrints.job?.id });
          return job.status === 'COMPLETED' && job;
        },
        { what: 'the listing to end' },
      );
    };
    const first = await run();
    // All but three of them are listed above in every copy.
    expect(first).toMatchObject({ done: 1_005, products: 3, variants: 3, failed: 0, problems: [] });
    await catalog.told('ProductChanged');
    expect(await run()).toMatchObject({ done: 1_005, products: 0, variants: 0 });
    expect(await catalog.told('ProductChanged')).toEqual([]);
    const stranger = callerOf('staff', storeOf('elsewhere'));
    expect(await catalog.ask(stranger, JOB, { id: newId() })).toEqual({ listingJob: null });
    expect(await catalog.errorsOf(catalog.shopper, JOB, { id: newId() })).toEqual(['UNAUTHENTICATED']);
  });

  it('makes one product of a printing that is listed twice at the same time', async () => {
    const printId = (await shelf.printIds({ name: 'jace', collectorNumber: '57' }))[0];
    const results = await Promise.all(Array.from({ length: 6 }, () => shelf.list({ printIds: [printId] })));
    expect(new Set(results.map(({ products }) => products[0]?.id)).size).toBe(1);
  });

  it('keeps printings apart whose numbers differ in a sign only, and leaves out finishes that a printing does not have', async () => {
    const { products } = await shelf.list({
      filter: { name: 'Jace' },
      finishes: ['NORMAL', 'ETCHED'],
      conditions: ['NM'],
    });
    // The foil one has neither finish.
    expect(products.map(({ handle }) => handle).sort()).toEqual(['jace-tst-57', 'jace-tst-57-dagger']);
    const foil = await shelf.list({ filter: { name: 'Jace', language: 'jp' }, conditions: ['NM'] });
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
      '200,001 printings',
      { printIds: Array.from({ length: 200_001 }, () => 'x') },
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
    expect(await shelf.list(input)).toMatchObject({ products: [], userErrors: [{ code, field }] });
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
    const { productVariantsBySku } = await shelf.catalog.ask<{ productVariantsBySku: { sku: string }[] }>(
      shelf.catalog.shopper,
      'query ($skus: [String!]!) { productVariantsBySku(skus: $skus) { sku } }',
      { skus },
    );
    expect(productVariantsBySku.map(({ sku }) => sku)).toEqual([skus[0], skus[2], skus[3]]);
    const many = { skus: Array.from({ length: 251 }, String) };
    expect(
      await shelf.catalog.errorsOf(
        shelf.catalog.shopper,
        'query ($skus: [String!]!) { productVariantsBySku(skus: $skus) { sku } }',
        many,
      ),
    ).toEqual(['BAD_USER_INPUT']);
  });

  it('resolves the references of other subgraphs in as many statements for 50 as for 2', async () => {
    const { products } = await shelf.list({
      printIds: (await shelf.printIds({ setCode: 'blk' })).slice(100, 150),
    });
    const references = products.flatMap(({ id, variants }) => [
      { __typename: 'Product', id },
      { __typename: 'ProductVariant', id: variants[0]?.id },
    ]);
    const query = `query ($references: [_Any!]!) { _entities(representations: $references) {
      ... on Product { title print { card { name game { code } } set { code } } variants { sku } }
      ... on ProductVariant { sku product { handle } grade { grade } }
    } }`;
    const few = await shelf.catalog.statementsOf(shelf.catalog.shopper, query, {
      references: references.slice(0, 4),
    });
    expect(await shelf.catalog.statementsOf(shelf.catalog.shopper, query, { references })).toBe(few);
    const unknown = [
      { __typename: 'Product', id: newId() },
      { __typename: 'Card', id: 'x' },
    ];
    expect(await shelf.catalog.ask(shelf.catalog.shopper, query, { references: unknown })).toEqual({
      _entities: [null, null],
    });
  });

  it('pages through printings without gap or repetition', async () => {
    expect(new Set(await shelf.printIds({ setCode: 'blk' }, 7)).size).toBe(1_005);
    const { prints } = await shelf.catalog.ask<Prints>(shelf.catalog.shopper, PRINTS, {
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
      expect(await shelf.catalog.errorsOf(shelf.catalog.shopper, PRINTS, variables)).toEqual([
        'BAD_USER_INPUT',
      ]);
  });
});

describe('a printing that changes', () => {
  it('takes its products along in every store that lists it, and tells of what differs only', async () => {
    const cards = [
      magicCard({ name: 'Follower', set: 'fol', setName: 'Follow', number: 1 }),
      magicCard({ name: 'Bystander', set: 'fol', setName: 'Follow', number: 2 }),
    ];
    shelf.folder.write('follow.jsonl', cards);
    await shelf.catalog.importFiles('MTG', 'follow.jsonl');
    const ours = await shelf.list({ filter: { setCode: 'fol' } });
    await shelf.list({ filter: { setCode: 'fol', name: 'Follower' } }, shelf.rival);
    await shelf.catalog.ask(shelf.catalog.staff, UPDATE, {
      id: ours.products.find(({ title }) => title.startsWith('Bystander'))?.id,
      input: { title: 'My own words' },
    });
    await shelf.catalog.told('ProductChanged');

    shelf.folder.write('follow.jsonl', [
      { ...cards[0], name: 'Leader', rarity: 'rare' },
      { ...cards[1], artist: 'Somebody', oracle_text: 'Flying' },
    ]);
    expect(await shelf.catalog.importFiles('MTG', 'follow.jsonl')).toMatchObject({ updated: 2 });
    const told = await shelf.catalog.told('ProductChanged');
    expect(told.map(({ data }) => [data.title, data.rarity, data.version])).toEqual([
      ['Leader – Follow #1', 'rare', 2],
      ['Leader – Follow #1', 'rare', 2],
    ]);
    expect(new Set(told.map(({ tenantId }) => tenantId))).toEqual(
      new Set([shelf.catalog.store.id, shelf.rival.store.id]),
    );
    const found = '{ products(query: "leader") { edges { node { title handle } } } }';
    expect(await shelf.catalog.ask(shelf.catalog.shopper, found)).toMatchObject({
      products: { edges: [{ node: { title: 'Leader – Follow #1', handle: 'follower-fol-1' } }] },
    });
    const words = '{ products(query: "own words flying") { edges { node { title } } } }';
    expect(await shelf.catalog.ask(shelf.catalog.shopper, words)).toMatchObject({
      products: { edges: [{ node: { title: 'My own words' } }] },
    });
  });
});
