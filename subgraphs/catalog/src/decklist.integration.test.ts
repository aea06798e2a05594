import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callerOf, storeOf } from '@longbox/testing';
import { cardFolder, magicCard, type CardFolder } from './card-files.fixtures.ts';
import { openCatalog, type Catalog } from './catalog.fixtures.ts';

const RESOLVE = `query ($text: String!, $game: GameCode, $candidates: Int! = 5) {
  resolveDecklist(text: $text, game: $game, candidates: $candidates) {
    cardCount
    lines { line section quantity name guessed problem card { name } candidates { available asWritten variant { id sku product { handle } } } }
  }
}`;

interface Resolved {
  readonly resolveDecklist: {
    readonly cardCount: number;
    readonly lines: readonly {
      readonly line: number;
      readonly name: string;
      readonly guessed: boolean;
      readonly problem: string | null;
      readonly card: { readonly name: string } | null;
      readonly candidates: readonly {
        readonly available: number;
        readonly asWritten: boolean;
        readonly variant: { readonly sku: string };
      }[];
    }[];
  };
}
interface Variant {
  readonly id: string;
  readonly sku: string;
  readonly product: { readonly id: string };
}

let folder: CardFolder;
let catalog: Catalog;
let variants: readonly Variant[];
beforeAll(async () => {
  folder = cardFolder();
  catalog = await openCatalog({ importFolder: folder.path });
  folder.write('cards.jsonl', [
    magicCard({ name: 'Lightning Bolt', set: 'm10', number: 146 }),
    magicCard({ name: 'Lightning Bolt', set: 'clb', number: 1 }),
    magicCard({ name: 'Ælfgrím’s Bargain', set: 'hln', number: 8 }),
    magicCard({ name: 'Sold Out Heron', set: 'hln', number: 9 }),
    magicCard({ name: 'Dark Magician', set: 'hln', number: 10 }),
    magicCard({ name: 'Dragonpit Magician', set: 'hln', number: 11 }),
    ...Array.from({ length: 60 }, (_, index) =>
      magicCard({ name: `Filler ${index}`, set: 'fil', number: index + 1 }),
    ),
  ]);
  await catalog.importFiles('MTG', 'cards.jsonl');
  const { listPrints } = await catalog.ask<{ listPrints: { products: { variants: Variant[] }[] } }>(
    catalog.staff,
    `mutation { listPrints(input: { filter: {}, conditions: [NM, LP] }) { products { variants { id sku product { id } } } } }`,
  );
  variants = listPrints.products.flatMap((product) => product.variants);
  await stock('MTG-M10-146-EN-NM-NORMAL', 4, 300);
  await stock('MTG-M10-146-EN-LP-NORMAL', 2, 200);
  await stock('MTG-CLB-001-EN-NM-FOIL', 1, 100);
  await stock('MTG-HLN-008-EN-NM-NORMAL', 1, 50);
});
afterAll(async () => {
  await catalog.dispose();
  folder.dispose();
});

async function stock(sku: string, onHand: number, amountMinor: number): Promise<void> {
  const variant = variants.find(
    (each) => each.sku.replace(/-0*(\d+)-/, '-$1-') === sku.replace(/-0*(\d+)-/, '-$1-'),
  );
  if (!variant)
    throw new Error(
      `${sku} is none of ${variants
        .slice(0, 8)
        .map((each) => each.sku)
        .join(', ')}`,
    );
  const of = { variantId: variant.id, productId: variant.product.id };
  await catalog.stock(of, { onHand });
  await catalog.price(of, { amountMinor });
}

async function resolve(text: string, variables: Record<string, unknown> = {}, caller = catalog.shopper) {
  return (await catalog.ask<Resolved>(caller, RESOLVE, { text, ...variables })).resolveDecklist;
}
const skus = async (text: string, variables?: Record<string, unknown>) =>
  (await resolve(text, variables)).lines.map(({ candidates }) =>
    candidates.map(({ variant, available, asWritten }) =>
      [
        variant.sku
          .split('-')
          .filter((_part, index) => index !== 2)
          .join('-'),
        available,
        asWritten,
      ].join(' '),
    ),
  );

describe('a decklist', () => {
  it('has what is in stock for each line, cheapest first', async () => {
    expect(await skus('4 lightning bolt')).toEqual([
      ['MTG-CLB-EN-NM-FOIL 1 true', 'MTG-M10-EN-LP-NORMAL 2 true', 'MTG-M10-EN-NM-NORMAL 4 true'],
    ]);
    expect(await skus('4 lightning bolt', { candidates: 1 })).toEqual([['MTG-CLB-EN-NM-FOIL 1 true']]);
  });

  it('has the printing that a line names first, and only the finish that it asks for', async () => {
    expect(await skus('4 Lightning Bolt (M10) 146\n1 Lightning Bolt [CLB:1] [foil]')).toEqual([
      ['MTG-M10-EN-LP-NORMAL 2 true', 'MTG-M10-EN-NM-NORMAL 4 true', 'MTG-CLB-EN-NM-FOIL 1 false'],
      ['MTG-CLB-EN-NM-FOIL 1 true'],
    ]);
  });

  it('says of each line what is wrong with it', async () => {
    const { cardCount, lines } = await resolve(
      '1 Aelfgrims Bargain\n2 Lightnin Bolt\n3 Sold Out Heron\n1 Nothing Like It At All\n0 Filler 1',
    );
    expect(cardCount).toBe(7);
    expect(
      lines.map(({ line, card, guessed, problem }) => [line, card?.name ?? null, guessed, problem]),
    ).toEqual([
      [1, 'Ælfgrím’s Bargain', false, null],
      [2, 'Lightning Bolt', true, null],
      [3, 'Sold Out Heron', false, 'NOT_IN_STOCK'],
      [4, null, false, 'UNKNOWN_CARD'],
      [5, null, false, 'UNREADABLE'],
    ]);
  });

  it('takes for a misspelt name the card whose letters are nearest, though another has more of its word', async () => {
    const { lines } = await resolve('1 Drak Magician\n1 Dragonpit Magican');
    expect(lines.map(({ card, guessed }) => [card?.name, guessed])).toEqual([
      ['Dark Magician', true],
      ['Dragonpit Magician', true],
    ]);
  });

  it('shows nothing of another store, and nothing of another game', async () => {
    const rival = callerOf('anonymous', storeOf('rival'));
    expect((await resolve('1 Lightning Bolt', {}, rival)).lines[0]?.candidates).toEqual([]);
    expect((await resolve('1 Lightning Bolt', { game: 'POKEMON' })).lines[0]?.problem).toBe('UNKNOWN_CARD');
  });

  it('takes as many statements for sixty lines as for two', async () => {
    const deck = (count: number) =>
      [
        '1 Lightning Bolt',
        '1 Mispelt Herron',
        ...Array.from({ length: count }, (_, index) => `1 Filler ${index}`),
      ].join('\n');
    const statements = (count: number) =>
      catalog.statementsOf(catalog.shopper, RESOLVE, { text: deck(count) });
    expect(await statements(60)).toBe(await statements(2));
  });

  it('is refused when it is too long', async () => {
    for (const text of ['1 Island\n'.repeat(1_001), 'x'.repeat(100_001)])
      expect(await catalog.errorsOf(catalog.shopper, RESOLVE, { text })).toEqual(['BAD_USER_INPUT']);
    expect(await resolve('')).toEqual({ cardCount: 0, lines: [] });
  });
});
