import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '@longbox/postgres';
import { cardFolder, magicCard, type CardFolder } from './card-files.fixtures.ts';
import { openCatalog, type Catalog } from './catalog.fixtures.ts';
import { suggestCards } from './persistence/card-lists.ts';
import { listLabels, type LabelKind } from './persistence/product-labels.ts';
import { countProducts, sortColumns, type ProductSort } from './persistence/product-lists.ts';
import { matchAll } from './persistence/product-match.ts';
import { searchProducts } from './persistence/search-products.ts';
import { vacuumSearch } from './persistence/vacuum-search.ts';

let folder: CardFolder;
let catalog: Catalog;
beforeAll(async () => {
  folder = cardFolder();
  catalog = await openCatalog({ importFolder: folder.path });
  folder.write(
    'cards.jsonl',
    Array.from({ length: 100 }, (_, index) =>
      magicCard({ name: `Heron ${index % 50}`, number: index, text: 'Draw a card.' }),
    ),
  );
  await catalog.importFiles('MTG', 'cards.jsonl');
  await catalog.ask(
    catalog.staff,
    'mutation { listPrints(input: { filter: {}, conditions: [NM] }) { userErrors { code } } }',
  );
  await catalog.ask(
    catalog.staff,
    `mutation { createProduct(input: { kind: ACCESSORY, title: "Dice", vendor: "Acme", tags: ["gift"], variants: [{ sku: "DICE" }] }) { userErrors { code } } }`,
  );
  // As autovacuum does: an index alone answers only for pages that it has seen to.
  await catalog.database.system((connection) =>
    connection.query('VACUUM (ANALYZE) product_search, product_ranks, product_tags, products, card_search'),
  );
});
afterAll(async () => {
  await catalog.dispose();
  folder.dispose();
});

type Connection = Parameters<Parameters<Database['read']>[1]>[0];

/**
 * The plans of all that `work` asks, made with the price of reading a whole table so high that PostgreSQL does so only where no index can
 * serve: where row-level security forbids it, or the condition is written so that none fits.
 */
