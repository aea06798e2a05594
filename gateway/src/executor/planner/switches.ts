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

/**
 * What is asked for with these variables: without what is skipped, without the directives, and with `@defer` only where it holds. Selection
 * sets may be empty then.
 */
export function switched(document: DocumentNode, variables: Variables): DocumentNode {
  const decide = <T extends SelectionNode>(node: T): T | null | undefined => {
    const directives = node.directives ?? [];
    if (!directives.some(({ name }) => isSwitch(name.value))) return undefined;
    if (!isAskedFor(directives, variables)) return null;
    return { ...node, directives: directives.flatMap((directive) => deferred(directive, variables)) };
  };
  return visit(document, { Field: decide, InlineFragment: decide, FragmentSpread: decide });
}

/** Whether `@skip` and `@include` let something be asked for. */
export function isAskedFor(directives: readonly DirectiveNode[], variables: Variables): boolean {
  return directives.every(({ name, arguments: given }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    const isTrue =
      value?.kind === Kind.BOOLEAN
        ? value.value
        : value?.kind === Kind.VARIABLE && variables[value.name.value] === true;
    return isTrue === (name.value === 'include');
  });
}

/** `@defer` without its condition, where that holds. */
function deferred(directive: DirectiveNode, variables: Variables): DirectiveNode[] {
  if (directive.name.value !== 'defer') return [];
  const condition = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
  const isOff =
    (condition?.kind === Kind.BOOLEAN && !condition.value) ||
    (condition?.kind === Kind.VARIABLE && variables[condition.name.value] === false);
  const given = directive.arguments?.filter(({ name }) => name.value !== 'if') ?? [];
  return isOff ? [] : [{ ...directive, arguments: given }];
}

function isSwitch(directive: string): boolean {
  return directive === 'skip' || directive === 'include' || directive === 'defer';
}

/** The name under which something is asked for where nothing is left. */
export const FILLER = 'own_filler';

const SOMETHING: FieldNode = {
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: FILLER },
  name: { kind: Kind.NAME, value: '__typename' },
};

/** The same with something in every selection set, as GraphQL has it. */
export function withoutEmptySets(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: (set) => (set.selections.length === 0 ? { ...set, selections: [SOMETHING] } : undefined),
  });
}
