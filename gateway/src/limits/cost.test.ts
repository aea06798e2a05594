import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, type OperationDefinitionNode } from 'graphql';
import { fragmentsOf, operationOf } from '../executor/planner/documents.ts';
import { compileCost } from './cost.ts';
import { readCosts } from './declared-costs.ts';

const SDL = `
  directive @cost(weight: Int!) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM | FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean) on FIELD_DEFINITION
  type Query {
    book: Book
    books: [Book!]!
    shelf: [Book!]! @listSize(assumedSize: 3)
    first(n: Int = 4): [Book!]! @listSize(slicingArguments: ["n"])
    page(input: Page): Books! @listSize(slicingArguments: ["input.size"], sizedFields: ["items"])
    find(words: [String!] @cost(weight: 2)): Book
    media: [Media!]! @listSize(assumedSize: 2)
    ends(first: Int, last: Int): [Book!]! @listSize(slicingArguments: ["first", "last"])
    either(first: Int, last: Int): [Book!]! @listSize(slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
    search(by: Search): Book
  }
  input Search { title: String @cost(weight: 3) any: [Search!] }
  type Mutation { write: Book }
  input Page { size: Int }
  type Books { total: Int items: [Book!]! }
  interface Media { title: String author: Author }
  type Book implements Media { title: String author: Author score: Int @cost(weight: 7) map: Map }
  type Film implements Media { title: String author: Author cast: [Author!] @listSize(assumedSize: 20) }
  type Author { name: String }
  type Map @cost(weight: 50) { name: String }`;
const schema = buildSchema(SDL);
const costs = readCosts(parse(SDL));

function costOf(text: string) {
  const document = parse(text);
  const operation: OperationDefinitionNode = operationOf(document);
  return compileCost(operation, { schema, fragments: fragmentsOf(document), costs });
}

describe('what an operation is expected to cost', () => {
  it.each([
    ['nothing for scalars, one for an object', '{ book { title } }', 1],
    ['ten of what nobody says the number of', '{ books { title author { name } } }', 20],
    ['as many as the schema assumes', '{ shelf { title } }', 3],
    ['as many as an argument asks for', '{ first(n: 9) { title } }', 9],
    ['as many as an argument has by default', '{ first { title } }', 4],
    ['as many as a page is said to have', '{ page(input: { size: 6 }) { total items { title } } }', 7],
    ['what a field is said to weigh', '{ book { score } }', 8],
    ['what a type is said to weigh', '{ book { map { name } } }', 51],
    ['what an argument weighs, for each of its items', '{ find(words: ["a", "b", "c"]) { title } }', 7],
    [
      'what the fields of an input weigh, however deep',
      '{ search(by: { title: "a", any: [{ title: "b" }, { any: [{ title: "c" }] }] }) { title } }',
      1 + 3 * 3,
    ],
    [
      'ten more for each thing that a mutation does',
      'mutation { a: write { title } b: write { title } }',
      22,
    ],
    [
      'the dearest of what an object may be, and not all of it',
      '{ media { title ... on Book { score } ... on Film { cast { name } } } }',
      2 * (1 + 20),
    ],
    [
      'a fragment in each of its places',
      'query { book { ...A } shelf { ...A } } fragment A on Book { author { name } }',
      2 + 3 * 2,
    ],
    ['once what is asked for twice', '{ book { author { name } author { name } } }', 2],
  ])('is %s', (_, text, cost) => {
    expect(costOf(text).estimate({})).toBe(cost);
  });

  it('follows from the variables, and from what they are by default', () => {
    const paged = costOf('query ($n: Int = 5) { first(n: $n) { title } }');
    expect([paged.estimate({}), paged.estimate({ n: 50 })]).toEqual([5, 50]);
    const found = costOf('query ($words: [String!]) { find(words: $words) { title } }');
    expect(found.estimate({ words: ['a', 'b'] })).toBe(5);
  });

  it('is never less for asking for less than nothing', () => {
    expect(costOf('{ first(n: -5) { title } }').estimate({})).toBe(0);
  });
});

describe('a list that wants to be told how long it is', () => {
  const unsaid = (text: string, variables = {}) => costOf(text).unsaid(variables) === undefined;
  it.each([
    ['by one argument', '{ ends(first: 2) { title } }', {}, true],
    ['by a variable', 'query ($n: Int) { ends(last: $n) { title } }', { n: 3 }, true],
    ['by none', '{ ends { title } }', {}, false],
    ['by two', '{ ends(first: 1, last: 1) { title } }', {}, false],
    ['by a variable that is not there', 'query ($n: Int) { ends(last: $n) { title } }', {}, false],
    ['by nothing but null', '{ ends(first: null) { title } }', {}, false],
    [
      'by none, within others',
      '{ book { title } ...A } fragment A on Query { a: ends { title } }',
      {},
      false,
    ],
    ['by none where that is allowed', '{ either { title } }', {}, true],
    ['by its default', '{ first { title } }', {}, true],
  ])('%s: %s', (_, text, variables, isFine) => {
    expect(unsaid(text, variables)).toBe(isFine);
  });

  it('says which', () => {
    expect(costOf('{ ends { title } }').unsaid({})).toMatch(/^Query\.ends takes exactly one of first, last/);
  });
});

describe('what an operation came to', () => {
  it('is once for an object that is asked for in several types', () => {
    const cost = costOf('{ media { ... on Book { author { name } } ... on Film { author { name } } } }');
    const data = { media: [{ author: { name: 'A' } }, { author: { name: 'B' } }] };
    expect(cost.actual(data, {})).toBe(4);
  });

  it('is for each object that came, and none for what is null', () => {
    const cost = costOf('{ books { title author { name } } }');
    expect(
      cost.actual(
        {
          books: [
            { title: 'A', author: { name: 'B' } },
            { title: 'C', author: null },
          ],
        },
        {},
      ),
    ).toBe(3);
    expect(cost.actual({ books: [] }, {})).toBe(0);
    expect(cost.actual(null, {})).toBe(0);
  });

  it('has what its arguments weigh, and what a mutation does', () => {
    expect(costOf('{ find(words: ["a"]) { score } }').actual({ find: { score: 1 } }, {})).toBe(1 + 7 + 2);
    expect(costOf('mutation { write { title } }').actual({ write: { title: 'A' } }, {})).toBe(11);
  });
});
