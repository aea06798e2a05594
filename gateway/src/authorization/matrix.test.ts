import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { SCOPES, type Caller, type Scope } from '@longbox/identity';
import { parse, print, validate, type ExecutionResult } from 'graphql';
import type { TestEdge } from '../executor/differential/edge.fixtures.ts';
import type { PreparedOperation } from '../executor/operation.ts';
import {
  declaredIn,
  interfacesWith,
  mayHave,
  say,
  valueAt,
  waysTo,
  type Declared,
  type Form,
  type Step,
} from './matrix.fixtures.ts';
import { edgeOverPlenty, someone } from './plenty.fixtures.ts';

const FOLDER = join(__dirname, '../../../schema/subgraphs');
const LONGBOX = Object.fromEntries(
  readdirSync(FOLDER).map((file) => [file.replace('.graphql', ''), readFileSync(join(FOLDER, file), 'utf8')]),
);

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@authenticated", "@requiresScopes", "@policy"])\n`;

/** What Longbox's own schema does not have: interfaces, unions, permissions on types, and policies. */
const OTHER = {
  people: `${LINK}
    interface Node { id: ID! secret: String name: String! }
    type Person implements Node @key(fields: "id") {
      id: ID! name: String! secret: String @requiresScopes(scopes: [["orders:read"]]) boss: Person must: Vault!
      salary: Int! @policy(policies: [["staff"]]) friends: [Node!]! any: Any both: String @authenticated @requiresScopes(scopes: [["orders:read", "orders:write"], ["catalog:write"]])
    }
    type Robot implements Node @key(fields: "id") { id: ID! name: String! secret: String }
    type Vault @authenticated { gold: Int! owner: Person }
    union Any = Vault | Robot
    scalar Code @requiresScopes(scopes: [["pricing:read"]])
    enum Rank @authenticated { HIGH LOW }
    type Query { node: Node nodes: [Node!] person: Person must: Person! robot: Robot any: Any vault: Vault }
    type Mutation { promote(id: ID!): Person burn: Boolean @policy(policies: [["staff"], ["partner"]]) }
    type Subscription { changed: Person told: Int @authenticated }`,
  files: `${LINK}
    type Person @key(fields: "id") { id: ID! file: String @requiresScopes(scopes: [["pricing:read"]]) code: Code rank: Rank }
    type Robot @key(fields: "id") { id: ID! file: String }
    scalar Code @requiresScopes(scopes: [["pricing:read"]])
    enum Rank @authenticated { HIGH LOW }
    type Query { ping: String }`,
};

function callersFor(declared: Declared): readonly Caller[] {
  const named = new Set(declared.flatMap(({ alternatives }) => alternatives.flat()));
  const wanted = SCOPES.filter((scope) => named.has(scope));
  const others = SCOPES.filter((scope) => !named.has(scope));
  const almost: readonly Scope[] = [...others, ...wanted.slice(1)];
  return [
    someone('anonymous'),
    // Nobody hands scopes to who is not signed in, and if somebody did they would count for nothing.
    someone('anonymous', ...SCOPES),
    someone('customer'),
    someone('staff'),
    someone('staff', ...others),
    someone('staff', ...almost),
    someone('staff', ...wanted),
    someone('partner'),
    someone('partner', ...wanted),
  ];
}

const FORMS: readonly Form[] = ['plain', 'alias', 'fragment', 'inline', 'defer', 'twice'];
const ROOTS = ['Query', 'Mutation', 'Subscription'];
/** Ways to one field from one root: enough that one of them crosses from another subgraph where there is such a way. */
const WAYS = 2;

interface Answer extends ExecutionResult {
  /** Everything that was sent to subgraphs. */
  readonly sent: string;
}

async function ask(edge: TestEdge, text: string, caller: Caller, form: Form): Promise<Answer> {
  const { executor, fetches } = edge;
  fetches.length = 0;
  const scope = { caller };
  const context = { scope };
  const sent = () =>
    fetches
      .map(({ request: { query } }) =>
        typeof query === 'string' ? query : (query.loc?.source.body ?? print(query)),
      )
      .join('\n');
  let operation: PreparedOperation;
  try {
    operation = executor.prepare(parse(text), 'Op', { scope, inParts: form === 'defer' });
  } catch (error) {
    return { errors: [error as never], data: null, sent: '' };
  }
  if (operation.primary) {
    const { serviceName, query } = operation.primary;
    const known = (await edge.fetch(serviceName, { query }, scope)) as never;
    const answer = await executor.run(operation, { variables: {}, context, known });
    return { ...answer, sent: `${query}\n${sent()}` };
  }
  if (form !== 'defer')
    return { ...(await executor.run(operation, { variables: {}, context })), sent: sent() };
  const { first, later } = await executor.deliver(operation, { variables: {}, context });
  const pieces = [];
  for await (const { incremental } of later ?? []) pieces.push(...(incremental ?? []));
  const data = structuredClone(first.data);
  for (const { path, data: own } of pieces) {
    const place = (path ?? []).reduce<unknown>(
      (at, step) => (at as Record<string | number, unknown>)[step],
      data,
    );
    Object.assign(place as object, own ?? {});
  }
  const errors = [first, ...pieces].flatMap((each) => each.errors ?? []);
  return { data: data ?? null, errors, sent: sent() };
}

