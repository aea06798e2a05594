import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@longbox/testing';
import { cardFolder, magicCard, type CardFolder } from './card-files.fixtures.ts';
import { openCatalog, type Catalog } from './catalog.fixtures.ts';

const SUGGEST = `query ($prefix: String!, $game: GameCode, $first: Int! = 10) {
  cardSuggestions(prefix: $prefix, game: $game, first: $first) { card { id name game { code } } printCount }
}`;
const SUGGEST_RULES = 'query ($prefix: String!) { cardSuggestions(prefix: $prefix) { card { rulesText } } }';
const CARD = `query ($id: ID!, $first: Int! = 50, $after: String) {
  card(id: $id) {
    name typeLine rulesText attributes game { code }
    prints(first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { node { collectorNumber rarity releasedAt set { code } products { handle status } } }
    }
  }
}`;

interface Suggested {
  readonly cardSuggestions: readonly {
    readonly card: { readonly id: string; readonly name: string };
    readonly printCount: number;
  }[];
}
interface CardView {
  readonly card: {
    readonly prints: {
      readonly totalCount: number;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      readonly edges: readonly {
        readonly node: { readonly collectorNumber: string; readonly products: readonly { handle: string }[] };
      }[];
    };
  } | null;
}

let folder: CardFolder;
let catalog: Catalog;
beforeAll(async () => {
  folder = cardFolder();
  catalog = await openCatalog({ importFolder: folder.path });
  const card = (name: string, number: number, said = {}) => magicCard({ name, number, set: 'tst', ...said });
  folder.write('cards.jsonl', [
    ...Array.from({ length: 7 }, (_, index) => card('Storm Heron', index + 1)),
    card('Storm', 20),
    card('Storm Giant', 21),
    card('Storm Giant', 22),
    card('Heron of the Storm', 23),
    card('Élan Storm-Caller', 24),
    card('Unheard Melody', 25),
  ]);
  await catalog.importFiles('MTG', 'cards.jsonl');
});
afterAll(async () => {
  await catalog.dispose();
  folder.dispose();
});

async function suggested(variables: Record<string, unknown>) {
  const { cardSuggestions } = await catalog.ask<Suggested>(catalog.shopper, SUGGEST, variables);
  return cardSuggestions.map(({ card, printCount }) => `${card.name} ${printCount}`);
}

async function cardOf(name: string, variables: Record<string, unknown> = {}) {
  const { cardSuggestions } = await catalog.ask<Suggested>(catalog.shopper, SUGGEST, { prefix: name });
  const id = cardSuggestions[0]?.card.id;
  return (await catalog.ask<CardView>(catalog.shopper, CARD, { id, ...variables })).card;
}

