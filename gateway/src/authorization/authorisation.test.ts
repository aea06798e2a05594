import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse, type ExecutionResult } from 'graphql';
import { UnreadableRules, readRules } from '@longbox/subgraph';
import type { TestEdge } from '../executor/differential/edge.fixtures.ts';
import { edgeOverPlenty, someone } from './plenty.fixtures.ts';

const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
    import: ["@key", "@authenticated", "@requiresScopes", "@policy"])
  type Book { title: String cost: Int! @requiresScopes(scopes: [["pricing:read"]]) shelf: Shelf parts: [Part!] }
  type Part { page: Int! secret: String @authenticated }
  type Shelf { code: String! bin: String! @authenticated }
  type Query { book: Book books: [Book] mine: String! @authenticated vip: Int @policy(policies: [["vip"]]) odd: Int @policy(policies: [["unheard"]]) }
  type Mutation { sell: Boolean @requiresScopes(scopes: [["orders:write"]]) lend: Boolean }
  type Subscription { sold: Int @authenticated }`;

const plain = (result: ExecutionResult) => JSON.parse(JSON.stringify(result)) as ExecutionResult;
const signIn = { message: 'Sign in to do this.', extensions: { code: 'UNAUTHENTICATED' } };

describe('permissions at the edge', () => {
  let edge: TestEdge;
  const ask = async (text: string, caller = someone('anonymous')) =>
    plain(await edge.ask(text, {}, { caller }));

  beforeAll(async () => {
    const decides = (policy: string) => policy === 'vip';
    edge = await edgeOverPlenty({ books: SDL }, { decides });
  });

  it('answers what is refused with null and an error at each of its places, and the rest as it is', async () => {
    expect(await ask('{ book { name: title parts { page secret } } vip }')).toEqual({
      data: { book: { name: 'plenty', parts: [{ page: 1, secret: null }] }, vip: 1 },
      errors: [{ ...signIn, path: ['book', 'parts', 0, 'secret'] }],
    });
  });

  it('makes null what cannot be without what is refused', async () => {
    expect(await ask('{ book { title shelf { code bin } } }')).toEqual({
      data: { book: { title: 'plenty', shelf: null } },
      errors: [{ ...signIn, path: ['book', 'shelf', 'bin'] }],
    });
    expect(await ask('{ mine book { title } }')).toEqual({
      data: null,
      errors: [{ ...signIn, path: ['mine'] }],
    });
  });

  it('fetches nothing for an operation that is refused altogether', async () => {
    edge.fetches.length = 0;
    expect(await ask('mutation { sell }')).toEqual({
      data: { sell: null },
      errors: [{ ...signIn, path: ['sell'] }],
    });
    expect(edge.fetches).toEqual([]);
  });

  it('says what is needed to who is signed in', async () => {
    const { errors } = await ask('{ books { cost } }', someone('staff', 'orders:write'));
    expect(errors).toEqual([
      {
        message: 'This needs the scope pricing:read.',
        path: ['books', 0, 'cost'],
        extensions: { code: 'FORBIDDEN' },
      },
    ]);
  });

  it('refuses a policy that nobody decides, to everybody', async () => {
    const { data, errors } = await ask('{ odd vip }', someone('staff', 'orders:write'));
    expect(data).toEqual({ odd: null, vip: 1 });
    expect(errors).toMatchObject([{ path: ['odd'], extensions: { code: 'FORBIDDEN' } }]);
  });

  it('does not begin a subscription whose field is refused', () => {
    const prepare = () => edge.executor.prepare(parse('subscription { sold }'), undefined, {});
    expect(prepare).toThrow('Sign in to do this.');
  });

  it('gives the least to who is not known at all', async () => {
    const operation = edge.executor.prepare(parse('{ book { cost } }'));
    const scope = { caller: someone('staff', 'pricing:read') };
    const { data } = await edge.run(operation, { variables: {}, context: { scope } });
    expect(plain({ data: data ?? null })).toEqual({ data: { book: null } });
  });

  it('prepares an operation once for all who may have the same of it', () => {
    const document = parse('{ book { title cost } }');
    const open = parse('{ book { title } }');
    const idFor = (text: typeof document, ...who: Parameters<typeof someone>) =>
      edge.executor.prepare(text, undefined, { scope: { caller: someone(...who) } }).id;
    expect(idFor(document, 'staff')).toBe(idFor(document, 'partner', 'orders:read'));
    expect(idFor(document, 'staff', 'pricing:read')).toBe(idFor(document, 'partner', 'pricing:read'));
    expect(
      new Set([
        idFor(document, 'anonymous'),
        idFor(document, 'staff'),
        idFor(document, 'staff', 'pricing:read'),
      ]).size,
    ).toBe(3);
    expect(idFor(open, 'anonymous')).toBe(idFor(open, 'staff', 'pricing:read'));
  });
});

describe('the rules of a supergraph', () => {
  const linked = (link: string, use = '') =>
    readRules(
      parse(
        `schema @link(url: "https://specs.apollo.dev/${link}) { query: Query } type Query { a: Int ${use} }`,
      ),
    );

  it('are not read where they go by other names, or are of a version that is not known', () => {
    expect(() => linked('authenticated/v0.2"')).toThrow(UnreadableRules);
    expect(() => linked('policy/v0.1", as: "rule"')).toThrow(UnreadableRules);
    expect(() => linked('requiresScopes/v0.1", import: [{ name: "@requiresScopes", as: "@needs" }]')).toThrow(
      UnreadableRules,
    );
  });

  it('of a field of an interface are those of the field on every one of its objects', () => {
    const rules = readRules(
      parse(`interface Node { secret: Int open: Int }
        type One implements Node { secret: Int @authenticated open: Int }
        type Two implements Node { secret: Int @requiresScopes(scopes: [["a"]]) open: Int }`),
    );
    expect(rules.of('Node', 'secret').map((place) => rules.all[place]?.kind)).toEqual([
      'authenticated',
      'scopes',
    ]);
    expect(rules.of('Node', 'open')).toEqual([]);
  });

  it('are not read where a list names nothing, which would hold for everybody', () => {
    for (const scopes of ['[]', '[[]]', '[["a"], []]', '"a"'])
      expect(() => linked('requiresScopes/v0.1"', `@requiresScopes(scopes: ${scopes})`)).toThrow(
        UnreadableRules,
      );
    expect(linked('requiresScopes/v0.1"', '@requiresScopes(scopes: [["a"]])').of('Query', 'a')).toEqual([0]);
  });
});
