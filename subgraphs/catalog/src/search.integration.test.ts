import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PriceChanged, StockChanged } from '@longbox/events';
import { newId } from '@longbox/ids';
import { callerOf, storeOf } from '@longbox/testing';
import { cardFolder, magicCard, type CardFolder } from './card-files.fixtures.ts';
import { openCatalog, type Catalog } from './catalog.fixtures.ts';

const SEARCH = `query ($query: String, $filter: ProductFilter, $sort: ProductSort, $first: Int!, $after: String) {
  products(query: $query, filter: $filter, sort: $sort, first: $first, after: $after) {
    totalCount facets { name values { value count } }
    edges { cursor node { id title handle kind print { id collectorNumber finishes set { code name } card { id name game { code } } images { small } } variants { id sku } } }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;
const LIST = `mutation ($input: ListPrintsInput!) { listPrints(input: $input) { products { id title variants { id sku } } userErrors { code } } }`;

interface Found {
  readonly products: {
    readonly totalCount: number;
    readonly facets: readonly { name: string; values: readonly { value: string; count: number }[] }[];
    readonly edges: readonly { readonly cursor: string; readonly node: ProductView }[];
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly endCursor: string;
    };
  };
}
interface ProductView {
  readonly id: string;
  readonly title: string;
  readonly variants: readonly { readonly id: string; readonly sku: string }[];
}

let folder: CardFolder;
let catalog: Catalog;
let listed: readonly ProductView[];
beforeAll(async () => {
  folder = cardFolder();
  catalog = await openCatalog({ importFolder: folder.path });
  const card = (name: string, number: number, said = {}) =>
    magicCard({ name, number, set: 'm10', setName: 'Magic 2010', ...said });
  folder.write('cards.jsonl', [
    card('Lightning Bolt', 146, { text: 'Lightning Bolt deals 3 damage to any target.' }),
    card('Lightning Bolt', 1, { set: 'clb', setName: 'Battle', rarity: 'rare', finishes: ['foil'] }),
    card('Lightning Blast', 147, { text: 'Deals 4 damage to any target.' }),
    card('Bolt of Keranos', 80, { text: 'Bolt of Keranos deals 3 damage to any target. Scry 1.' }),
    card("Lim-Dûl's Paladin", 12, { set: 'all', setName: 'Alliances', rarity: 'uncommon' }),
    card('Junún Efreet', 50, { set: 'arn', setName: 'Arabian Nights', rarity: 'uncommon' }),
    card('Pikachu', 58, { set: 'bs', setName: 'Base Set' }),
    card('X', 3, { set: 'unh', setName: 'Unhinged' }),
    {
      ...card('Azure Sphinx', 1, { set: 'tra', setName: 'Traits' }),
      colors: ['U', 'W'],
      type_line: 'Legendary Creature — Sphinx',
      legalities: { modern: 'legal', pauper: 'not_legal', vintage: 'restricted' },
    },
    {
      ...card('Brass Idol', 2, { set: 'tra', setName: 'Traits' }),
      released_at: '2025-06-13',
      colors: [],
      type_line: 'Artifact Creature — Golem',
      legalities: { modern: 'banned', pauper: 'legal', vintage: 'legal' },
    },
    ...Array.from({ length: 130 }, (_, index) =>
      card(`Goblin ${String(index % 65).padStart(3, '0')}`, index + 1, {
        set: 'gob',
        setName: 'Goblins',
        rarity: index % 2 ? 'rare' : 'common',
      }),
    ),
  ]);
  await catalog.importFiles('MTG', 'cards.jsonl');
  const { listPrints } = await catalog.ask<{ listPrints: { products: ProductView[] } }>(catalog.staff, LIST, {
    input: { filter: {}, conditions: ['NM', 'LP'] },
  });
  listed = listPrints.products;
});
afterAll(async () => {
  await catalog.dispose();
  folder.dispose();
});

async function search(variables: Record<string, unknown>, caller = catalog.shopper) {
  return (await catalog.ask<Found>(caller, SEARCH, { first: 20, ...variables })).products;
}
const titles = async (variables: Record<string, unknown>) =>
  (await search(variables)).edges.map(({ node }) => node.title.split(' – ')[0]);

const productOf = (title: string) => {
  const found = listed.find((product) => product.title.startsWith(title));
  if (!found) throw new Error(`not listed: ${title}`);
  return found;
};
const variantOf = (title: string, suffix: string) => {
  const variant = productOf(title).variants.find(({ sku }) => sku.endsWith(suffix));
  if (!variant) throw new Error(`${title} has no ${suffix}`);
  return variant;
};

const offered = (title: string, suffix: string) => ({
  variantId: variantOf(title, suffix).id,
  productId: productOf(title).id,
});
const price = (title: string, suffix: string, said: Partial<PriceChanged>) =>
  catalog.price(offered(title, suffix), said);
const stock = (title: string, suffix: string, said: Partial<StockChanged> & { readonly itemId: string }) =>
  catalog.stock(offered(title, suffix), said);

async function searchRow(title: string) {
  const [row] = await catalog.database.read(catalog.store.id, (connection) =>
    connection.query<
      { in_stock: boolean; price_from_minor: number | null; offers: string[]; ordered: number }[]
    >(
      `SELECT in_stock, price_from_minor, offers, ordered FROM product_search JOIN product_ranks USING (tenant_id, product_id)
       WHERE product_id = $1`,
      [productOf(title).id],
    ),
  );
  return row;
}

describe('a search for words', () => {
  it.each([
    ['the whole name, before longer ones and texts', 'lightning bolt', ['Lightning Bolt', 'Lightning Bolt']],
    ['the beginnings of words', 'light bo', ['Lightning Bolt', 'Lightning Bolt']],
    ['a name and a set', 'lightning bolt m10', ['Lightning Bolt']],
    ['a name and a number', 'lightning bolt 146', ['Lightning Bolt']],
    ['a typo', 'lightnig bolt', ['Lightning Bolt', 'Lightning Bolt']],
    ['another typo', 'pikchu', ['Pikachu']],
    ['a name without its accents and signs', 'lim-dul', ['Lim-Dûl']],
    ['a name without its apostrophe', 'lim duls paladin', ['Lim-Dûl']],
    ['a name with accents typed', 'JUNÚN', ['Junún Efreet']],
    ['the rules text', 'scry damage', ['Bolt of Keranos']],
    ['one letter, the whole name first', 'x', ['X']],
    ['a set', 'arabian nights', ['Junún Efreet']],
    ['nothing that is there', 'zzzzzzzz', []],
    ['signs alone', '!!! :* & |', []],
    ['what looks like a query language', "'bolt':* & !(keranos) <-> of", ['Bolt of Keranos']],
    ['a missing letter', 'charzard lightning', []],
    ['a missing letter in a long name', 'bolt of kranos', ['Bolt of Keranos']],
    ['letters swapped in a short word', 'botl keranos', ['Bolt of Keranos']],
    ['the first letters swapped', 'oblt keranos', ['Bolt of Keranos']],
    ['letters swapped in the middle of six', 'sphnix', ['Azure Sphinx']],
  ])('finds %s', async (_what, query, expected) => {
    const found = await titles({ query });
    expect(
      found.slice(0, expected.length || 1).map((title, index) => title?.startsWith(expected[index] ?? '?')),
    ).toEqual(expected.map(() => true));
  });

  it('finds a product by the title that a person gave it', async () => {
    await catalog.ask(
      catalog.staff,
      `mutation { createProduct(input: { kind: SEALED, title: "Überraschungs-Box", vendor: "Acme", variants: [{ sku: "UB-1" }] }) { userErrors { code } } }`,
    );
    expect(await titles({ query: 'uberraschung' })).toEqual(['Überraschungs-Box']);
    expect(await titles({ query: 'uberaschung box' })).toEqual(['Überraschungs-Box']);
    expect(await titles({ query: 'acme' })).toEqual(['Überraschungs-Box']);
  });

  it('finds nothing of another store', async () => {
    const rival = callerOf('anonymous', storeOf('rival'));
    expect(await search({ query: 'lightning bolt' }, rival)).toMatchObject({ totalCount: 0, edges: [] });
    expect(await search({}, rival)).toMatchObject({ totalCount: 0, edges: [] });
  });
});

describe('filters and facets', () => {
  it('count what the query and the filter match', async () => {
    const { totalCount, facets } = await search({ query: 'goblin', filter: { setCode: 'gob' } });
    expect(totalCount).toBe(130);
    const facet = (name: string) => facets.find((each) => each.name === name)?.values;
    expect(facets.map(({ name }) => name)).toEqual([
      'game',
      'set',
      'rarity',
      'kind',
      'condition',
      'finish',
      'language',
      'inStock',
    ]);
    expect(facet('game')).toEqual([{ value: 'MTG', count: 130 }]);
    expect(facet('rarity')).toEqual([
      { value: 'common', count: 65 },
      { value: 'rare', count: 65 },
    ]);
    expect(facet('condition')).toEqual([
      { value: 'LP', count: 130 },
      { value: 'NM', count: 130 },
    ]);
    expect(facet('inStock')).toEqual([{ value: 'false', count: 130 }]);
    expect(facet('set')).toEqual([{ value: 'GOB', count: 130 }]);
    expect(facet('kind')).toEqual([{ value: 'CARD', count: 130 }]);
    expect(facet('language')).toEqual([{ value: 'EN', count: 130 }]);
    expect(facet('finish')).toEqual([
      { value: 'FOIL', count: 130 },
      { value: 'NORMAL', count: 130 },
    ]);
  });

  it('come to the same whether they are counted with the search or by themselves', async () => {
    const byWords = await search({ query: 'gob', filter: { rarity: 'rare' } });
    const byFilter = await search({ filter: { setCode: 'gob', rarity: 'rare' } });
    expect(byWords.totalCount).toBe(65);
    expect(byWords.facets).toEqual(byFilter.facets);
  });

  it.each([
    [{ setCode: 'CLB' }, 1],
    [{ rarity: 'Uncommon' }, 2],
    [{ kind: 'ACCESSORY' }, 0],
    [{ finish: 'FOIL', setCode: 'clb' }, 1],
    [{ finish: 'NORMAL', setCode: 'clb' }, 0],
    [{ condition: 'DMG' }, 0],
    [{ language: 'en', setCode: 'm10' }, 3],
    [{ game: 'POKEMON' }, 0],
    [{ game: 'MTG', rarity: 'rare', setCode: 'gob' }, 65],
  ])('find %j', async (filter, count) => {
    expect((await search({ filter })).totalCount).toBe(count);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['one of its colours', { color: 'U' }, ['Azure Sphinx']],
    ['a colour in any case', { color: 'w' }, ['Azure Sphinx']],
    ['no colour', { color: 'colorless' }, ['Brass Idol']],
    ['a colour that none has', { color: 'G' }, []],
    ['a word of its type', { type: 'Golem' }, ['Brass Idol']],
    ['words of its type in any order', { type: 'creature legendary' }, ['Azure Sphinx']],
    ['words that no one type has all', { type: 'legendary artifact' }, []],
    ['a format, where it is not banned', { legalIn: 'modern' }, ['Azure Sphinx']],
    ['a format, where it is legal', { legalIn: 'Pauper' }, ['Brass Idol']],
    ['a format, where it is restricted', { legalIn: 'vintage' }, ['Azure Sphinx', 'Brass Idol']],
    ['a format of which nothing is said', { legalIn: 'legacy' }, []],
    ['type, colour and format', { type: 'creature', color: 'U', legalIn: 'modern' }, ['Azure Sphinx']],
  ])('find a card by %s', async (_what, filter, expected) => {
    const traits = { ...filter, setCode: 'tra' };
    const { totalCount } = await search({ filter: traits });
    expect(totalCount).toBe(expected.length);
    expect(await titles({ filter: traits, sort: 'NAME' })).toEqual(expected);
  });

  it('hold condition and stock against the same variant', async () => {
    await stock('Bolt of Keranos', 'LP-NORMAL', { itemId: newId(), onHand: 2 });
    expect(await titles({ filter: { inStock: true } })).toEqual(['Bolt of Keranos']);
    expect(await titles({ filter: { inStock: true, condition: 'LP' } })).toEqual(['Bolt of Keranos']);
    expect(await titles({ filter: { inStock: true, condition: 'NM' } })).toEqual([]);
    expect(await titles({ filter: { inStock: true, finish: 'FOIL' } })).toEqual([]);
  });

  it('refuse what cannot be', async () => {
    for (const variables of [
      { first: 0 },
      { first: 101 },
      { after: 'nonsense' },
      { filter: { setCode: 'a\u0000' } },
      { filter: { rarity: 'x'.repeat(300) } },
    ])
      expect(await catalog.errorsOf(catalog.shopper, SEARCH, { first: 5, ...variables })).toEqual([
        'BAD_USER_INPUT',
      ]);
    const { pageInfo } = await search({ sort: 'NAME', first: 1 });
    const borrowed = { sort: 'NEWEST', first: 1, after: pageInfo.endCursor };
    expect(await catalog.errorsOf(catalog.shopper, SEARCH, borrowed)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('pages', () => {
  it.each([
    ['RELEVANCE', null],
    ['RELEVANCE', 'gob'],
    ['RELEVANCE', 'gobln'],
    ['NAME', null],
    ['NAME', 'goblin'],
    ['PRICE_ASC', null],
    ['PRICE_ASC', 'goblin'],
    ['PRICE_DESC', null],
    ['PRICE_DESC', 'goblin'],
    ['NEWEST', null],
    ['RELEASED', null],
    ['RELEASED', 'goblin'],
    ['POPULAR', null],
    ['POPULAR', 'goblin'],
  ])('of sort %s and query %s are complete and without repetition', async (sort, query) => {
    const { totalCount } = await search({ sort, query });
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const page: Found['products'] = await search({ sort, query, first: 17, after });
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      ids.push(...page.edges.map(({ node }) => node.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(totalCount).toBeGreaterThan(100);
    expect(ids).toHaveLength(totalCount);
    expect(new Set(ids).size).toBe(totalCount);
  });

  it('are in the order of the sort', async () => {
    await price('Goblin 007', 'NM-NORMAL', { amountMinor: 50 });
    await price('Goblin 008', 'NM-NORMAL', { amountMinor: 5_000 });
    await price('Goblin 009', 'NM-NORMAL', { amountMinor: 700 });
    const filter = { setCode: 'gob' };
    expect((await titles({ filter, sort: 'PRICE_ASC' })).slice(0, 3)).toEqual([
      'Goblin 007',
      'Goblin 009',
      'Goblin 008',
    ]);
    expect((await titles({ filter, sort: 'PRICE_DESC' })).slice(0, 3)).toEqual([
      'Goblin 008',
      'Goblin 009',
      'Goblin 007',
    ]);
    const band = { ...filter, priceMin: 50, priceMax: 700 };
    expect(await titles({ filter: band, sort: 'NAME' })).toEqual(['Goblin 007', 'Goblin 009']);
    expect(await titles({ query: 'goblin', filter: band, sort: 'PRICE_DESC' })).toEqual([
      'Goblin 009',
      'Goblin 007',
    ]);
    expect(await titles({ filter: { setCode: 'tra' }, sort: 'RELEASED' })).toEqual([
      'Brass Idol',
      'Azure Sphinx',
    ]);
    const names = await titles({ filter, sort: 'NAME', first: 100 });
    expect(names.every((name, index) => index === 0 || (names[index - 1] ?? '') <= (name ?? ''))).toBe(true);
    expect((await titles({ sort: 'NEWEST', first: 1 }))[0]).toBe('Überraschungs-Box');
  });

  it('show each product whose own price stays once, while others pass it in both directions', async () => {
    const staying = Array.from({ length: 12 }, (_, index) => `Goblin 0${20 + index}`);
    for (const [index, title] of staying.entries())
      await price(title, 'NM-NORMAL', { amountMinor: 1_000 + 10 * index });
    const passing = ['Goblin 040', 'Goblin 041', 'Goblin 042'];
    const pass = async (version: number) => {
      for (const [index, title] of passing.entries())
        await price(title, 'NM-NORMAL', {
          amountMinor: (version + index) % 2 === 0 ? 905 + index : 1_995 + index,
          version,
        });
    };
    await pass(1);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Found['products'] = await search({
        filter: { priceMin: 900, priceMax: 2_000 },
        sort: 'PRICE_ASC',
        first: 3,
        after,
      });
      seen.push(...page.edges.map(({ node }) => node.title.split(' – ')[0] ?? ''));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      await pass(seen.length + 1);
    } while (after);
    expect(seen.filter((title) => !passing.includes(title))).toEqual(staying);
    expect(seen.filter((title) => passing.includes(title)).length).toBeGreaterThan(0);
  });

  it('take as many statements for 50 products as for 2', async () => {
    // Two ways to write one filter: the counts of a list are kept for a moment, and both are to be counted.
    const statements = (query: string | null, first: number, language: string) =>
      catalog.statementsOf(catalog.shopper, SEARCH, { query, first, filter: { language } });
    for (const query of [null, 'goblin', 'gobln'])
      expect(await statements(query, 50, 'EN')).toBe(await statements(query, 2, 'en'));
  });
});

describe('prices and stock that others tell of', () => {
  it('are the lowest of the variants; online wins over the base price; older news is ignored', async () => {
    const title = 'Lightning Blast';
    await price(title, 'NM-NORMAL', { amountMinor: 300, version: 2 });
    await price(title, 'LP-NORMAL', { amountMinor: 200, version: 5 });
    expect((await searchRow(title))?.price_from_minor).toBe(200);
    await price(title, 'LP-NORMAL', { amountMinor: 1, version: 4 });
    await price(title, 'LP-NORMAL', { amountMinor: 2, version: 5 });
    expect((await searchRow(title))?.price_from_minor).toBe(200);
    await price(title, 'LP-NORMAL', { amountMinor: 900, version: 1, channel: 'online' });
    expect((await searchRow(title))?.price_from_minor).toBe(300);
    await price(title, 'NM-NORMAL', { amountMinor: 10, version: 1, channel: 'in-store' });
    expect((await searchRow(title))?.price_from_minor).toBe(300);
  });

  it('count what can be sold online, over all locations; older news is ignored', async () => {
    const title = 'Pikachu';
    const here = newId();
    const there = newId();
    await stock(title, 'NM-FOIL', {
      itemId: here,
      onHand: 5,
      reserved: 3,
      safetyStock: 1,
      onlineBuffer: 1,
      version: 3,
    });
    expect(await searchRow(title)).toMatchObject({ in_stock: false });
    await stock(title, 'NM-FOIL', { itemId: there, onHand: 1, version: 1 });
    expect(await searchRow(title)).toMatchObject({ in_stock: true });
    expect((await searchRow(title))?.offers).toContain('NM/FOIL/1');
    await stock(title, 'NM-FOIL', { itemId: there, onHand: 0, version: 2 });
    await stock(title, 'NM-FOIL', { itemId: there, onHand: 9, version: 1 });
    await stock(title, 'NM-FOIL', { itemId: here, onHand: 9, version: 2 });
    expect(await searchRow(title)).toMatchObject({ in_stock: false });
  });

  it('of one product do not undo each other when they come at the same time', async () => {
    const title = 'Junún Efreet';
    const item = newId();
    for (let version = 1; version <= 10; version += 1)
      await Promise.all([
        price(title, 'NM-NORMAL', { amountMinor: 1_000 + version, version }),
        price(title, 'LP-NORMAL', { amountMinor: 2_000 + version, version, channel: 'online' }),
        stock(title, 'NM-NORMAL', { itemId: item, onHand: version, version }),
      ]);
    expect(await searchRow(title)).toMatchObject({ in_stock: true, price_from_minor: 1_010 });
  });

  it('are followed by what is ordered: the most wanted comes first where popularity is asked for', async () => {
    const order = (title: string, quantity: number) =>
      catalog.deliver(catalog.store.id, 'OrderPlaced', {
        orderId: newId(),
        number: '1',
        channel: 'online',
        reserveUntil: new Date(),
        lines: [
          { orderLineId: newId(), variantId: variantOf(title, 'NM-NORMAL').id, quantity },
          { orderLineId: newId(), variantId: variantOf(title, 'LP-NORMAL').id, quantity: 1 },
          { orderLineId: newId(), variantId: newId(), quantity: 9 },
        ],
      });
    await order('Goblin 041', 2);
    await order('Goblin 042', 1);
    await order('Goblin 042', 1);
    expect((await titles({ sort: 'POPULAR', filter: { setCode: 'gob' } })).slice(0, 2)).toEqual([
      'Goblin 042',
      'Goblin 041',
    ]);
  });

  it('do not make a product more wanted when an order is told of again', async () => {
    const variantId = variantOf('Goblin 044', 'NM-NORMAL').id;
    const order = {
      orderId: newId(),
      number: '2',
      channel: 'online',
      reserveUntil: new Date(),
      lines: [{ orderLineId: newId(), variantId, quantity: 3 }],
    };
    await catalog.deliverRepeatedly(catalog.store.id, 'OrderPlaced', order, 3);
    expect(await searchRow('Goblin 044')).toMatchObject({ ordered: 3 });
  });

  it('put what is in stock first among equals', async () => {
    await stock('Goblin 033', 'NM-NORMAL', { itemId: newId(), onHand: 1 });
    expect((await titles({ query: 'goblin' }))[0]).toBe('Goblin 033');
  });

  it('put the printing first whose code was typed, before those of another game with the same set and number', async () => {
    const duelist = {
      set_name: 'Opening Pack',
      set_code: 'OP91-EN001',
      set_rarity: 'Common',
      set_price: '1',
    };
    const monster = { id: 91_000_901, type: 'Effect Monster', frameType: 'effect', desc: '', race: 'Dragon' };
    folder.writeText(
      'duelists.json',
      JSON.stringify({ data: [{ ...monster, name: 'Aardvark Duelist', card_sets: [duelist] }] }),
    );
    const pirate = { card_number: 'OP91-001', rarity: 'L', card_type: 'LEADER', colors: ['Blue'], types: [] };
    folder.writeText('pirates.json', JSON.stringify([{ ...pirate, card_name: 'Captain Barnacle Bess' }]));
    for (const [game, file] of [
      ['YUGIOH', 'duelists.json'],
      ['OPTCG', 'pirates.json'],
    ] as const) {
      expect(await catalog.importFiles(game, file)).toMatchObject({ failed: 0 });
      await catalog.ask(catalog.staff, LIST, { input: { filter: { game }, conditions: ['NM'] } });
    }
    for (const query of ['OP91-001', ' op91-001'])
      expect(await titles({ query })).toEqual(['Captain Barnacle Bess', 'Aardvark Duelist']);
    expect(await titles({ query: 'OP91-EN001' })).toEqual(['Aardvark Duelist']);
  });
});