describe('suggestions', () => {
  it.each([
    [
      'the name itself, then what begins with it by its printings, then what has the word',
      'storm',
      ['Storm 1', 'Storm Heron 7', 'Storm Giant 2', 'Élan Storm-Caller 1', 'Heron of the Storm 1'],
    ],
    ['the beginning of one letter', 's', ['Storm Heron 7', 'Storm Giant 2', 'Storm 1']],
    ['a name without its accents and signs', 'elan stormc', ['Élan Storm-Caller 1']],
    ['a name with its blank typed', 'ELAN STORM C', ['Élan Storm-Caller 1']],
    ['a name that is misspelt', 'unherd melodi', ['Unheard Melody 1']],
    ['signs alone', '!%_', []],
    ['nothing at all', ' ', []],
  ])('of %s', async (_what, prefix, expected) => {
    expect((await suggested({ prefix })).slice(0, Math.max(1, expected.length))).toEqual(expected);
  });

  it('are those of one game and as many as are asked for', async () => {
    expect(await suggested({ prefix: 'storm', game: 'POKEMON' })).toEqual([]);
    expect(await suggested({ prefix: 'storm', game: 'MTG', first: 2 })).toEqual(['Storm 1', 'Storm Heron 7']);
    for (const first of [0, 21])
      expect(await catalog.errorsOf(catalog.shopper, SUGGEST, { prefix: 's', first })).toEqual([
        'BAD_USER_INPUT',
      ]);
  });

  it('follow a card that is imported again with another name and one more printing', async () => {
    folder.write('more.jsonl', [magicCard({ name: 'Storm Giant', number: 90, set: 'tst' })]);
    await catalog.importFiles('MTG', 'more.jsonl');
    expect(await suggested({ prefix: 'storm gi' })).toEqual(['Storm Giant 3']);
  });

  it('take no statement, whatever is typed for the first time, once nothing has been imported for a while', async () => {
    let asked = 0;
    /** Another question each time, so that nobody has asked it before. */
    const question = () => {
      const number = asked++;
      return {
        prefix: 'unheard'.slice(0, 1 + (number % 7)),
        first: 1 + (Math.floor(number / 7) % 20),
        game: 'MTG',
      };
    };
    await waitFor(async () => (await catalog.statementsOf(catalog.shopper, SUGGEST, question())) === 0, {
      what: 'a suggestion without a statement',
    });
    for (let more = 0; more < 7; more += 1)
      expect(await catalog.statementsOf(catalog.shopper, SUGGEST, question())).toBe(0);
    expect(await suggested({ prefix: 'storm' })).toEqual([
      'Storm 1',
      'Storm Heron 7',
      'Storm Giant 3',
      'Élan Storm-Caller 1',
      'Heron of the Storm 1',
    ]);
  });

  it('are looked for once for all who type the same, until an import changes what one of the cards says', async () => {
    const rulesText = async (prefix: string) => {
      const { cardSuggestions } = await catalog.ask<{ cardSuggestions: { card: { rulesText: string } }[] }>(
        catalog.shopper,
        SUGGEST_RULES,
        { prefix },
      );
      return cardSuggestions.map(({ card }) => card.rulesText);
    };
    expect(await catalog.statementsOf(catalog.shopper, SUGGEST_RULES, { prefix: 'unheard me' })).toBe(1);
    expect(await catalog.statementsOf(catalog.shopper, SUGGEST_RULES, { prefix: ' UNHEARD ME  ' })).toBe(0);
    folder.write('text.jsonl', [
      magicCard({ name: 'Unheard Melody', number: 25, set: 'tst', text: 'Draw a card.' }),
    ]);
    await catalog.importFiles('MTG', 'text.jsonl');
    await waitFor(async () => (await rulesText('unheard me'))[0] === 'Draw a card.', {
      what: 'the other text',
    });
  });
});

describe('a card', () => {
  it('has its printings a page at a time, each once', async () => {
    const numbers: string[] = [];
    let after: string | null = null;
    do {
      const card: CardView['card'] = await cardOf('storm heron', { first: 3, after });
      expect(card?.prints.totalCount).toBe(7);
      numbers.push(...(card?.prints.edges.map(({ node }) => node.collectorNumber) ?? []));
      after = card?.prints.pageInfo.hasNextPage ? card.prints.pageInfo.endCursor : null;
    } while (after);
    expect(numbers.toSorted()).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });

  it('shows what the store sells of a printing, in as many statements for seven as for one', async () => {
    expect((await cardOf('storm heron'))?.prints.edges[0]?.node.products).toEqual([]);
    const { prints } = await catalog.ask<{ prints: { edges: { node: { id: string } }[] } }>(
      catalog.staff,
      '{ prints(filter: { name: "storm heron" }) { edges { node { id } } } }',
    );
    await catalog.ask(
      catalog.staff,
      `mutation ($ids: [ID!]!) { listPrints(input: { printIds: $ids }) { userErrors { code } } }`,
      { ids: prints.edges.map(({ node }) => node.id) },
    );
    const shown = (await cardOf('storm heron'))?.prints.edges ?? [];
    expect(shown.map(({ node }) => node.products.length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    const { cardSuggestions } = await catalog.ask<Suggested>(catalog.shopper, SUGGEST, {
      prefix: 'storm heron',
    });
    const id = cardSuggestions[0]?.card.id;
    const statements = (first: number) => catalog.statementsOf(catalog.shopper, CARD, { id, first });
    expect(await statements(7)).toBe(await statements(1));
  });

  it('is nothing under an id that no card has', async () => {
    for (const id of ['nonsense', '01900000-0000-7000-8000-00000000abcd'])
      expect(await catalog.ask(catalog.shopper, CARD, { id })).toEqual({ card: null });
  });
});