async function plansOf(work: (database: Database) => Promise<unknown>): Promise<string> {
  const plans: string[] = [];
  const explaining = (connection: Connection): Connection =>
    new Proxy(connection, {
      get(target, name) {
        if (name !== 'query') return Reflect.get(target, name) as unknown;
        return async (sql: string, parameters: unknown[] = []) => {
          const rows = await target.query<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${sql}`, parameters);
          plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
          return target.query(sql, parameters) as Promise<unknown>;
        };
      },
    });
  const { database, store } = catalog;
  await database.read(store.id, async (connection) => {
    await connection.query('SET enable_seqscan = off');
    const read: Database['read'] = (_tenantId, asked) => asked(explaining(connection));
    await work({ ...database, read });
    await connection.query('RESET enable_seqscan');
  });
  return plans.join('\n');
}

const BIG =
  /Seq Scan on (?:product_search|product_ranks|print_search|card_search|name_words|prints|cards|products|product_tags|product_categories)\b/;

describe('no statement of a search reads a big table from end to end', () => {
  it.each<[string, string | null, Record<string, unknown>, ProductSort]>([
    ['of a name', 'heron 7', {}, 'RELEVANCE'],
    ['of a misspelt name', 'hreon', {}, 'RELEVANCE'],
    ['of two words in one', 'heronseven', {}, 'RELEVANCE'],
    ['of a text and a set', 'draw card tst', {}, 'RELEVANCE'],
    ['of everything', null, {}, 'RELEVANCE'],
    ['by price', null, { inStock: true, rarity: 'rare', priceMax: 500 }, 'PRICE_ASC'],
    ['by release', null, { game: 'MTG', setCode: 'tst', color: 'R', legalIn: 'modern' }, 'RELEASED'],
    ['by orders', null, { type: 'creature', finish: 'FOIL' }, 'POPULAR'],
    ['by a tag', null, { tag: 'gift' }, 'RELEVANCE'],
    ['by a vendor', null, { vendor: 'Acme' }, 'PRICE_ASC'],
    ['by a category', null, { category: 'dice' }, 'NAME'],
    ['of a name, a tag and a vendor', 'heron 7', { tag: 'gift', vendor: 'Acme' }, 'RELEVANCE'],
  ])('%s, counted and where the counts are known', async (_what, typed, filter, sort) => {
    const plans = await plansOf(async (database) => {
      const wanted = { columns: sortColumns(sort, typed !== null), sort, after: null, limit: 21, mode: null };
      for (const counts of [true, false]) {
        const found = await searchProducts(
          database,
          catalog.store.id,
          typed,
          { status: 'ACTIVE', ...filter },
          { ...wanted, counts },
        );
        if (!counts) continue;
        await found.countsOf();
        await found.moreOf();
      }
    });
    expect(plans).toMatch(/Scan/);
    expect(plans).not.toMatch(BIG);
  });

  it.each(['h', 'he', 'her', 'eron', 'hreon'])('of suggestions for %s', async (prefix) => {
    const plans = await plansOf(suggestionsFor(prefix));
    expect(plans).toMatch(/Scan/);
    expect(plans).not.toMatch(BIG);
  });
});

describe('indexes have all that is asked', () => {
  it.each<[string, Record<string, unknown>]>([
    ['everything', {}],
    ['what a facet chooses', { game: 'MTG', rarity: 'rare', language: 'EN', inStock: false }],
  ])('to count %s', async (_what, filter) => {
    const plans = await plansOf((database) =>
      database.read(catalog.store.id, (connection) =>
        countProducts(connection, matchAll(catalog.store.id, { status: 'ACTIVE', ...filter })),
      ),
    );
    expect(plans).toContain('Index Only Scan using search_facets on product_search');
  });

  it('again after the table was written anew, once the catalog has started', async () => {
    const { database, store } = catalog;
    const counting = () =>
      plansOf((asked) =>
        asked.read(store.id, (connection) =>
          countProducts(connection, matchAll(store.id, { status: 'ACTIVE' })),
        ),
      );
    const wholePages = () =>
      database.system((connection) =>
        connection.query(
          `SELECT relallvisible > 0 AS "whole" FROM pg_class WHERE oid = 'product_search'::regclass`,
        ),
      );
    await database.system((connection) => connection.query('VACUUM (FULL) product_search'));
    expect(await wholePages()).toEqual([{ whole: false }]);
    await vacuumSearch(database);
    expect(await wholePages()).toEqual([{ whole: true }]);
    expect(await counting()).toContain('Index Only Scan using search_facets on product_search');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a tag', { tag: 'gift' }, 'products_by_tag on product_tags'],
    ['a vendor', { vendor: 'Acme' }, 'products_by_vendor on products'],
  ])('to find the products of %s', async (_what, filter, index) => {
    const plans = await plansOf((database) =>
      database.read(catalog.store.id, (connection) =>
        countProducts(connection, matchAll(catalog.store.id, { status: 'ACTIVE', ...filter })),
      ),
    );
    expect(plans).toContain(`Index Only Scan using ${index}`);
  });

  it.each<[LabelKind, boolean, string]>([
    ['tag', false, 'products_by_tag on product_tags'],
    ['tag', true, 'products_by_tag on product_tags'],
    ['vendor', false, 'products_by_vendor on products'],
    ['vendor', true, 'products_by_vendor on products'],
  ])('to list each %s of products, of all %s', async (kind, ofAll, index) => {
    const plans = await plansOf((database) =>
      database.read(catalog.store.id, (connection) =>
        listLabels(connection, catalog.store.id, kind, { ofAll, after: null, limit: 51 }),
      ),
    );
    expect(plans).toContain(`Index Only Scan using ${index}`);
    expect(plans).not.toContain('Sort');
  });

  it('to put products in the order of their prices', async () => {
    const plans = await plansOf(async (database) => {
      await searchProducts(
        database,
        catalog.store.id,
        null,
        { status: 'ACTIVE' },
        {
          columns: sortColumns('PRICE_ASC', false),
          sort: 'PRICE_ASC',
          after: null,
          limit: 21,
          counts: false,
          mode: null,
        },
      );
    });
    expect(plans).toContain('using search_price_up on product_ranks');
    expect(plans).not.toContain('Sort');
  });

  it.each([
    ['h', 'card_search_letter'],
    ['he', 'card_search_letters'],
    ['her', 'card_search_name'],
  ])('to suggest names that begin with %s', async (prefix, index) => {
    expect(await plansOf(suggestionsFor(prefix))).toContain(`Index Only Scan using ${index} on card_search`);
  });
});

const suggestionsFor = (prefix: string) => (database: Database) =>
  database.read(catalog.store.id, (connection) => suggestCards(connection, prefix, null, 10));
