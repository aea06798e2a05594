import {
  Kind,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { operationOf } from '../planner/documents.ts';

/** A deferred fragment of an operation. */
export interface Deferred {
  /** What the client calls it. */
  readonly label: string | undefined;
  /** What it holds itself: without what is deferred further. */
  readonly selectionSet: SelectionSetNode;
}

export interface LabelledDocument {
  readonly document: DocumentNode;
  /** By the labels in the document. */
  readonly deferred: ReadonlyMap<string, Deferred>;
}

/** The same operation with a label of its own on each `@defer`. Named fragments must be in their places already. */
export function labelled(document: DocumentNode): LabelledDocument {
  const deferred = new Map<string, Deferred>();
  const changed = visit(document, {
    InlineFragment(node) {
      const directive = deferOf(node);
      if (!directive) return undefined;
      const label = `part${deferred.size}`;
      const { directives: _, ...fragment } = node;
      const inner = { ...fragment, selectionSet: undeferred(node.selectionSet, false) };
      deferred.set(label, {
        label: labelOf(directive),
        selectionSet: { kind: Kind.SELECTION_SET, selections: [inner] },
      });
      return { ...node, directives: [withLabel(directive, label)] };
    },
  });
  return { document: changed, deferred };
}

/**
 * What the first part of an answer holds: everything outside of `@defer`. The root's `__typename` and the introspection inside come with it
 * too: nothing is fetched for them, and the planner forgets them.
 */
export function firstPart(document: DocumentNode): SelectionSetNode {
  return undeferred(operationOf(document).selectionSet, true);
}

function undeferred(set: SelectionSetNode, isRoot: boolean): SelectionSetNode {
  const selections = set.selections.flatMap((selection): readonly SelectionNode[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
    if (selection.kind === Kind.FIELD) {
      const { selectionSet } = selection;
      return [selectionSet ? { ...selection, selectionSet: undeferred(selectionSet, false) } : selection];
    }
    if (!deferOf(selection))
      return [{ ...selection, selectionSet: undeferred(selection.selectionSet, isRoot) }];
    return isRoot ? [{ ...selection, directives: [], selectionSet: onlyMeta(selection.selectionSet) }] : [];
  });
  return { ...set, selections };
}

function onlyMeta(set: SelectionSetNode): SelectionSetNode {
  const selections = set.selections.flatMap((selection): readonly SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return selection.name.value.startsWith('__') ? [selection] : [];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    return [{ ...selection, directives: [], selectionSet: onlyMeta(selection.selectionSet) }];
  });
  return { ...set, selections };
}

function deferOf({ directives }: InlineFragmentNode): DirectiveNode | undefined {
  return directives?.find(({ name }) => name.value === 'defer');
}

function labelOf(directive: DirectiveNode): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === 'label')?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

function withLabel(directive: DirectiveNode, label: string): DirectiveNode {
  const name = { kind: Kind.NAME, value: 'label' } as const;
  return {
    ...directive,
    arguments: [{ kind: Kind.ARGUMENT, name, value: { kind: Kind.STRING, value: label } }],
  };
}
