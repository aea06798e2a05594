import type { Posted } from './posting.ts';

/** A request that nobody sends who means well. */
export interface Hostile extends Posted {
  /** The name of its figures. */
  readonly name: string;
  /** In words, for a table. */
  readonly what: string;
}

const many = (count: number, each: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => each(index)).join(' ');
const nested = (levels: number, open: string, inner: string, close: string) =>
  open.repeat(levels) + inner + close.repeat(levels);
const product = (inner: string) => `{ productByHandle(handle: "a") { ${inner} } }`;

function text(name: string, what: string, selection: string, variables?: unknown): Hostile {
  return {
    name,
    what,
    body: (index) => JSON.stringify({ query: `query N${index} ${selection}`, variables }),
  };
}

const AS_IT_IS = '{"query":"{ games { code } }"';
const DOUBLING = many(
  30,
  (index) =>
    `fragment F${index} on Product { a: variants { product { ...F${index + 1} } } b: variants { product { ...F${index + 1} } } }`,
);

/** Everything here is refused before anything is executed. */
export const HOSTILE: readonly Hostile[] = [
  text('deep', '100 levels deep', product(nested(50, 'variants { product { ', 'title', ' } }'))),
  text('deeper', '1,900 levels deep, so that it cannot be parsed', nested(1_900, '{ games', '', '}')),
  text('wide', '1,500 fields', `{ ${many(1_500, () => 'games { code }')} }`),
  text('repeated', 'one field sixty times in one place', product(many(60, () => 'variants { id }'))),
  text('aliases', '1,000 aliases', product(many(1_000, (index) => `a${index}: title`))),
  text('roots', '31 fields at the root', `{ ${many(31, (index) => `a${index}: games { code }`)} }`),
  text('tokens', '9,000 tokens', `{ games { ${many(9_000, () => 'code')} } }`),
  text('long', '70,000 characters', `{ games { code ${' '.repeat(70_000)} } }`),
  text(
    'circle',
    'fragments in a circle',
    `${product('...A')} fragment A on Product { variants { product { ...B } } } fragment B on Product { variants { product { ...A } } }`,
  ),
  text(
    'doubling',
    'fragments that double, thirty times',
    `${product('...F0')} ${DOUBLING} fragment F30 on Product { title }`,
  ),
  text('directives', '200 directives', `{ games { code ${many(200, () => '@include(if: true)')} } }`),
  text(
    'list',
    'a list of 1,500 in the text',
    `{ productVariantsBySku(skus: [${many(1_500, () => '"a"')}]) { id } }`,
  ),
  text(
    'arguments',
    'arguments 40 levels deep',
    `{ products(filter: ${nested(40, '{ game: ', '{}', ' }')}) { totalCount } }`,
  ),
  text(
    'variables',
    'a list of 40,000 in the variables',
    '($skus: [String!]!) { productVariantsBySku(skus: $skus) { id } }',
    {
      skus: Array.from({ length: 40_000 }, () => 'a'),
    },
  ),
  {
    name: 'deepVariables',
    what: 'variables 200,000 levels deep',
    body: (index) => `${AS_IT_IS},"variables":{"n":${index},"a":${nested(200_000, '[', '', ']')}}}`,
  },
  text(
    'pages',
    'pages of pages',
    `{ ${many(20, (index) => `a${index}: products(first: 100) { edges { node { variants { product { variants { sku } } } } } }`)} }`,
  ),
  {
    name: 'batch',
    what: 'a batch of 500',
    body: (index) =>
      `[${many(500, (nr) => `{"query":"query N${index}x${nr} { games { code } }"},`).slice(0, -1)}]`,
  },
  {
    name: 'twice',
    what: 'a name twice in the JSON',
    body: (index) => `{"query":"query N${index} { games { code } }","qu\\u0065ry":"{ games { name } }"}`,
  },
  { name: 'noJson', what: 'what is no JSON', body: (index) => `${AS_IT_IS},"n":${index}` },
  text('entities', 'subgraphs’ own fields', '{ _entities(representations: []) { __typename } }'),
  {
    name: 'plainText',
    what: 'a body that says it is text',
    body: (index) => `${AS_IT_IS},"n":${index}}`,
    contentType: 'text/plain',
  },
  {
    name: 'large',
    what: 'a body of 1.2 MB',
    body: (index) => `${AS_IT_IS},"variables":{"n":${index},"a":"${'x'.repeat(1_200_000)}"}}`,
  },
];
