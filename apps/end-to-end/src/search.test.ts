import { beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '@longbox/client';
import { accepted, eventually, importSample, openLocation, setPrice, usd } from './fixtures.ts';
import { clientsOf } from './stack.ts';

const { staff, guest } = clientsOf('search');

interface Variant {
  readonly id: string;
  readonly sku: string;
}
/** Of the printings of one card, in near mint. */
let variants: readonly Variant[];

const CARD = 'Undertow Waltz';

beforeAll(async () => {
  await importSample(staff, 'MTG', 'mtg');
  await openLocation(staff);
  const { prints } = await staff.run(operations.ListablePrintsDocument, {
    filter: { game: 'MTG', name: CARD },
    first: 10,
  });
  const { listPrints } = await staff.run(operations.ListPrintsDocument, {
    input: { printIds: prints.edges.map(({ node }) => node.id), conditions: ['NM'], finishes: ['NORMAL'] },
  });
  variants = accepted(listPrints).products.flatMap((product) => product.variants);
  if (variants.length < 2) throw new Error('two printings are needed');
}, 120_000);

const search = async (variables: Partial<operations.SearchProductsQueryVariables>) =>
  (await guest.run(operations.SearchProductsDocument, { first: 10, ...variables })).products;

async function restock(variantId: string, quantity: number): Promise<void> {
  const { adjustInventory } = await staff.run(operations.AdjustInventoryDocument, {
    input: { reason: 'RESTOCK', lines: [{ variantId, locationCode: 'MAIN', quantity }] },
  });
  accepted(adjustInventory);
}

describe('searching', () => {
  it('suggests a card while its name is typed, and shows the card with what the store sells of it', async () => {
    const typed = await guest.run(operations.SuggestCardsDocument, { prefix: 'undertow w', first: 5 });
    expect(typed.cardSuggestions[0]).toMatchObject({
      card: { name: CARD, game: { code: 'MTG' } },
      printCount: variants.length,
    });
    const id = typed.cardSuggestions[0]?.card.id ?? '';
    const { card } = await guest.run(operations.CardPageDocument, { id });
    expect(card).toMatchObject({ name: CARD, rulesText: expect.any(String), game: { code: 'MTG' } });
    expect(card?.prints.edges.flatMap(({ node }) => node.products)).toHaveLength(variants.length);
  });

  it('finds what a misspelt name meant', async () => {
    const { edges } = await search({ query: 'undretow walz' });
    expect(edges[0]?.node.print?.card.name).toBe(CARD);
  });

  it('shows a price and a stock that have changed, and puts what is in stock first', async () => {
    const [cheap, dear] = variants;
    if (!cheap || !dear) throw new Error('two printings are needed');
    await setPrice(staff, cheap.id, 120);
    await setPrice(staff, dear.id, 990);
    await restock(dear.id, 2);
    const found = await eventually(
      'the prices and the stock',
      () => search({ query: CARD }),
      ({ edges }) => edges[0]?.node.inStock === true && edges[0].node.priceFrom?.amount === 990,
    );
    expect(found.totalCount).toBe(variants.length);
    const inBand = await search({ query: CARD, filter: { priceMin: 100, priceMax: 200 } });
    expect(inBand.edges.map(({ node }) => node.priceFrom)).toEqual([usd(120)]);
    expect((await search({ query: CARD, filter: { inStock: true } })).totalCount).toBe(1);
  });

  it('does not repeat on the next page what has become cheaper meanwhile', async () => {
    const sort = 'PRICE_ASC';
    const filter = { game: 'MTG' } as const;
    const first = await search({ sort, filter, first: 1 });
    const [cheap] = variants;
    await setPrice(staff, cheap?.id ?? '', 90);
    await eventually(
      'the new price',
      () => search({ sort, filter, first: 1 }),
      ({ edges }) => edges[0]?.node.priceFrom?.amount === 90,
    );
    const second = await search({ sort, filter, first: 1, after: first.pageInfo.endCursor });
    expect(second.edges[0]?.node.priceFrom).toEqual(usd(990));
  });

  it('says what the store has of a decklist', async () => {
    const { resolveDecklist } = await guest.run(operations.ResolveDecklistDocument, {
      text: `Deck\n2 ${CARD}\nSB: 1 No Such Card At All`,
    });
    expect(resolveDecklist.cardCount).toBe(3);
    const [line, unknown] = resolveDecklist.lines;
    expect(line).toMatchObject({ quantity: 2, section: 'MAIN', problem: null, card: { name: CARD } });
    expect(line?.candidates[0]).toMatchObject({
      available: 2,
      variant: { price: { price: usd(990) }, product: { title: expect.stringContaining(CARD) } },
    });
    expect(unknown).toMatchObject({ section: 'SIDEBOARD', problem: 'UNKNOWN_CARD', candidates: [] });
  });
});
