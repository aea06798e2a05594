import {
  isObjectType,
  visit,
  type ASTVisitor,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { Variables } from '../operation.ts';
import { concreteFragments } from '../planner/concrete-fragments.ts';
import { withoutSpreads } from '../planner/documents.ts';
import { switched, withoutEmptySets } from '../planner/switches.ts';

/** Something that Apollo's gateway answers wrongly. */
export interface Fault {
  readonly reason: string;
  /** An operation over the test's supergraph that shows it. */
  readonly example: string;
  /** The operation without what leads to it: said in another way, or less of it. */
  without(document: DocumentNode, variables: Variables): DocumentNode;
}

/** Fields of the test's supergraph that require one with arguments, and that one. */
const ABOUT_PRICES: ReadonlySet<string> = new Set(['shipping', 'tax', 'plain', 'price']);

/** The faults of Apollo's packages, version 2.14, that random operations come upon. Besides them, fields come in another order. */
export function apolloFaults(schema: GraphQLSchema): readonly Fault[] {
  return [
    {
      reason: 'a field under @skip or @include collides with the same field that another one requires',
      example: '{ books { tax price @include(if: true) } }',
      without: (document, variables) => withoutEmptySets(switched(document, variables)),
    },
    {
      reason: 'no way is found from an interface object to a condition on an interface or a union',
      example: '{ review(id: "1") { subject { ... on Node { id } ... on Book { isbn } } } }',
      without: (document) => concreteFragments(document, schema),
    },
    {
      reason:
        'a field that others require with different arguments is fetched once, with those of one of them',
      example: '{ books { shipping tax plain } }',
      without: (document) => less(document, { Field: ({ name }) => dropped(ABOUT_PRICES.has(name.value)) }),
    },
    {
      reason: 'the name of an interface object is taken for the type of the object that it stands for',
      example: '{ review(id: "1") { subject { ... on Book { __typename a0: id } } } }',
      without: (document) => less(document, { Field: ({ name }) => dropped(name.value === '__typename') }),
    },
    {
      reason:
        'what is wanted of one type is asked of all, and what fails of it takes with it what was wanted',
      example: '{ medias(first: 5) { ... on Film { reviews(first: 5) { text author { name } } } rating } }',
      without: (document) =>
        less(withoutSpreads(document), {
          InlineFragment: ({ typeCondition }) =>
            dropped(isObjectType(schema.getType(typeCondition?.name.value ?? ''))),
        }),
    },
  ];
}

const dropped = (isLeftOut: boolean) => (isLeftOut ? null : undefined);

function less(document: DocumentNode, visitor: ASTVisitor): DocumentNode {
  return withoutEmptySets(visit(document, visitor));
}

/** Sets of faults, the smallest first. */
export function combinations(faults: readonly Fault[]): readonly (readonly Fault[])[] {
  return Array.from({ length: 2 ** faults.length }, (_, bits) =>
    faults.filter((__, index) => (bits & (1 << index)) !== 0),
  ).toSorted((a, b) => a.length - b.length);
}

/** An answer with the fields of its objects in the order of their names. */
export function inOrderOfNames({ data, ...rest }: ExecutionResult): ExecutionResult {
  return {
    ...rest,
    data: sorted(JSON.parse(JSON.stringify(data ?? null))) as Record<string, unknown> | null,
  };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, each]) => [name, sorted(each)]));
}
