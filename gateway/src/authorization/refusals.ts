import {
  Kind,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type SelectionSetNode,
} from 'graphql';
import type { NotPermitted } from '@longbox/subgraph';

/** No schema has it: what clients send is validated before. */
const MARK = 'own_refused';

/** The same field, to be answered with null and this. It keeps the mark through everything that documents go through here. */
export function refused(field: FieldNode, { code, message }: NotPermitted): FieldNode {
  const argument = (name: string, value: string) =>
    ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: name },
      value: { kind: Kind.STRING, value },
    }) as const;
  const mark: DirectiveNode = {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: MARK },
    arguments: [argument('code', code), argument('message', message)],
  };
  return { ...field, directives: [...(field.directives ?? []), mark] };
}

export function refusalOf({ directives }: FieldNode): NotPermitted | undefined {
  const mark = directives?.find(isMark);
  if (!mark) return undefined;
  const code = textOf(mark, 'code');
  return { code: code === 'UNAUTHENTICATED' ? code : 'FORBIDDEN', message: textOf(mark, 'message') };
}

/** What is left to be fetched. Selection sets may be empty then. */
export function withoutRefused(document: DocumentNode): DocumentNode {
  return visit(document, { Field: (node) => (node.directives?.some(isMark) ? null : undefined) });
}

/** What is deferred and refused altogether comes with the first part: there is nothing to wait for. Named fragments must be in their places. */
export function withRefusedAtOnce(document: DocumentNode): DocumentNode {
  return visit(document, {
    InlineFragment(node) {
      if (hasAllowed(node.selectionSet)) return undefined;
      return { ...node, directives: (node.directives ?? []).filter(({ name }) => name.value !== 'defer') };
    },
  });
}

function hasAllowed({ selections }: SelectionSetNode): boolean {
  return selections.some((each) => {
    if (each.kind === Kind.INLINE_FRAGMENT) return hasAllowed(each.selectionSet);
    return each.kind !== Kind.FIELD || refusalOf(each) === undefined;
  });
}

function isMark({ name }: DirectiveNode): boolean {
  return name.value === MARK;
}

function textOf({ arguments: given }: DirectiveNode, argument: string): string {
  const value = given?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING ? value.value : '';
}
