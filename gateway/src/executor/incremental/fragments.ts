import {
  Kind,
  visit,
  type ASTNode,
  type DirectiveNode,
  type DocumentNode,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { operationOf } from '../planner/documents.ts';

/** An operation in which each `@defer` has a label of its own. */
export interface LabelledDocument {
  readonly document: DocumentNode;
  /** What the client calls each part, by the labels in the document. */
  readonly clientLabels: ReadonlyMap<string, string | undefined>;
}

/** A deferred fragment. */
export interface DeferredFragment {
  /** Names in the data, and the conditions of fragments around it, such as `... on Book`. */
  readonly path: readonly string[];
  /** What it asks for, without what is deferred further. */
  readonly selectionSet: SelectionSetNode;
}

export interface PartedDocument {
  /** Everything outside of `@defer`. */
  readonly first: SelectionSetNode;
  /** By the labels in the document. */
  readonly deferred: ReadonlyMap<string, DeferredFragment>;
}

/** The same operation with a label of its own on each `@defer`. Named fragments must be in their places already. */
export function labelled(document: DocumentNode): LabelledDocument {
  const clientLabels = new Map<string, string | undefined>();
  const changed = visit(document, {
    InlineFragment(node) {
      const directive = deferOf(node);
      if (!directive) return undefined;
      const label = `part${clientLabels.size}`;
      clientLabels.set(label, labelOf(directive));
      return { ...node, directives: [withLabel(directive, label)] };
    },
  });
  return { document: changed, clientLabels };
}

/**
 * What the parts of a labelled operation hold. The planner makes no part of a fragment for which nothing is to be fetched: one whose label it
 * does not name in `planned` comes with what is around it. So do the root's `__typename` and the introspection in a part of the root, which
 * the planner forgets.
 */
export function partsIn(document: DocumentNode, planned: ReadonlySet<string>): PartedDocument {
  const deferred = new Map<string, DeferredFragment>();
  const isPart = (fragment: InlineFragmentNode) => planned.has(partLabelOf(fragment) ?? '');
  visit(document, {
    InlineFragment(node, _key, _parent, _path, ancestors) {
      const label = partLabelOf(node);
      if (label === undefined || !isPart(node)) return;
      const { directives: _, ...fragment } = node;
      const inner = { ...fragment, selectionSet: undeferred(node.selectionSet, false, isPart) };
      deferred.set(label, {
        path: pathTo(ancestors),
        selectionSet: { kind: Kind.SELECTION_SET, selections: [inner] },
      });
    },
  });
  return { first: undeferred(operationOf(document).selectionSet, true, isPart), deferred };
}

function pathTo(ancestors: readonly (ASTNode | readonly ASTNode[])[]): string[] {
  return ancestors.flatMap((node) => {
    if (!('kind' in node)) return [];
    if (node.kind === Kind.FIELD) return [(node.alias ?? node.name).value];
    if (node.kind !== Kind.INLINE_FRAGMENT || !node.typeCondition) return [];
    return [`... on ${node.typeCondition.name.value}`];
  });
}

function undeferred(
  set: SelectionSetNode,
  isRoot: boolean,
  isPart: (fragment: InlineFragmentNode) => boolean,
): SelectionSetNode {
  const selections = set.selections.flatMap((selection): readonly SelectionNode[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
    if (selection.kind === Kind.FIELD) {
      const { selectionSet } = selection;
      return [
        selectionSet ? { ...selection, selectionSet: undeferred(selectionSet, false, isPart) } : selection,
      ];
    }
    if (!isPart(selection))
      return [
        {
          ...selection,
          directives: selection.directives?.filter((each) => each.name.value !== 'defer') ?? [],
          selectionSet: undeferred(selection.selectionSet, isRoot, isPart),
        },
      ];
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

/** The label that `labelled` gave. */
function partLabelOf(fragment: InlineFragmentNode): string | undefined {
  const directive = deferOf(fragment);
  return directive && labelOf(directive);
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
