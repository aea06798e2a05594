import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { SCOPES, type Caller, type Scope } from '@longbox/identity';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { declaredIn, interfacesWith, mayHave, valueAt, type Declared, type Step } from './matrix.fixtures.ts';
import { someone } from './plenty.fixtures.ts';

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

/** Everybody whose answer may be another one: each kind of caller with all, none and nearly all of what is asked for. */
export function callersFor(declared: Declared): readonly Caller[] {
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

/** What somebody was told, in whichever way they asked. */
export interface Answer extends ExecutionResult {
  /** Everything that was sent to subgraphs. */
  readonly sent: string;
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

export const SUPERGRAPHS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['Longbox’s own', LONGBOX],
  ['with interfaces, unions, types and policies', OTHER],
];

/** What every field asks of callers; a field of an interface what it asks on any of its objects. */
export function declaredBy(
  sdls: Readonly<Record<string, string>>,
  schema: GraphQLSchema,
): ReadonlyMap<string, Declared> {
  const declared = new Map(declaredIn(Object.values(sdls)));
  for (const [coordinate, own] of declared.entries())
    for (const field of interfacesWith(schema, coordinate))
      declared.set(field, [...(declared.get(field) ?? []), ...own]);
  return declared;
}

/** The first step of a way that the caller may not take; -1 when there is none. */
function refusedAt(steps: readonly Step[], caller: Caller, declared: ReadonlyMap<string, Declared>): number {
  return steps.findIndex(({ parent, field }) => !mayHave(caller, declared.get(`${parent}.${field}`) ?? []));
}

/** What was asked: the way to a field, and the names on it in the answer. */
interface Question {
  readonly text: string;
  readonly steps: readonly Step[];
  readonly names: readonly string[];
}

/** Holds answers against what the fields on their way ask of callers. */
export class Cells {
  /** The answers that are not what they must be. */
  readonly wrong: unknown[] = [];
  allowed = 0;
  refused = 0;
  /** Refused at the root. */
  notBegun = 0;
  readonly #declared: ReadonlyMap<string, Declared>;

  constructor(declared: ReadonlyMap<string, Declared>) {
    this.#declared = declared;
  }

  /** Takes one answer; says whether the caller may have the field. */
  take({ text, steps, names }: Question, caller: Caller, answer: Answer): boolean {
    const at = refusedAt(steps, caller, this.#declared);
    const expected = expectedOf(names, at, caller);
    const got = gotOf(answer, names, steps, at);
    if (!isDeepStrictEqual(got, expected))
      this.wrong.push({ text, caller: `${caller.kind} ${caller.scopes.join(' ')}`, got, expected });
    if (at < 0) this.allowed += 1;
    else this.refused += 1;
    if (at === 0) this.notBegun += 1;
    return at < 0;
  }
}