/** What an answer must be: the value, or null with one code at one place, and no trace of the field in what subgraphs were asked. */
interface Cell {
  readonly has: boolean;
  readonly path: readonly unknown[] | undefined;
  readonly code: unknown;
  /** Whether the refused field was asked for. */
  readonly isSent: boolean;
}

function expectedOf(names: readonly string[], at: number, { kind }: Caller): Cell {
  if (at < 0) return { has: true, path: undefined, code: undefined, isSent: false };
  const code = kind === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
  return { has: false, path: names.slice(0, at + 1), code, isSent: false };
}

function gotOf(answer: Answer, names: readonly string[], steps: readonly Step[], at: number): Cell {
  const [first] = answer.errors ?? [];
  const name = steps[at]?.field;
  // A field of the same name elsewhere on the way may be asked for.
  const isOnly = name !== undefined && steps.filter(({ field }) => field === name).length === 1;
  return {
    has: (valueAt(answer.data, names) ?? null) !== null,
    path: first?.path?.filter((step) => typeof step === 'string'),
    code: first?.extensions['code'],
    // In front of a colon it is the name of an argument.
    isSent: isOnly && new RegExp(`\\b${name}\\b(?!\\s*:)`).test(answer.sent),
  };
}

const SUPERGRAPHS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['Longbox’s own', LONGBOX],
  ['with interfaces, unions, types and policies', OTHER],
];

describe.each(SUPERGRAPHS)('the supergraph %s', (_, sdls) => {
  const declared = new Map(declaredIn(Object.values(sdls)));
  let edge: TestEdge;

  beforeAll(async () => {
    edge = await edgeOverPlenty(sdls);
    // A field of an interface needs what it needs on any of its objects.
    for (const [coordinate, own] of declared.entries())
      for (const field of interfacesWith(edge.executor.schema, coordinate))
        declared.set(field, [...(declared.get(field) ?? []), ...own]);
  });

  /** The first step of a way that the caller may not take. */
  const refusedAt = (steps: readonly Step[], caller: Caller) =>
    steps.findIndex(({ parent, field }) => !mayHave(caller, declared.get(`${parent}.${field}`) ?? []));

  it('gives each field that has a permission to those who have it and to nobody else, however it is asked for', async () => {
    const { schema } = edge.executor;
    const wrong: unknown[] = [];
    const counted = { cells: 0, allowed: 0, refused: 0, roots: new Set<string>(), entities: 0 };
    for (const [coordinate, own] of declared) {
      let isReached = false;
      for (const root of ROOTS.filter((name) => schema.getType(name)))
        for (const steps of waysTo(schema, root, coordinate, WAYS)) {
          isReached = true;
          for (const form of FORMS) {
            if (form === 'defer' && (root !== 'Query' || steps.length === 1)) continue;
            const { text, names } = say(schema, root, steps, form);
            expect({ text, errors: validate(schema, parse(text)) }).toEqual({ text, errors: [] });
            for (const caller of callersFor(own)) {
              const answer = await ask(edge, text, caller, form);
              const at = refusedAt(steps, caller);
              const expected = expectedOf(names, at, caller);
              const got = gotOf(answer, names, steps, at);
              counted.cells += 1;
              if (!isDeepStrictEqual(got, expected))
                wrong.push({ text, caller: `${caller.kind} ${caller.scopes.join(' ')}`, got, expected });
              if (at < 0) {
                counted.allowed += 1;
                counted.roots.add(root);
                if (answer.sent.includes('_entities')) counted.entities += 1;
                continue;
              }
              counted.refused += 1;
            }
          }
        }
      expect({ coordinate, isReached }).toEqual({ coordinate, isReached: true });
    }
    expect(wrong).toEqual([]);
    expect(declared.size).toBeGreaterThan(10);
    expect([...counted.roots].toSorted()).toEqual(['Mutation', 'Query', 'Subscription']);
    expect(counted.entities).toBeGreaterThan(0);
    expect(counted.allowed).toBeGreaterThan(declared.size);
    expect(counted.refused).toBeGreaterThan(declared.size);
  }, 60_000);

  it('does not show the way by which subgraphs are asked for entities', () => {
    const text = '{ _entities(representations: []) { __typename } _service { sdl } }';
    expect(validate(edge.executor.schema, parse(text))).toHaveLength(2);
  });
});
