import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DomainEvent, EventPayloads } from '@longbox/events';
import { newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { callerOf, storeOf, testDatabase, type TestDatabase } from '@longbox/testing';
import {
  MOST_VARIANTS,
  VARIANT_DIRECTORY_MIGRATIONS,
  createVariantDirectory,
  findVariants,
  findVariantsBySku,
  findVariantsOfProducts,
  onProductChanged,
  type VariantDirectory,
} from './index.ts';

type Product = EventPayloads['ProductChanged'];

let test: TestDatabase;
let caller: Caller;
let directory: VariantDirectory;
/** What the catalog was asked for, and what it answers. */
let asked: { readonly ids?: readonly string[]; readonly skus?: readonly string[] }[];
let answers: unknown[] | Error;

beforeAll(async () => {
  test = await testDatabase('variant_directory', { migrations: VARIANT_DIRECTORY_MIGRATIONS });
});

afterAll(async () => {
  await test.dispose();
});

beforeEach(() => {
  caller = callerOf('anonymous', storeOf(`s${newId()}`));
  asked = [];
  answers = [];
  const peers = {
    ask: (_: string, request: { variables: object; caller: Caller }) => {
      expect(request.caller).toMatchObject({
        kind: 'system',
        store: caller.store,
        correlationId: caller.correlationId,
      });
      asked.push(request.variables);
      return answers instanceof Error
        ? Promise.reject(answers)
        : Promise.resolve({ data: { variants: answers } });
    },
  };
  directory = createVariantDirectory({ database: test.database, peers, subgraph: 'inventory' });
});

function product(rest: Partial<Product> = {}, skus: readonly string[] = ['A-NM', 'A-LP']): Product {
  return {
    productId: newId(),
    version: 1,
    handle: 'a',
    title: 'Boseiju',
    kind: 'CARD',
    status: 'ACTIVE',
    game: 'MTG',
    setCode: 'NEO',
    rarity: 'rare',
    printId: newId(),
    variants: skus.map((sku) => ({
      variantId: newId(),
      sku,
      title: sku,
      condition: 'NM',
      finish: 'FOIL',
      edition: null,
      language: 'EN',
      graded: false,
      weightGrams: 2,
    })),
    ...rest,
  };
}

async function happen(data: Product, tenantId: string | null = caller.store.id): Promise<void> {
  const event: DomainEvent<'ProductChanged'> = {
    id: newId(),
    type: 'ProductChanged',
    key: data.productId,
    tenantId,
    correlationId: newId(),
    time: new Date(),
    data,
  };
  await test.database.transaction(caller.store.id, (tx) => onProductChanged(tx, event));
}

const statuses = async (productId: string, store = caller.store.id) => {
  const found = await test.database.read(store, (tx) => findVariantsOfProducts(tx, store, [productId]));
  return found.get(productId)?.map(({ sku, status, version }) => `${sku} ${status} ${version}`);
};

describe('what the catalog tells', () => {
  it('is found by id, by SKU and by product, without asking the catalog', async () => {
    const told = product();
    await happen(told);
    const [nm, lp] = told.variants;
    const byId = await directory.find(caller, [nm?.variantId ?? '', lp?.variantId.toUpperCase() ?? '']);
    expect([...byId.keys()].sort()).toEqual(told.variants.map(({ variantId }) => variantId).sort());
    const bySku = await directory.findBySku(caller, ['A-NM']);
    expect(bySku.get('A-NM')).toEqual({
      ...nm,
      productId: told.productId,
      productTitle: 'Boseiju',
      status: 'ACTIVE',
      kind: 'CARD',
      game: 'MTG',
      setCode: 'NEO',
      rarity: 'rare',
      printId: told.printId,
      version: 1,
    });
    expect(await statuses(told.productId)).toEqual(['A-NM ACTIVE 1', 'A-LP ACTIVE 1']);
    expect(asked).toEqual([]);
  });

  it('replaces what is older, and changes nothing when it is not newer', async () => {
    const first = product();
    await happen(first);
    await happen({ ...first, version: 3, status: 'DRAFT' });
    await happen({ ...first, version: 2, status: 'ACTIVE' });
    await happen({ ...first, version: 3, status: 'ACTIVE' });
    expect(await statuses(first.productId)).toEqual(['A-NM DRAFT 3', 'A-LP DRAFT 3']);
  });

  it('archives variants that the product no longer has, and an older event does not bring them back', async () => {
    const first = product();
    const [nm, lp] = first.variants;
    await happen({ ...first, version: 2, variants: nm ? [nm] : [] });
    await happen({ ...first, version: 1 });
    expect(await statuses(first.productId)).toEqual(['A-NM ACTIVE 2']);
    await happen({ ...first, version: 3, variants: lp ? [lp] : [] });
    expect(await statuses(first.productId)).toEqual(['A-NM ARCHIVED 3', 'A-LP ACTIVE 3']);
  });

  it('lets a SKU pass to another variant', async () => {
    const old = product({}, ['S']);
    const heir = product({}, ['S']);
    await happen(heir);
    await happen(old);
    await happen({ ...old, version: 2, variants: [] });
    expect((await directory.findBySku(caller, ['S'])).get('S')?.variantId).toBe(heir.variants[0]?.variantId);
  });

  it('is two statements with 1 variant and with 200', async () => {
    let statements = 0;
    const end = test.database.onStatement((sql) => {
      statements += /known_variants/.test(sql) ? 1 : 0;
    });
    const skus = Array.from({ length: 200 }, (_, i) => `S-${i}`);
    await happen(product({}, skus.slice(0, 1)));
    await happen(product({}, skus));
    end();
    expect(statements).toBe(4);
  });

  it('is not taken from an event that names no store', async () => {
    await expect(happen(product(), null)).rejects.toThrow(TypeError);
  });

  it('is not seen by another store, also where the application forgets its filter', async () => {
    const told = product();
    await happen(told);
    const other = newId();
    expect(await statuses(told.productId, other)).toBeUndefined();
    const [id] = told.variants.map(({ variantId }) => variantId);
    expect(
      (await test.database.read(other, (tx) => findVariants(tx, caller.store.id, [id ?? '']))).size,
    ).toBe(0);
    expect(
      (await test.database.read(other, (tx) => findVariantsBySku(tx, caller.store.id, ['A-NM']))).size,
    ).toBe(0);
  });
});

describe('what has not been told yet', () => {
  const answer = () => ({
    id: newId(),
    sku: 'A-NM',
    title: 'Near Mint',
    condition: 'NM',
    finish: 'FOIL',
    edition: null,
    language: 'EN',
    weightGrams: 2,
    grade: null,
    product: {
      id: newId(),
      title: 'Boseiju',
      kind: 'CARD',
      status: 'ACTIVE',
      print: { id: newId(), rarity: 'rare', set: { code: 'NEO' }, card: { game: { code: 'MTG' } } },
    },
  });

  it('is asked of the catalog once and kept, until its event says better', async () => {
    const given = answer();
    answers = [given];
    const [found] = (await directory.find(caller, [given.id])).values();
    expect(found).toMatchObject({
      variantId: given.id,
      productId: given.product.id,
      game: 'MTG',
      setCode: 'NEO',
      version: 0,
    });
    expect((await directory.findBySku(caller, ['A-NM'])).get('A-NM')).toEqual(found);
    expect(asked).toEqual([{ ids: [given.id] }]);
    const told = product({ productId: given.product.id, title: 'Boseiju, Who Endures' }, ['A-NM']);
    await happen({
      ...told,
      variants: told.variants.map((variant) => ({ ...variant, variantId: given.id })),
    });
    expect((await directory.find(caller, [given.id])).get(given.id)).toMatchObject({
      productTitle: 'Boseiju, Who Endures',
      version: 1,
    });
    await directory.findBySku(caller, ['A-NM', 'unknown']);
    expect(asked).toEqual([{ ids: [given.id] }, { skus: ['unknown'] }]);
  });

  it('does not undo an event that came while the catalog was asked', async () => {
    const given = answer();
    const told = product({ productId: given.product.id, status: 'ARCHIVED' }, ['A-NM']);
    answers = [given];
    const asking = directory.find(caller, [given.id]);
    await happen({
      ...told,
      variants: told.variants.map((variant) => ({ ...variant, variantId: given.id })),
    });
    await asking;
    expect(await statuses(given.product.id)).toEqual(['A-NM ARCHIVED 1']);
  });

  it('stays unknown where the catalog does not know it, and is asked for again', async () => {
    const id = newId();
    expect((await directory.find(caller, [id])).size).toBe(0);
    expect((await directory.find(caller, [id])).size).toBe(0);
    expect(asked).toHaveLength(2);
  });

  it('is an error, and not unknown, when the catalog does not answer', async () => {
    answers = new Error('connection refused');
    await expect(directory.find(caller, [newId()])).rejects.toThrow('the catalog subgraph did not answer');
  });

  it('is asked for in batches that the catalog takes', async () => {
    const names = Array.from({ length: MOST_VARIANTS }, (_, i) => `S-${i}`);
    await directory.findBySku(caller, names);
    expect(asked.map(({ skus }) => skus?.length)).toEqual([250, 250, 250, 250]);
    await expect(directory.findBySku(caller, [...names, 'one more'])).rejects.toThrow(RangeError);
  });

  it('is not asked for when it cannot be a variant', async () => {
    expect((await directory.find(caller, ["' or 1=1", ''])).size).toBe(0);
    expect((await directory.findBySku(caller, ['', 'A\u0000', 'A'.repeat(256)])).size).toBe(0);
    expect(asked).toEqual([]);
  });
});
