import { expect, it } from '@jest/globals';
import { buildSchema, graphql, type GraphQLResolveInfo } from 'graphql';
import { asksOnlyFor } from './asks-for.ts';

const schema = buildSchema(`
  type Query { found: Found }
  type Found { card: Card count: Int }
  type Card { id: ID name: String text: String game: Game }
  type Game { code: String cards: Int }
`);
const KNOWN = { card: { id: true, name: true, game: { code: true } }, count: true } as const;

async function isKnown(selection: string, more = ''): Promise<boolean | undefined> {
  let known: boolean | undefined;
  const rootValue = {
    found(_args: unknown, _context: unknown, info: GraphQLResolveInfo) {
      known = asksOnlyFor(info, KNOWN);
      return null;
    },
  };
  const { errors } = await graphql({ schema, source: `{ found ${selection} } ${more}`, rootValue });
  expect(errors).toBeUndefined();
  return known;
}

it.each([
  ['{ count }', true],
  ['{ count card { id name game { code } } }', true],
  ['{ __typename card { __typename named: name } }', true],
  ['{ ... { card { ... on Card { id } } } }', true],
  ['{ card { text } }', false],
  ['{ card { id ... on Card { text } } }', false],
  ['{ card { name: text } }', false],
  ['{ card { game { cards } } }', false],
  ['{ card { id text @skip(if: true) } }', false],
])('an operation asks for known fields alone, or for more, at any depth: %s', async (selection, expected) => {
  expect(await isKnown(selection)).toBe(expected);
});

it.each([
  ['fragment Of on Found { card { id } }', true],
  ['fragment Of on Found { card { text } }', false],
])('… also in a fragment: %s', async (fragment, expected) => {
  expect(await isKnown('{ ...Of }', fragment)).toBe(expected);
});
