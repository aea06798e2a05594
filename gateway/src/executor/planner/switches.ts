import {
  Kind,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type SelectionNode,
} from 'graphql';
import type { Variables } from '../operation.ts';

/** Variables that decide by `@skip` or `@include` what is asked for. */
export function switchesIn(document: DocumentNode): readonly string[] {
  const found = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given }) {
      if (!isSwitch(name.value)) return;
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) found.add(value.name.value);
    },
  });
  return [...found];
}

/** What is asked for with these variables: without what is skipped, and without the directives. Selection sets may be empty then. */
export function switched(document: DocumentNode, variables: Variables): DocumentNode {
  const decide = <T extends SelectionNode>(node: T): T | null | undefined => {
    const directives = node.directives ?? [];
    if (!directives.some(({ name }) => isSwitch(name.value))) return undefined;
    if (!isAskedFor(directives, variables)) return null;
    return { ...node, directives: directives.filter(({ name }) => !isSwitch(name.value)) };
  };
  return visit(document, { Field: decide, InlineFragment: decide, FragmentSpread: decide });
}

/** Whether `@skip` and `@include` let something be asked for. */
export function isAskedFor(directives: readonly DirectiveNode[], variables: Variables): boolean {
  return directives.every(({ name, arguments: given }) => {
    if (!isSwitch(name.value)) return true;
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    const isTrue =
      value?.kind === Kind.BOOLEAN
        ? value.value
        : value?.kind === Kind.VARIABLE && variables[value.name.value] === true;
    return isTrue === (name.value === 'include');
  });
}

function isSwitch(directive: string): boolean {
  return directive === 'skip' || directive === 'include';
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** The same with something in every selection set, as GraphQL has it. */
export function withoutEmptySets(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: (set) => (set.selections.length === 0 ? { ...set, selections: [TYPENAME] } : undefined),
  });
}
